using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>
/// Primary words are what users see, one run of a page; Shadow words are only compared. Superseded: read before the page was turned and kept, turned too, because tasks were made of its words; nothing new is.
/// </summary>
public enum OcrRunRole { Primary, Shadow, Superseded }

/// <summary>One engine version over one page.</summary>
public sealed class OcrRun
{
    private OcrRun() => State = null!;

    public OcrRun(PageId pageId, string engineId, OcrRunRole role, DateTime queuedAt)
    {
        Id = OcrRunId.New();
        PageId = pageId;
        EngineId = engineId;
        Role = role;
        State = new JobState(queuedAt);
    }

    public OcrRunId Id { get; private set; }
    public PageId PageId { get; private set; }

    /// <summary><c>tesseract</c>, <c>ppocr</c>, <c>worddeepnet</c>.</summary>
    public string EngineId { get; private set; } = "";

    /// <summary>Known once the engine has answered.</summary>
    public string? EngineVersion { get; private set; }

    public OcrRunRole Role { get; private set; }
    public JobState State { get; private set; }

    /// <summary>Wall milliseconds inside the jail; null until it succeeded.</summary>
    public double? DurationMilliseconds { get; private set; }

    public int WordCount { get; private set; }

    /// <summary>Another run of the same engine takes its place; its words stay for the tasks made of them.</summary>
    public void Supersede() => Role = OcrRunRole.Superseded;

    public void Succeed(JobLease lease, string engineVersion, double durationMilliseconds, int wordCount, DateTime now)
    {
        State.Succeed(lease, now);
        EngineVersion = engineVersion;
        DurationMilliseconds = durationMilliseconds;
        WordCount = wordCount;
    }
}

internal static class OcrRuns
{
    /// <summary>Those that nothing has superseded.</summary>
    public static IQueryable<OcrRun> Current(this IQueryable<OcrRun> runs) => runs.Where(r => r.Role != OcrRunRole.Superseded);
}

internal sealed class OcrRunConfiguration : IEntityTypeConfiguration<OcrRun>
{
    public void Configure(EntityTypeBuilder<OcrRun> builder)
    {
        builder.Property(r => r.EngineId).HasMaxLength(50);
        builder.Property(r => r.EngineVersion).HasMaxLength(100);
        builder.OwnsJobState(r => r.State);
        builder.HasOne<Page>().WithMany().HasForeignKey(r => r.PageId).OnDelete(DeleteBehavior.Cascade);
        // the document page asks for the runs of a page
        builder.HasIndex(r => new { r.PageId, r.EngineId });
    }
}

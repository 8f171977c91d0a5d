using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>
/// What one worker has done in one batch, kept in the transactions that change it, so that the stats page reads a row for each pair instead of a million answers. Only
/// transactions that hold the worker's lock write it; <see cref="TotalsRecount"/> compares it with what it sums up.
/// </summary>
public sealed class WorkTotals
{
    private WorkTotals() { }

    public WorkTotals(BatchId batchId, WorkerId workerId)
    {
        BatchId = batchId;
        WorkerId = workerId;
    }

    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Claims ever made, of gold apart.</summary>
    public int Claims { get; private set; }

    public int GoldClaims { get; private set; }

    /// <summary>Answers that are one of their task's N.</summary>
    public int Counted { get; private set; }

    public int Surplus { get; private set; }

    /// <summary>Answers to gold tasks, also those taken back, so that nobody escapes a judgement; neither Counted nor Surplus.</summary>
    public int Gold { get; private set; }

    public int GoldRight { get; private set; }

    /// <summary>Gold answers to cards that began with a wrong reading.</summary>
    public int Corrupted { get; private set; }

    /// <summary>Those of them that did not accept it.</summary>
    public int Caught { get; private set; }

    /// <summary>Tasks skipped and not answered since.</summary>
    public int Skipped { get; private set; }

    public long NetMilliseconds { get; private set; }
    public long ActiveMilliseconds { get; private set; }

    /// <summary>What pages claimed as active beyond what the server saw.</summary>
    public long UnseenMilliseconds { get; private set; }

    /// <summary>Time between signs of work that the server has seen; more than this is never paid as active.</summary>
    public long SeenMilliseconds { get; private set; }

    /// <summary>The last such sign: a claim, a renewal with input, an answer.</summary>
    public DateTime? LastSeenAt { get; private set; }
    public long? MinNetMilliseconds { get; private set; }
    public DateTime? FirstClaimedAt { get; private set; }
    public DateTime? LastClaimedAt { get; private set; }
    public DateTime? LastSubmittedAt { get; private set; }

    /// <summary>Net time of every answer; see <see cref="Statistics.TaskTimes"/>.</summary>
    public byte[] TaskTimes { get; private set; } = [];

    public void Claim(int count, int gold, DateTime at)
    {
        Claims += count;
        GoldClaims += gold;
        FirstClaimedAt = FirstClaimedAt < at ? FirstClaimedAt : at;
        LastClaimedAt = LastClaimedAt > at ? LastClaimedAt : at;
    }

    /// <summary>A sign of work. The time since the one before is credited, up to <paramref name="longest"/> milliseconds of it.</summary>
    public void See(DateTime at, long longest = CardCeiling.Unquestioned)
    {
        if (LastSeenAt is { } before && at > before)
            SeenMilliseconds += Math.Min((long)(at - before).TotalMilliseconds, longest);
        LastSeenAt = LastSeenAt > at ? LastSeenAt : at;
    }

    /// <summary>Milliseconds of activity that may still be paid.</summary>
    public long Creditable => Math.Max(0, SeenMilliseconds - ActiveMilliseconds);

    /// <summary>What cannot be counted again from answers is taken over from the row that is replaced.</summary>
    public void KeepSightings(WorkTotals? replaced) => (SeenMilliseconds, LastSeenAt) = (replaced?.SeenMilliseconds ?? ActiveMilliseconds, replaced?.LastSeenAt ?? LastSubmittedAt);

    public void Take(Answer answer)
    {
        if (answer.IsRight is not null)
            Judge(answer.IsRight, answer.IsCaught, 1);
        else if (!answer.Holds)
        {
            // it holds no more: neither one of the N nor extra, until it is given again
        }
        else if (answer.IsSurplus)
            Surplus++;
        else
            Counted++;
        NetMilliseconds += answer.NetMilliseconds;
        ActiveMilliseconds += answer.ActiveMilliseconds;
        UnseenMilliseconds += answer.UnseenMilliseconds;
        MinNetMilliseconds = MinNetMilliseconds < answer.NetMilliseconds ? MinNetMilliseconds : answer.NetMilliseconds;
        LastSubmittedAt = LastSubmittedAt > answer.SubmittedAt ? LastSubmittedAt : answer.SubmittedAt;
        var times = Statistics.TaskTimes.FromBytes(TaskTimes);
        times.Add(answer.NetMilliseconds);
        TaskTimes = times.ToBytes();
    }

    /// <summary>A gold answer was revised, or its truth was.</summary>
    public void JudgeAgain((bool? IsRight, bool? IsCaught) before, Answer answer)
    {
        Judge(before.IsRight, before.IsCaught, -1);
        Judge(answer.IsRight, answer.IsCaught, 1);
    }

    /// <summary>An answer that did not count counts now.</summary>
    public void CountSurplus()
    {
        Surplus--;
        Counted++;
    }

    /// <summary>An answer was taken back.</summary>
    public void Uncount(bool wasSurplus)
    {
        Counted -= wasSurplus ? 0 : 1;
        Surplus -= wasSurplus ? 1 : 0;
    }

    /// <summary>An answer that was taken back is given again.</summary>
    public void CountAgain(Answer answer)
    {
        Counted += answer.IsSurplus ? 0 : 1;
        Surplus += answer.IsSurplus ? 1 : 0;
    }

    /// <summary>An answer was worked on again; milliseconds.</summary>
    /// <param name="netBefore">Its net time until then.</param>
    /// <param name="leastOfOthers">The shortest net time of the other answers; null without any.</param>
    public void AddRework(long netBefore, long net, long active, long unseen, long? leastOfOthers)
    {
        NetMilliseconds += net;
        ActiveMilliseconds += active;
        UnseenMilliseconds += unseen;
        MinNetMilliseconds = leastOfOthers < netBefore + net ? leastOfOthers : netBefore + net;
        var times = Statistics.TaskTimes.FromBytes(TaskTimes);
        times.Replace(netBefore, netBefore + net);
        TaskTimes = times.ToBytes();
    }

    public void Skip(int tasks) => Skipped += tasks;

    /// <summary>Whether both say the same.</summary>
    public bool Matches(WorkTotals other) => Figures == other.Figures && TaskTimes.AsSpan().SequenceEqual(other.TaskTimes);

    private void Judge(bool? isRight, bool? isCaught, int one)
    {
        Gold += isRight is null ? 0 : one;
        GoldRight += isRight == true ? one : 0;
        Corrupted += isCaught is null ? 0 : one;
        Caught += isCaught == true ? one : 0;
    }

    private (int, int, int, int, int, int, int, int, int, long, long, long, long?, DateTime?, DateTime?, DateTime?) Figures =>
        (Claims, GoldClaims, Counted, Surplus, Gold, GoldRight, Corrupted, Caught, Skipped, NetMilliseconds, ActiveMilliseconds, UnseenMilliseconds, MinNetMilliseconds, FirstClaimedAt, LastClaimedAt, LastSubmittedAt);
}

internal sealed class WorkTotalsConfiguration : IEntityTypeConfiguration<WorkTotals>
{
    public void Configure(EntityTypeBuilder<WorkTotals> builder)
    {
        builder.HasKey(t => new { t.BatchId, t.WorkerId });
        builder.HasOne<Batch>().WithMany().HasForeignKey(t => t.BatchId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(t => t.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}

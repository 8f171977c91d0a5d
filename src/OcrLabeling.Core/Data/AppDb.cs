using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Data;

/// <summary>The whole model. Knows no provider; migrations/ holds one project for each. Get one per operation from <see cref="IDbContextFactory{TContext}"/>.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<Pool> Pools => Set<Pool>();
    public DbSet<PoolMember> PoolMembers => Set<PoolMember>();
    public DbSet<PoolNda> PoolNdas => Set<PoolNda>();
    public DbSet<NdaAcceptance> NdaAcceptances => Set<NdaAcceptance>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<InvitationUse> InvitationUses => Set<InvitationUse>();
    public DbSet<PoolQualification> PoolQualifications => Set<PoolQualification>();
    public DbSet<WorkerQualification> WorkerQualifications => Set<WorkerQualification>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<ProjectMember> ProjectMembers => Set<ProjectMember>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentTag> DocumentTags => Set<DocumentTag>();
    public DbSet<UploadTurn> UploadTurns => Set<UploadTurn>();
    public DbSet<Page> Pages => Set<Page>();
    public DbSet<OcrRun> OcrRuns => Set<OcrRun>();
    public DbSet<Word> Words => Set<Word>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<LabelingTask> Tasks => Set<LabelingTask>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<RefusedAnswer> RefusedAnswers => Set<RefusedAnswer>();
    public DbSet<Skip> Skips => Set<Skip>();
    public DbSet<WorkerPause> WorkerPauses => Set<WorkerPause>();
    public DbSet<WorkTotals> WorkTotals => Set<WorkTotals>();
    public DbSet<PaceTotals> PaceTotals => Set<PaceTotals>();
    public DbSet<GoldDispute> GoldDisputes => Set<GoldDispute>();
    public DbSet<TaskComment> TaskComments => Set<TaskComment>();
    public DbSet<Consensus> Consensus => Set<Consensus>();
    public DbSet<Dataset> Datasets => Set<Dataset>();
    public DbSet<DatasetItem> DatasetItems => Set<DatasetItem>();
    public DbSet<EvaluationRun> EvaluationRuns => Set<EvaluationRun>();
    public DbSet<EvaluationReading> EvaluationReadings => Set<EvaluationReading>();
    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();
    public DbSet<WordModel> WordModels => Set<WordModel>();
    public DbSet<NotificationReader> NotificationReaders => Set<NotificationReader>();
    public DbSet<StorageKeyRecord> StorageKeyRecords => Set<StorageKeyRecord>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMillisecondsConverter>();
        configurationBuilder.Properties<BlobId>().HaveConversion<BlobIdConverter>().HaveMaxLength(BlobId.Length);
        foreach (var id in typeof(AppDb).Assembly.GetTypes().Where(IsTypedId))
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdValueConverter<>).MakeGenericType(id));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        // claims are not used; without identity columns every provider's script stays plain
        builder.Entity<IdentityUserClaim<Guid>>().Property(c => c.Id).ValueGeneratedNever();
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            // keys are made by us
            if (property.IsPrimaryKey())
                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            if (property.ClrType == typeof(string) && property.GetMaxLength() is null)
                property.SetMaxLength(256);
        }
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    /// <summary>UTC, truncated to milliseconds: all three databases give back what they were given.</summary>
    private sealed class UtcMillisecondsConverter() : ValueConverter<DateTime, DateTime>(
        value => Truncate(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
    {
        private static DateTime Truncate(DateTime value) => new(value.Ticks - value.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }

    private sealed class BlobIdConverter() : ValueConverter<BlobId, string>(id => id.Value, value => new BlobId(value));
}

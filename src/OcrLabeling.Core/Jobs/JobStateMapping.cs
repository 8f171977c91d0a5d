using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Jobs;

internal static class JobStateMapping
{
    /// <summary>Maps a job's state into the columns State_* of the subject's row.</summary>
    public static void OwnsJobState<TEntity>(this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, JobState?>> state) where TEntity : class
    {
        builder.OwnsOne(state, owned =>
        {
            // of two transitions at the same moment one wins and the other throws: a job cannot be both cancelled and succeeded
            owned.Property(s => s.Status).IsConcurrencyToken();
            // and whoever lost the job to somebody else cannot end it
            owned.Property(s => s.Lease).IsConcurrencyToken();
            owned.Property(s => s.Reason).HasMaxLength(JobState.MaxReasonLength);
            // the jobs page filters by status and shows the newest first; the start-up check asks for unfinished ones
            owned.HasIndex(s => new { s.Status, s.QueuedAt });
        });
        builder.Navigation(state).IsRequired();
    }
}

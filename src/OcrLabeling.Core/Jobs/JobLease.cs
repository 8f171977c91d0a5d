using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <summary>
/// The right to do one job, new for each attempt. It stands in the job's row and has to be extended; whoever finds it expired may take the job over, and what the first one stores from then on is refused.
/// </summary>
[JsonConverter(typeof(TypedIdJsonConverter<JobLease>))]
public readonly record struct JobLease(Guid Value) : ITypedId<JobLease>
{
    public static JobLease From(Guid value) => new(value);

    public static JobLease New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>A job and the lease to do it with.</summary>
/// <param name="Table">Where its subject stands.</param>
public readonly record struct HeldJob(JobSubject Subject, JobLease Lease, JobTable Table);

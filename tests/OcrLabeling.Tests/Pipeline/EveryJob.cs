using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>The kinds of jobs as the host registers them.</summary>
internal static class EveryJob
{
    public static JobTables Tables { get; } = new([new OcrRunJobs(), new BatchJobs(), new DatasetJobs(), new EvaluationJobs(), new TrainingJobs()]);

    public static HeldJob Held(JobSubject subject, JobLease lease) => new(subject, lease, Tables[subject.Kind]);
}

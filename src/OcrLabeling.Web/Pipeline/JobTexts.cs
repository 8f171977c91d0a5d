using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Pipeline;

/// <summary>How jobs read on screens, and where their subjects are.</summary>
internal static class JobTexts
{
    public static string Label(JobKind kind) => kind switch
    {
        JobKind.ReadPage => "Read page",
        JobKind.PrepareBatch => "Prepare batch",
        JobKind.ImportDataset => "Import dataset",
        JobKind.Evaluate => "Evaluate engine",
        JobKind.Train => "Train model",
        _ => kind.ToString(),
    };

    /// <summary>The page of the job's subject; null when it was deleted.</summary>
    public static string? PathOf(JobItem job) => (job.Subject.Kind, job.Owner) switch
    {
        (_, null) => null,
        (JobKind.ReadPage, var owner) => $"documents/{owner}?page={job.PageNumber}&engine={job.EngineId}",
        (JobKind.PrepareBatch, var owner) => $"batches/{owner}",
        (JobKind.ImportDataset, var owner) => $"datasets/{owner}",
        (JobKind.Evaluate, var owner) => $"evaluations/{owner}",
        (JobKind.Train, var owner) => $"training/{owner}",
        _ => null,
    };
}

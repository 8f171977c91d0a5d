using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Pipeline;

/// <summary>How jobs read on screens.</summary>
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
}

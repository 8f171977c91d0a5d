using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Tests.Documents;

/// <summary>Who names blobs, as the host registers it.</summary>
internal static class EveryBlob
{
    public static IReadOnlyList<IBlobUses> Uses { get; } = [new DocumentBlobs(), new TaskBlobs(), new DatasetBlobs()];
}

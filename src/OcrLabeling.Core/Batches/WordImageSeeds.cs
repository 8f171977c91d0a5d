using System.IO.Compression;
using System.Runtime.CompilerServices;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>Decodes uploaded word images in the jail, and has them read there where their texts are wanted from an engine; one that cannot be read is left out and named.</summary>
internal sealed class WordImageSeeds(StoredArchive archives, IImageReader images)
{
    private const int ImagesPerChunk = 50;

    /// <summary>The tasks from <paramref name="firstSequence"/> on; an image's sequence is its place in the folder.</summary>
    public async IAsyncEnumerable<SeedChunk> ReadAsync(BatchSource.WordImages source, int firstSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        var reading = new WordImageReading(images, source.EngineId);
        await using var stream = await archives.OpenAsync(new BlobId(source.Archive), ct);
        await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, null, ct);
        for (var first = firstSequence; first < source.Images.Count; first += ImagesPerChunk)
        {
            var (tasks, skipped) = (new List<TaskSeed>(), new List<string>());
            var end = Math.Min(first + ImagesPerChunk, source.Images.Count);
            for (var sequence = first; sequence < end; sequence++)
            {
                var stored = source.Images[sequence];
                try
                {
                    var image = await images.RenderPageAsync(await StoredWordFolder.ReadAsync(archive, sequence, ct), 0, 0, ct);
                    var preLabel = await reading.PreLabelAsync(source.FolderName, stored.Text, stored.TextFrom, stored.Confidence, image, ct);
                    if (preLabel is not null && LongReadings.IsTooLong(preLabel.Text))
                    {
                        skipped.Add($"the reading of {stored.Name}, whose card begins blank: {LongReadings.Reason(0, preLabel.Text)}");
                        preLabel = null;
                    }
                    tasks.Add(new TaskSeed(sequence, source.Category, image, preLabel, $"{source.FolderName}/{stored.Name}", null, null));
                }
                catch (FileRefusedException e)
                {
                    skipped.Add($"{stored.Name}: {e.Message}");
                }
            }
            yield return new SeedChunk(tasks, skipped, (double)end / source.Images.Count);
        }
    }
}

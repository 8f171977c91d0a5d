using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Datasets;

/// <summary>
/// Fills a dataset from an uploaded ground-truth folder. First every line is checked, then every image is decoded and encoded again in the jail; what is wrong is
/// reported with file and line, and nothing is kept. Images that we encoded ourselves (a dataset downloaded here) are recognised and stay as they are.
/// </summary>
public sealed class FolderImport(
    IDbContextFactory<AppDb> databases, StoredArchive archives, IBlobStore blobs, BlobLifetime lifetime, IImageReader images, ITruthReader truths, DatasetSeal seal,
    IOptions<ImportOptions> limits)
{
    /// <summary>Unpacked images held in memory at a time.</summary>
    private const int ImagesAtOnce = 8;

    /// <summary>Images without a line that are named; the others are only counted.</summary>
    private const int NamedImages = 20;

    /// <exception cref="JobFailedException">The folder is not good; the message lists what is wrong.</exception>
    public async Task RunAsync(HeldJob job, Privacy privacy, BlobId archive, IProgress<double> progress, CancellationToken ct)
    {
        PreReading? preRead;
        string? notes;
        await using (var stream = await archives.OpenAsync(archive, ct))
        await using (var folder = await FolderZip.OpenAsync(stream, limits.Value, ct))
        {
            preRead = await CheckManifestAsync(folder, privacy, ct);
            var lines = await ReadLinesAsync(folder, ct);
            notes = NotesOf(folder.ImagesExcept([.. lines.Select(l => l.File)]));
            await seal.ClearAsync(job, ct);
            await StoreAsync(job, folder, lines, progress, ct);
        }
        await seal.CloseAsync(job, preRead, notes, ct);
        await archives.DeleteAsync(archive, ct);
    }

    private async Task<List<ImportedLine>> ReadLinesAsync(FolderZip folder, CancellationToken ct)
    {
        var faults = new ImportFaults();
        var names = new HashSet<string>();
        var lines = new List<ImportedLine>();
        foreach (var kind in DatasetLines.Order)
        {
            try
            {
                if (await folder.ReadTruthAsync(DatasetLines.FileName(kind), ct) is { } file)
                    lines.AddRange(ImportedLine.ReadAll(kind, file, truths, folder, names, faults));
            }
            catch (FileRefusedException e)
            {
                faults.Add($"{DatasetLines.FileName(kind)}: {e.Message}");
            }
        }
        if (faults.Count > 0)
            throw new JobFailedException(UnnamedIn(folder, names) is { } unnamed ? $"{faults}\n{unnamed}" : faults.ToString());
        return lines.Count > 0 ? lines : throw new JobFailedException("The folder holds no line of ground truth.");
    }

    /// <summary>What was donated stays donated, and what was read before people did stays known.</summary>
    private static async Task<PreReading?> CheckManifestAsync(FolderZip folder, Privacy privacy, CancellationToken ct)
    {
        if (await folder.ReadTruthAsync(DatasetArchive.ManifestName, ct) is not { } bytes)
            return null;
        try
        {
            // a byte order mark is no part of JSON
            using var document = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            var manifest = document.RootElement;
            if (manifest.ValueKind != JsonValueKind.Object)
                return null;
            if (privacy != Privacy.Donated && manifest.TryGetProperty("privacy", out var said) && said.ValueKind == JsonValueKind.String && said.ValueEquals(nameof(Privacy.Donated)))
                throw new JobFailedException($"{DatasetArchive.ManifestName} says that the images are donated: import them as Donated, with a note of the donors' consent.");
            return PreReading.Of(manifest);
        }
        catch (JsonException)
        {
            throw new JobFailedException($"{DatasetArchive.ManifestName} is not JSON.");
        }
    }

    /// <summary>Images that no line means are no fault: they are counted and named.</summary>
    private static string? NotesOf(IReadOnlyList<string> unused) => unused.Count == 0 ? null
        : $"{unused.Count:N0} {(unused.Count == 1 ? "image" : "images")} of the archive {(unused.Count == 1 ? "has" : "have")} no line and {(unused.Count == 1 ? "was" : "were")} left out: {Named(unused)}";

    /// <summary>The same beside the faults of an import that was refused, so that all can be put right at once.</summary>
    private static string? UnnamedIn(FolderZip folder, IReadOnlySet<string> named) => folder.ImagesExcept([.. named]) is not { Count: > 0 } unnamed ? null
        : $"{unnamed.Count:N0} {(unnamed.Count == 1 ? "image" : "images")} of the archive {(unnamed.Count == 1 ? "is" : "are")} named by no line that is right: {Named(unnamed)}";

    private static string Named(IReadOnlyList<string> images) => string.Join(", ", images.Take(NamedImages)) + (images.Count > NamedImages ? ", …" : ".");

    private async Task StoreAsync(HeldJob job, FolderZip folder, List<ImportedLine> lines, IProgress<double> progress, CancellationToken ct)
    {
        var faults = new ImportFaults();
        var done = 0;
        foreach (var chunk in lines.Chunk(ImagesAtOnce))
        {
            using var kept = await lifetime.KeepAsync(ct);
            // the zip is read by one, the jail works for several
            var stores = new List<Task<DatasetItem?>>();
            foreach (var line in chunk)
                stores.Add(StoreAsync(new DatasetId(job.Subject.Id), line, await ReadImageAsync(folder, line, faults, ct), faults, ct));
            var items = await Task.WhenAll(stores);
            if (faults.IsFull)
                break;
            await using var db = await databases.CreateDbContextAsync(ct);
            db.DatasetItems.AddRange(items.OfType<DatasetItem>());
            await db.SaveHeldAsync(job, ct);
            progress.Report((double)(done += chunk.Length) / lines.Count);
        }
        if (faults.Count > 0)
            throw new JobFailedException(faults.ToString());
    }

    private static async Task<byte[]?> ReadImageAsync(FolderZip folder, ImportedLine line, ImportFaults faults, CancellationToken ct)
    {
        try
        {
            return await folder.ReadImageAsync(line.File, ct);
        }
        catch (FileRefusedException e)
        {
            lock (faults)
                faults.Add($"{line.Place}: {line.Image}: {e.Message}");
            return null;
        }
    }

    private async Task<DatasetItem?> StoreAsync(DatasetId datasetId, ImportedLine line, byte[]? bytes, ImportFaults faults, CancellationToken ct)
    {
        if (bytes is null)
            return null;
        try
        {
            var (image, mediaType) = await EncodeAsync(line, bytes, ct);
            return new DatasetItem(datasetId, line.Kind, line.Index, line.Image, line.Category, image, mediaType, line.WithImage(image));
        }
        catch (FileRefusedException e)
        {
            lock (faults)
                faults.Add($"{line.Place}: {line.Image}: {e.Message}");
            return null;
        }
    }

    private async Task<(BlobId Image, string MediaType)> EncodeAsync(ImportedLine line, byte[] bytes, CancellationToken ct)
    {
        if (line.Kind != DatasetItemKind.Crop)
        {
            var size = (await images.InspectAsync(bytes, ct)).Pages[0];
            if (size != (line.Width, line.Height))
                throw new FileRefusedException($"the line says {line.Width} x {line.Height} pixels, the image has {size.Width} x {size.Height}");
        }
        var ours = BlobId.Of(bytes);
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await db.DatasetItems.Where(i => i.Image == ours).Select(i => i.ImageMediaType).FirstOrDefaultAsync(ct) is { } known)
                return (ours, known);
        }
        var rendered = await images.RenderPageAsync(bytes, 0, 0, ct);
        return (await blobs.PutAsync(rendered.Bytes, ct), rendered.MediaType);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Batches;

/// <summary>Uploaded word images between the upload and their preparation: one encrypted archive that belongs to the batch alone.</summary>
internal static class StoredWordFolder
{
    public static async Task<BlobId> PutAsync(StoredArchive archives, IReadOnlyList<WordImage> images, CancellationToken ct)
    {
        // one image in memory at a time
        var pipe = new Pipe();
        var writing = Task.Run(() => WriteAsync(pipe.Writer, images, ct), ct);
        try
        {
            await using var zip = pipe.Reader.AsStream();
            return await archives.PutAsync(zip, long.MaxValue, ct);
        }
        finally
        {
            // where storing failed nobody reads on, and the writer ends
            await pipe.Reader.CompleteAsync();
            await writing;
        }
    }

    /// <summary>A fault goes to the reader.</summary>
    private static async Task WriteAsync(PipeWriter writer, IReadOnlyList<WordImage> images, CancellationToken ct)
    {
        Exception? fault = null;
        try
        {
            await using var zip = writer.AsStream(leaveOpen: true);
            await using var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Create, leaveOpen: true, null, ct);
            foreach (var (index, image) in images.Index())
            {
                await using var entry = await archive.CreateEntry(NameOf(index), CompressionLevel.NoCompression).OpenAsync(ct);
                await entry.WriteAsync(image.Read(), ct);
            }
        }
        catch (Exception e)
        {
            fault = e;
        }
        await writer.CompleteAsync(fault);
    }

    /// <summary>The bytes of the image at <paramref name="index"/>.</summary>
    public static async Task<byte[]> ReadAsync(ZipArchive archive, int index, CancellationToken ct)
    {
        await using var entry = await archive.GetEntry(NameOf(index))!.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture);
}

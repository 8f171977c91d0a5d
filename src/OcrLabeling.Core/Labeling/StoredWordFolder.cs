using System.Globalization;
using System.IO.Compression;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Labeling;

/// <summary>Uploaded word images between the upload and their preparation: one encrypted archive that belongs to the batch alone.</summary>
internal static class StoredWordFolder
{
    public static async Task<BlobId> PutAsync(StoredArchive archives, IReadOnlyList<WordImage> images, CancellationToken ct)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (index, image) in images.Index())
            {
                await using var entry = await archive.CreateEntry(NameOf(index), CompressionLevel.NoCompression).OpenAsync(ct);
                await entry.WriteAsync(image.Bytes, ct);
            }
        }
        zip.Position = 0;
        return await archives.PutAsync(zip, long.MaxValue, ct);
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

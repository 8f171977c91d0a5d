using System.IO.Compression;
using System.Text.Json;

namespace OcrLabeling.Core.Labeling;

/// <summary>Word images as uploaded, in memory until the batch is made; untrusted bytes, looked into only in the jail.</summary>
/// <param name="Name">Of the zip, or of the upload.</param>
/// <param name="Skipped">What was left out, each with its name and the reason.</param>
public sealed record WordFolder(string Name, IReadOnlyList<WordImage> Images, IReadOnlyList<string> Skipped)
{
    public const long MaxZipBytes = 100L * 1024 * 1024;
    public const long MaxImageBytes = 2L * 1024 * 1024;
    public const long MaxTotalBytes = 200L * 1024 * 1024;
    public const int MaxImages = 20_000;
    public const string TextsFile = "words.jsonl";
    private const long MaxTextsBytes = 20L * 1024 * 1024;

    private static readonly string[] imageExtensions = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"];

    public bool HasTexts => Images.Any(i => i.Text is not null);

    public static bool IsImageName(string name) => imageExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads images and <c>words.jsonl</c> (lines of <c>{"image","text","confidence"?}</c>) from a zip. Sizes are checked while reading, not believed from
    /// its directory. Throws <see cref="InvalidDataException"/> when it is no zip or goes beyond a limit as a whole.
    /// </summary>
    public static async Task<WordFolder> ReadZipAsync(string name, Stream zip, CancellationToken ct)
    {
        await using var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Read, leaveOpen: true, null, ct);
        if (archive.Entries.Count > 2 * MaxImages)
            throw new InvalidDataException($"{name} holds {archive.Entries.Count} entries; at most {MaxImages} images are taken.");
        var (images, skipped, total) = (new List<WordImage>(), new List<string>(), 0L);
        byte[]? texts = null;
        foreach (var entry in archive.Entries.Where(e => e.Name.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.Name == TextsFile)
                texts = await ReadAsync(entry, MaxTextsBytes, ct) ?? throw new InvalidDataException($"{TextsFile} is longer than {MaxTextsBytes >> 20} MB.");
            else if (!IsImageName(entry.Name))
                skipped.Add($"{entry.FullName}: not an image");
            else if (await ReadAsync(entry, MaxImageBytes, ct) is not { } bytes)
                skipped.Add($"{entry.FullName}: more than {MaxImageBytes >> 20} MB, too much for one word");
            else if ((total += bytes.Length) > MaxTotalBytes)
                throw new InvalidDataException($"{name} unpacks to more than {MaxTotalBytes >> 20} MB.");
            else if (images.Count == MaxImages)
                throw new InvalidDataException($"{name} holds more than {MaxImages} images.");
            else
                images.Add(new WordImage(entry.FullName, bytes, null, null));
        }
        var folder = new WordFolder(name, images, skipped);
        return texts is null ? folder : folder.WithTexts(texts);
    }

    /// <summary>The same images with the texts of a <c>words.jsonl</c>; paths match fully or by file name. Throws <see cref="InvalidDataException"/> naming a bad line.</summary>
    public WordFolder WithTexts(ReadOnlyMemory<byte> jsonLines)
    {
        var texts = new Dictionary<string, TextLine>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in System.Text.Encoding.UTF8.GetString(jsonLines.Span).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                if (JsonSerializer.Deserialize<TextLine>(line, JsonSerializerOptions.Web) is { Image: { } image, Text: not null } text)
                    texts[image] = texts[Path.GetFileName(image)] = text;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{TextsFile}, line {number}: {e.Message}", e);
            }
        }
        return this with { Images = Images.Select(i => Find(i.Name) is { } found ? i with { Text = found.Text, Confidence = found.Confidence } : i).ToList() };

        TextLine? Find(string path) => texts.GetValueOrDefault(path) ?? texts.GetValueOrDefault(Path.GetFileName(path));
    }

    private static async Task<byte[]?> ReadAsync(ZipArchiveEntry entry, long maxBytes, CancellationToken ct)
    {
        await using var stream = await entry.OpenAsync(ct);
        return await ReadAtMostAsync(stream, maxBytes, ct);
    }

    /// <summary>All bytes of <paramref name="stream"/>; null when there are more than <paramref name="maxBytes"/>.</summary>
    public static async Task<byte[]?> ReadAtMostAsync(Stream stream, long maxBytes, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > maxBytes)
                return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private sealed record TextLine(string? Image, string? Text, double? Confidence);
}

/// <param name="Name">Path within the folder.</param>
/// <param name="Text">What <c>words.jsonl</c> says about it.</param>
/// <param name="Confidence">0..1 when it came with the text.</param>
public sealed record WordImage(string Name, ReadOnlyMemory<byte> Bytes, string? Text, double? Confidence);

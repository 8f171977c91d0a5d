using System.Text;
using System.Text.Json;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Labeling;

/// <summary>Word images as uploaded, in memory until the batch is made; untrusted bytes, looked into only in the jail.</summary>
/// <param name="Name">Of the zip, or of the upload.</param>
/// <param name="Skipped">What was left out, each with its name and the reason.</param>
public sealed record WordFolder(string Name, IReadOnlyList<WordImage> Images, IReadOnlyList<string> Skipped)
{
    public const string TextsFile = "words.jsonl";

    private static readonly string[] imageExtensions = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"];

    /// <summary>What an upload of word images may be: many small files.</summary>
    public static readonly UploadOptions Limits = new() { MaxFileMegabytes = 8, MaxArchiveMegabytes = 100, MaxArchiveExpandedMegabytes = 200, MaxArchiveEntries = 20_001 };

    public bool HasTexts => Images.Any(i => i.Text is not null);

    /// <summary>
    /// The images of one zip or of several files, with the texts of <c>words.jsonl</c> (lines of <c>{"image","text","confidence"?}</c>; paths match fully or
    /// by file name) where there is one. Whatever cannot be taken is named among the skipped.
    /// </summary>
    public static WordFolder From(IReadOnlyList<UploadedFile> files)
    {
        var (images, skipped) = (new List<WordImage>(), new List<string>());
        var texts = new Dictionary<string, TextLine>(StringComparer.Ordinal);
        foreach (var entry in files.SelectMany(Expand))
        {
            if (entry.Fault is not null)
                skipped.Add($"{entry.Name}: {entry.Fault}");
            else if (Path.GetFileName(entry.Name) == TextsFile)
                skipped.AddRange(ReadTexts(entry.Bytes.Span, texts));
            else if (imageExtensions.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase))
                images.Add(new WordImage(entry.Name, entry.Bytes, null, null));
            else
                skipped.Add($"{entry.Name}: not a word image");
        }
        return new WordFolder(files is [var only] ? only.Name : "uploaded images", [.. images.OrderBy(i => i.Name, StringComparer.Ordinal).Select(WithText)], skipped);

        WordImage WithText(WordImage image) =>
            (texts.GetValueOrDefault(image.Name) ?? texts.GetValueOrDefault(Path.GetFileName(image.Name))) is { } line
                ? image with { Text = line.Text, Confidence = line.Confidence }
                : image;
    }

    private static IEnumerable<ArchiveEntry> Expand(UploadedFile file) =>
        Archive.IsZip(file.Bytes.Span) ? Archive.Expand(file, Limits) : [new ArchiveEntry(UploadedName.Clean(file.Name), file.Bytes, null)];

    private static List<string> ReadTexts(ReadOnlySpan<byte> jsonLines, Dictionary<string, TextLine> texts)
    {
        var faults = new List<string>();
        foreach (var (index, line) in Encoding.UTF8.GetString(jsonLines).Split('\n').Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)))
        {
            try
            {
                if (JsonSerializer.Deserialize<TextLine>(line, JsonSerializerOptions.Web) is { Image: { } image, Text: not null } text)
                    texts[image] = texts[Path.GetFileName(image)] = text;
            }
            catch (JsonException)
            {
                faults.Add($"{TextsFile}, line {index + 1}: not a JSON object with image and text");
            }
        }
        return faults;
    }

    private sealed record TextLine(string? Image, string? Text, double? Confidence);
}

/// <param name="Name">Path within the folder.</param>
/// <param name="Text">What <c>words.jsonl</c> says about it.</param>
/// <param name="Confidence">0..1 when it came with the text.</param>
public sealed record WordImage(string Name, ReadOnlyMemory<byte> Bytes, string? Text, double? Confidence);

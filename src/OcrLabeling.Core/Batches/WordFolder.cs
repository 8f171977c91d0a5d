using System.Text.Json;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Templates;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Batches;

/// <summary>Word images as uploaded, until the batch is made; untrusted bytes, looked into only in the jail.</summary>
/// <param name="Name">Of the zip, or of the upload.</param>
/// <param name="Skipped">Files that were left out, each with its name and the reason.</param>
public sealed record WordFolder(string Name, IReadOnlyList<WordImage> Images, IReadOnlyList<string> Skipped)
{
    /// <summary>Lines of texts that were not taken, each with its file, number and the reason; their images were.</summary>
    public IReadOnlyList<string> UnusableLines { get; init; } = [];

    /// <summary>Where there are texts: lines that mean no image, and images that no line means.</summary>
    public WordMatches Unmatched { get; init; } = new([], []);

    public const string TextsFile = "words.jsonl";

    /// <summary>The same as a table: a head with image, text and perhaps confidence; cells as <see cref="Spreadsheet"/> writes them.</summary>
    public const string TextsTable = "words.csv";

    private static readonly string[] imageExtensions = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"];

    /// <summary>What an upload of word images may be: many small files.</summary>
    public static readonly UploadOptions Limits = new() { MaxFileMegabytes = 8, MaxArchiveMegabytes = 100, MaxArchiveExpandedMegabytes = 200, MaxArchiveEntries = 20_001 };

    /// <summary>Whether a pre-label of this engine is a text that came with the images.</summary>
    public static bool IsOfTexts(string? engineId) => engineId is TextsFile or TextsTable;

    public bool HasTexts => Images.Any(i => i.Text is not null);

    /// <summary>
    /// The images of one zip or of several files, with the texts of every <c>words.jsonl</c> (lines of <c>{"image","text","confidence"?}</c>) or <c>words.csv</c>. A line means the image at its path, by the
    /// rule of <see cref="ImageIndex"/>, seen from the folder its file stands in. Whatever cannot be taken is named.
    /// </summary>
    public static WordFolder From(IReadOnlyList<UploadedFile> files) => From(NameOf([.. files.Select(f => f.Name)]), files.SelectMany(Expand).Select(e => new HeldEntry(e, () => e.Bytes)));

    internal static string NameOf(IReadOnlyList<string> files) => files is [var only] ? UploadedName.Clean(only) : "uploaded images";

    internal static WordFolder From(string name, IEnumerable<HeldEntry> entries)
    {
        var (images, skipped, texts) = (new List<HeldEntry>(), new List<string>(), new List<HeldEntry>());
        foreach (var held in entries)
        {
            var entry = held.Entry;
            if (entry.Fault is not null)
                skipped.Add($"{entry.Name}: {entry.Fault}");
            else if (Path.GetFileName(entry.Name) is TextsFile or TextsTable)
                texts.Add(held);
            else if (imageExtensions.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase))
                images.Add(held);
            else
                skipped.Add($"{entry.Name}: not a word image");
        }
        var index = new ImageIndex(images.Select(i => i.Name), images.SelectMany(i => i.Entry.OtherNames.Select(other => (other, i.Name))));
        var (lines, lost, unusable) = (new Dictionary<string, TextLine>(StringComparer.Ordinal), new List<string>(), new List<string>());
        foreach (var file in texts)
            Read(file, index, lines, lost, unusable);
        var bare = images.Where(i => texts.Count > 0 && !lines.ContainsKey(i.Name)).Select(i => i.Name).Order(StringComparer.Ordinal);
        return new WordFolder(
            name, [.. images.OrderBy(i => i.Name, StringComparer.Ordinal).Select(WithText)], skipped) { UnusableLines = unusable, Unmatched = new(lost, [.. bare]) };

        WordImage WithText(HeldEntry image) => lines.GetValueOrDefault(image.Name) is { } line
            ? new(image.Name, image.Read, TextRules.Clean(line.Text!), line.Confidence) { TextFrom = line.From }
            : new(image.Name, image.Read, null, null);
    }

    private static IEnumerable<ArchiveEntry> Expand(UploadedFile file) =>
        Archive.IsZip(file.Bytes.Span) ? Archive.Expand(file, Limits) : [new ArchiveEntry(UploadedName.Clean(file.Name), file.Bytes, null)];

    private static void Read(HeldEntry file, ImageIndex index, Dictionary<string, TextLine> lines, List<string> lost, List<string> faults)
    {
        if (TextLines.Split(file.Read().ToArray()) is not { } all)
        {
            faults.Add($"{file.Name}: not UTF-8 text");
            return;
        }
        var folder = ImagePath.FolderOf(ImagePath.Canonical(file.Name));
        foreach (var (number, line, fault) in Path.GetExtension(file.Name) == ".csv" ? WordTable.Read(all) : all.Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)).Select(l => Parse(l.Index, l.Item)))
        {
            var place = $"{file.Name}, line {number + 1}";
            if (line is not { Image: { } image, Text: not null })
                faults.Add($"{place}: {fault ?? "not a JSON object with image and text"}");
            else if (TextRules.Clean(line.Text).Length > Transcription.MaxLength)
                faults.Add($"{place}: its text has {TextRules.Clean(line.Text).Length:N0} characters; a card holds at most {Transcription.MaxLength}, so the image is taken without this text");
            else if (index.Find(image, folder) is not { } found)
                lost.Add($"{place}: {image}");
            else if (!lines.TryAdd(found, line with { Confidence = line.Confidence is >= 0 and <= 1 ? line.Confidence : null, From = Path.GetFileName(file.Name) }))
                faults.Add($"{place}: {image} stands on an earlier line, too");
            else if (line.Confidence is not (null or >= 0 and <= 1))
                faults.Add($"{place}: the confidence is no number from 0 to 1, so the text is taken without it");
        }
    }

    private static TableRow Parse(int number, string json)
    {
        try
        {
            return new(number, JsonSerializer.Deserialize<TextLine>(json, JsonSerializerOptions.Web), null);
        }
        catch (JsonException)
        {
            return new(number, null, null);
        }
    }
}

/// <summary>One line of texts that came with images.</summary>
internal sealed record TextLine(string? Image, string? Text, double? Confidence)
{
    /// <summary>Its file, without the folder.</summary>
    public string From { get; init; } = WordFolder.TextsFile;
}

/// <summary>What did not find together.</summary>
/// <param name="Lines">Each with its file, number and the image it names.</param>
/// <param name="Images">By path.</param>
public sealed record WordMatches(IReadOnlyList<string> Lines, IReadOnlyList<string> Images);

/// <param name="Name">Path within the folder.</param>
/// <param name="Read">Its bytes, from wherever they are kept.</param>
/// <param name="Text">What <see cref="TextFrom"/> says about it.</param>
/// <param name="Confidence">0..1 when it came with the text.</param>
public sealed record WordImage(string Name, Func<ReadOnlyMemory<byte>> Read, string? Text, double? Confidence)
{
    /// <summary><see cref="WordFolder.TextsFile"/> or <see cref="WordFolder.TextsTable"/>.</summary>
    public string TextFrom { get; init; } = WordFolder.TextsFile;

    /// <summary>One in memory.</summary>
    public WordImage(string name, byte[] bytes, string? text, double? confidence) : this(name, () => bytes, text, confidence) { }
}

/// <summary>A file of an upload whose bytes may be kept elsewhere than in <see cref="Entry"/>.</summary>
internal sealed record HeldEntry(ArchiveEntry Entry, Func<ReadOnlyMemory<byte>> Read)
{
    public string Name => Entry.Name;
}

namespace OcrLabeling.Ocr.Scoring;

/// <summary>Streams ground-truth files. Both methods throw <see cref="LineFormatException"/> at the first line that is not right.</summary>
public static class TruthFile
{
    /// <summary>Category of a document that names none.</summary>
    public const string DefaultCategory = "other";

    /// <summary>Reads the form of <c>gt.jsonl</c>: one document a line with image, width, height and words, lines or text.</summary>
    public static IEnumerable<PageTruth> ReadPages(string path)
    {
        var images = new HashSet<string>();
        var folderName = FolderName(path);
        return JsonLines.Read(path, line =>
        {
            var page = new PageTruth(
                UniqueImage(line, images), line.OptionalString("category") ?? DefaultCategory, line.OptionalString("dataset") ?? folderName,
                line.PositiveInteger("width"), line.PositiveInteger("height"),
                line.OptionalObjects("words", Region), line.OptionalObjects("lines", Region), line.OptionalString("text"), line.Flag("fold_case"));
            return page is { Words: null, Lines: null, Text: null } ? throw new FieldFormatException("none of words, lines and text is there") : page;
        });
    }

    /// <summary>Reads the form of <c>words.jsonl</c>: one crop a line with image and text.</summary>
    public static IEnumerable<CropTruth> ReadCrops(string path)
    {
        var images = new HashSet<string>();
        var folderName = FolderName(path);
        return JsonLines.Read(path, line => new CropTruth(
            UniqueImage(line, images), line.String("text"), line.OptionalString("dataset") ?? folderName, line.OptionalString("kind") ?? "word",
            line.Flag("fold_case"), line.Flag("alnum_only")));
    }

    private static TruthRegion Region(JsonObjectReader region) => new(region.String("text"), region.OptionalBox(), region.Flag("ignore"));

    private static string UniqueImage(JsonObjectReader line, HashSet<string> images)
    {
        var image = line.NonEmptyString("image");
        return images.Add(image) ? image : throw line.Wrong("image", $"\"{image}\" stands on an earlier line, too");
    }

    private static string FolderName(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
}

namespace OcrLabeling.Scoring;

/// <summary>Reads ground truth, from whole files or line by line. All methods throw <see cref="LineFormatException"/> at the first line that is not right.</summary>
public static class TruthFile
{
    /// <summary>Category of a document that names none.</summary>
    public const string DefaultCategory = "other";

    /// <summary>Streams the form of <c>gt.jsonl</c>: one document a line with image, width, height and words, lines or text.</summary>
    public static IEnumerable<PageTruth> ReadPages(string path)
    {
        var images = new HashSet<string>();
        var folderName = FolderName(path);
        return JsonLines.Read(path, line => Page(line, folderName, image => CheckUnique(line, image, images)));
    }

    /// <summary>Streams the form of <c>words.jsonl</c>: one crop a line with image and text.</summary>
    public static IEnumerable<CropTruth> ReadCrops(string path)
    {
        var images = new HashSet<string>();
        var folderName = FolderName(path);
        return JsonLines.Read(path, line => Crop(line, folderName, image => CheckUnique(line, image, images)));
    }

    /// <summary>One line of <c>gt.jsonl</c>.</summary>
    /// <param name="dataset">Dataset of a line that names none.</param>
    /// <param name="file">For messages, with <paramref name="number"/>, from 1.</param>
    public static PageTruth ParsePage(string json, string dataset, string file, int number) =>
        JsonLines.Parse(json, file, number, line => Page(line, dataset, _ => { }));

    /// <summary>One line of <c>words.jsonl</c>.</summary>
    /// <param name="dataset">Dataset of a line that names none.</param>
    /// <param name="file">For messages, with <paramref name="number"/>, from 1.</param>
    public static CropTruth ParseCrop(string json, string dataset, string file, int number) =>
        JsonLines.Parse(json, file, number, line => Crop(line, dataset, _ => { }));

    private static PageTruth Page(JsonObjectReader line, string dataset, Action<string> check)
    {
        var page = new PageTruth(
            ImagePath.Canonical(line.NonEmptyString("image")), line.OptionalString("category") ?? DefaultCategory, line.OptionalString("dataset") ?? dataset,
            line.PositiveInteger("width"), line.PositiveInteger("height"),
            line.OptionalObjects("words", Region), line.OptionalObjects("lines", Region), line.OptionalString("text"), line.Flag("fold_case"));
        check(page.Image);
        return page is { Words: null, Lines: null, Text: null } ? throw new FieldFormatException("none of words, lines and text is there") : page;
    }

    private static CropTruth Crop(JsonObjectReader line, string dataset, Action<string> check)
    {
        var crop = new CropTruth(
            ImagePath.Canonical(line.NonEmptyString("image")), line.String("text"), line.OptionalString("dataset") ?? dataset, line.OptionalString("kind") ?? "word",
            line.Flag("fold_case"), line.Flag("alnum_only"), line.OptionalString("source"));
        check(crop.Image);
        return crop;
    }

    private static TruthRegion Region(JsonObjectReader region) => new(region.String("text"), region.OptionalBox(), region.Flag("ignore"));

    private static void CheckUnique(JsonObjectReader line, string image, HashSet<string> images)
    {
        if (!images.Add(image))
            throw line.Wrong("image", $"\"{image}\" stands on an earlier line, too");
    }

    private static string FolderName(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
}

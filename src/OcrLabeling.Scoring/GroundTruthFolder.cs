namespace OcrLabeling.Scoring;

/// <summary>
/// A folder of ground truth: <c>gt.jsonl</c> (pages) or <c>words.jsonl</c> (crops) or both, and the images they name beside them.
/// </summary>
public sealed class GroundTruthFolder
{
    public const string PagesFileName = "gt.jsonl";
    public const string CropsFileName = "words.jsonl";

    private static readonly string[] imageExtensions = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".jp2", ".heic"];

    private readonly Lazy<IReadOnlyList<string>> files;
    private readonly Lazy<ImageIndex> index;

    private GroundTruthFolder(string root)
    {
        Root = root;
        files = new(() => [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f)).Where(f => !f.StartsWith('.'))]);
        index = new(() => new(files.Value));
    }

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    public bool HasPages => File.Exists(PagesFile);
    public bool HasCrops => File.Exists(CropsFile);

    private string PagesFile => Path.Combine(Root, PagesFileName);
    private string CropsFile => Path.Combine(Root, CropsFileName);

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It holds neither of the two files.</exception>
    public static GroundTruthFolder Open(string path)
    {
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: no such folder");
        var folder = new GroundTruthFolder(Path.GetFullPath(path));
        return folder.HasPages || folder.HasCrops
            ? folder
            : throw new FileNotFoundException($"{path}: neither {PagesFileName} nor {CropsFileName} is in this folder");
    }

    /// <summary>Streams the pages in the order of the file. Throws <see cref="LineFormatException"/> at the first line that is not right.</summary>
    /// <exception cref="FileNotFoundException">The folder has no pages.</exception>
    public IEnumerable<PageTruth> ReadPages() => HasPages
        ? TruthFile.ReadPages(PagesFile)
        : throw new FileNotFoundException($"{Root}: {PagesFileName} is not in this folder");

    /// <summary>Streams the crops in the order of the file. Throws <see cref="LineFormatException"/> at the first line that is not right.</summary>
    /// <exception cref="FileNotFoundException">The folder has no crops.</exception>
    public IEnumerable<CropTruth> ReadCrops() => HasCrops
        ? TruthFile.ReadCrops(CropsFile)
        : throw new FileNotFoundException($"{Root}: {CropsFileName} is not in this folder");

    /// <summary>Full path of an image that the truth names, by the rule of <see cref="ImageIndex"/>; it need not exist.</summary>
    /// <exception cref="InvalidDataException">The name leads out of the folder.</exception>
    public string ImagePath(string image)
    {
        var path = Path.GetFullPath(Path.Combine(Root, image));
        if (!path.StartsWith(Root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException($"The image name \"{image}\" leads out of the folder.");
        return File.Exists(path) || index.Value.Find(image) is not { } found ? path : Path.Combine(Root, found);
    }

    /// <summary>Image files of the folder that none of the lines means, as paths inside it, in order.</summary>
    public IReadOnlyList<string> ImagesWithoutLine(IEnumerable<string> images)
    {
        var meant = images.Select(image => index.Value.Find(image)).ToHashSet();
        return [.. files.Value.Where(f => imageExtensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) && !meant.Contains(f)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Lines that no file of the folder is meant by, in their order.</summary>
    public IReadOnlyList<string> LinesWithoutImage(IEnumerable<string> images) => [.. images.Where(image => index.Value.Find(image) is null)];
}

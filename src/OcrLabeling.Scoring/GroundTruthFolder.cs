namespace OcrLabeling.Scoring;

/// <summary>
/// A folder of ground truth: <c>gt.jsonl</c> (pages) or <c>words.jsonl</c> (crops) or both, and the images they name beside them.
/// </summary>
public sealed class GroundTruthFolder
{
    public const string PagesFileName = "gt.jsonl";
    public const string CropsFileName = "words.jsonl";

    private GroundTruthFolder(string root) => Root = root;

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

    /// <summary>Full path of an image that the truth names; it need not exist.</summary>
    /// <exception cref="InvalidDataException">The name leads out of the folder.</exception>
    public string ImagePath(string image)
    {
        var path = Path.GetFullPath(Path.Combine(Root, image));
        return path.StartsWith(Root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"The image name \"{image}\" leads out of the folder.");
    }
}

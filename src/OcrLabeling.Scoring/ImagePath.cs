using System.Text;

namespace OcrLabeling.Scoring;

/// <summary>Paths of images as ground truth, predictions and archives write them, made comparable: the same rule at every door.</summary>
public static class ImagePath
{
    /// <summary>
    /// Forward slashes, no <c>.</c> segments and no doubled slashes, <c>..</c> resolved, Unicode normalisation form C. Case counts. A leading slash and a leading <c>..</c> stay, so that a path
    /// that leads out of its folder can be seen to do so.
    /// </summary>
    public static string Canonical(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = path.Replace('\\', '/').Split('/');
        var kept = new List<string>();
        foreach (var (i, segment) in segments.Index())
        {
            if (segment == ".." && kept is [.., not ("" or "..")])
                kept.RemoveAt(kept.Count - 1);
            else if (segment != "." && (segment.Length > 0 || (i == 0 && segments.Length > 1)))
                kept.Add(segment);
        }
        return NfcOrSame(string.Join('/', kept));
    }

    /// <summary>The path of the folder a file stands in, with its slash; empty at the top.</summary>
    public static string FolderOf(string canonical) => canonical[..(canonical.LastIndexOf('/') + 1)];

    private static string NfcOrSame(string path)
    {
        try
        {
            return path.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // half a surrogate pair: equal only to itself
            return path;
        }
    }
}

/// <summary>
/// Finds the file that a line of ground truth means: the one at that path, seen from the lines' own folder or from the top; else the only one whose path ends with the line's, or
/// whose whole path the line's ends with (an archive with a folder around everything; files uploaded without their folder). Never by bare name alone where that could mean
/// another folder's file. Immutable.
/// </summary>
public sealed class ImageIndex
{
    private readonly Dictionary<string, string> files;
    private readonly ILookup<string, string> byName;

    /// <param name="paths">Of the files, as they are called where they stand; of two with the same canonical path the first counts.</param>
    /// <param name="others">What else a file may be called; counts where no file has that path itself.</param>
    public ImageIndex(IEnumerable<string> paths, IEnumerable<(string Name, string Path)>? others = null)
    {
        files = paths.GroupBy(ImagePath.Canonical).ToDictionary(g => g.Key, g => g.First());
        foreach (var (name, path) in others ?? [])
            files.TryAdd(ImagePath.Canonical(name), path);
        byName = files.Keys.ToLookup(path => path[ImagePath.FolderOf(path).Length..]);
    }

    /// <summary>As the file is called where it stands; null when there is none, or more than one could be meant.</summary>
    /// <param name="folder">The lines' own, with its slash; empty at the top.</param>
    public string? Find(string path, string folder = "")
    {
        var wanted = ImagePath.Canonical(path);
        if (files.TryGetValue(ImagePath.Canonical(folder + wanted), out var file) || files.TryGetValue(wanted, out file))
            return file;
        var ends = byName[wanted[ImagePath.FolderOf(wanted).Length..]].Where(f => EndsWith(f, wanted) || EndsWith(wanted, f)).Select(f => files[f]).Distinct().Take(2).ToList();
        return ends is [var only] ? only : null;
    }

    private static bool EndsWith(string path, string end) => path.EndsWith("/" + end, StringComparison.Ordinal);
}

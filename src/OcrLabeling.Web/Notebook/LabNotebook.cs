using System.Text.RegularExpressions;

namespace OcrLabeling.Web.Notebook;

/// <summary>One experiment of the lab notebook.</summary>
/// <param name="Name">File name without its ending: the last part of its address.</param>
/// <param name="Title">Its first heading.</param>
public sealed record NotebookEntry(string Name, string Title);

/// <summary>The experiments that shipped with this version (docs/notebook), newest first: their file names begin with their numbers. Thread-safe.</summary>
/// <param name="folder">May be missing.</param>
public sealed partial class LabNotebook(string folder)
{
    public const string FilesPath = "notebook/files";

    /// <summary>What a build puts beside the program.</summary>
    public static LabNotebook BesideProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "notebook"));

    public IReadOnlyList<NotebookEntry> Entries() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => Numbered().IsMatch(name))
            .OrderByDescending(name => name, StringComparer.Ordinal).Select(name => new NotebookEntry(name, TitleOf(name)))];

    /// <summary>Markdown whose pictures point at <see cref="FilesPath"/>; null when there is no such entry.</summary>
    public string? Read(string name) => PathOf(name + ".md") is { } path ? RelativePicture().Replace(File.ReadAllText(path), $"![$1]({FilesPath}/$2)") : null;

    /// <summary>Full path of a picture; null when there is none of this name.</summary>
    public string? FindPicture(string fileName) => fileName.EndsWith(".svg", StringComparison.Ordinal) ? PathOf(fileName) : null;

    private string TitleOf(string name) => File.ReadLines(PathOf(name + ".md")!).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..] ?? name;

    /// <summary>Only files that lie in the folder itself.</summary>
    private string? PathOf(string fileName) => PlainName().IsMatch(fileName) && File.Exists(Path.Combine(folder, fileName)) ? Path.Combine(folder, fileName) : null;

    [GeneratedRegex(@"^\d+")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"!\[([^\]]*)\]\((?:\./)?([A-Za-z0-9._-]+\.svg)\)")]
    private static partial Regex RelativePicture();
}

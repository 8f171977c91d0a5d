using System.Xml.Linq;

namespace OcrLabeling.Tests.Architecture;

/// <summary>The arrows between projects are few, and files stay short.</summary>
public sealed class ProjectTests
{
    private const int MaxLines = 300;

    private static readonly Dictionary<string, string[]> arrows = new()
    {
        ["OcrLabeling"] = ["OcrLabeling.Core", "OcrLabeling.Ocr", "OcrLabeling.Scoring", "OcrLabeling.Synthesis", "OcrLabeling.Migrations.Sqlite", "OcrLabeling.Migrations.SqlServer", "OcrLabeling.Migrations.PostgreSql"],
        ["OcrLabeling.Cli"] = ["OcrLabeling.Core", "OcrLabeling.Ocr", "OcrLabeling.Scoring", "OcrLabeling.Synthesis", "OcrLabeling.Migrations.Sqlite", "OcrLabeling.Migrations.SqlServer", "OcrLabeling.Migrations.PostgreSql"],
        ["OcrLabeling.Core"] = ["OcrLabeling.Scoring"],
        ["OcrLabeling.Scoring"] = [],
        ["OcrLabeling.Ocr"] = [],
        ["OcrLabeling.Synthesis"] = ["OcrLabeling.Ocr"],
        ["OcrLabeling.OcrWorker"] = ["OcrLabeling.Ocr"],
        ["OcrLabeling.Migrations.Sqlite"] = ["OcrLabeling.Core"],
        ["OcrLabeling.Migrations.SqlServer"] = ["OcrLabeling.Core"],
        ["OcrLabeling.Migrations.PostgreSql"] = ["OcrLabeling.Core"],
    };

    [Fact]
    public void Projects_refer_to_each_other_only_along_the_arrows()
    {
        var projects = new[] { "src", "migrations" }.SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories))
            .Append(Repository.File("OcrLabeling.csproj")).ToDictionary(p => Path.GetFileNameWithoutExtension(p), ReferencesOf);
        Assert.Equal(arrows.Keys.Order(), projects.Keys.Order());
        foreach (var (project, references) in projects)
            Assert.True(references.Order().SequenceEqual(arrows[project].Order()), $"{project} refers to {string.Join(", ", references)}");
    }

    [Fact]
    public void The_OCR_library_knows_no_web_database_or_container()
    {
        var references = typeof(Ocr.Imaging.Image).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));
    }

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var tooLong = new[] { "*.cs", "*.razor", "*.js", "*.cpp", "*.h", "*.py" }
            .SelectMany(pattern => Directory.GetFiles(Repository.File("src"), pattern, SearchOption.AllDirectories))
            .Select(file => (Name: Path.GetRelativePath(Repository.Root, file), Lines: File.ReadLines(file).Count())).Where(f => f.Lines > MaxLines);
        Assert.Empty(tooLong);
    }

    /// <summary>A reference without its output is a build order (the jailed worker beside its program), not an arrow.</summary>
    private static string[] ReferencesOf(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];
}

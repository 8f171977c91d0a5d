using System.Text.Json;
using System.Text.RegularExpressions;

namespace OcrLabeling.Tests.Architecture;

/// <summary>What is shipped is named with its licence.</summary>
public sealed partial class NoticesTests
{
    private static readonly string[] shipped = ["packages.lock.json", "src/OcrLabeling.OcrWorker/packages.lock.json", "src/OcrLabeling.Cli/packages.lock.json"];

    [Fact]
    public void Every_package_that_is_shipped_is_named_and_nothing_else()
    {
        var named = Row().Matches(File.ReadAllText(Repository.File("THIRD-PARTY-NOTICES.md")).Split("## Models")[0])
            .SelectMany(row => Parentheses().Replace(row.Groups[1].Value, "").Split(',', StringSplitOptions.TrimEntries)).Where(name => name is not "package" and not "---").Order(StringComparer.Ordinal);
        Assert.Equal(shipped.SelectMany(PackagesIn).Distinct().Order(StringComparer.Ordinal), named);
    }

    private static IEnumerable<string> PackagesIn(string lockFile)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.File(lockFile)));
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project").Select(package => package.Name)];
    }

    [GeneratedRegex(@"^\| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Parentheses();
}

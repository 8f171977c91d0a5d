using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OcrLabeling.Tests.Texts;

/// <summary>The Spanish texts as they are written, and the English ones that the sources ask for.</summary>
internal static partial class TextFiles
{
    public static Dictionary<string, string> Spanish(string name) =>
        XDocument.Load(Repository.File($"src/OcrLabeling.Web/Texts/{name}.es.resx")).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    /// <summary>Keys of <c>T["…"]</c>.</summary>
    public static HashSet<string> AskedByPages() => [.. Files("src/OcrLabeling.Web", "*.razor", "*.cs").SelectMany(f => PageKey().Matches(f)).Select(m => m.Groups[1].Value)];

    /// <summary>Keys of <c>t('…')</c> and <c>count(…, '…', '…')</c>.</summary>
    public static HashSet<string> AskedByScripts() =>
        [.. Files("wwwroot/labeling", "*.js").Concat(Files("src/OcrLabeling.Web/Labeling", "*.razor.js"))
            .SelectMany(f => ScriptKey().Matches(f).Select(m => m.Groups[1].Value).Concat(CountedKeys().Matches(f).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value })))
            .Select(k => k.Replace("\\'", "'", StringComparison.Ordinal))];

    /// <summary>Whole sentences that stand in these files, with {0}, {1} and so on for what is put in.</summary>
    public static IEnumerable<string> SentencesIn(params string[] files) =>
        files.SelectMany(f => Literal().Matches(File.ReadAllText(Repository.File(f))))
            .Select(m => (Text: m.Groups["text"].Value, IsInterpolated: m.Groups["dollar"].Success))
            .Select(l => l.IsInterpolated ? Numbered(l.Text) : l.Text)
            .Where(t => SentenceEnd().IsMatch(t)).Distinct();

    /// <summary>The numbers of the places for values, in order.</summary>
    public static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order();

    private static string Numbered(string text)
    {
        var count = 0;
        return Hole().Replace(text, _ => $"{{{count++}}}");
    }

    private static IEnumerable<string> Files(string folder, params string[] patterns) =>
        patterns.SelectMany(p => Directory.GetFiles(Repository.File(folder), p, SearchOption.AllDirectories)).Select(File.ReadAllText);

    [GeneratedRegex("""\bT\["((?:[^"\\]|\\.)*)"[\],]""")]
    private static partial Regex PageKey();

    [GeneratedRegex(@"\bt\('((?:[^'\\]|\\.)*)'")]
    private static partial Regex ScriptKey();

    [GeneratedRegex(@"\bcount\([^']*'((?:[^'\\]|\\.)*)', '((?:[^'\\]|\\.)*)'")]
    private static partial Regex CountedKeys();

    [GeneratedRegex("""(?<!")(?<dollar>\$)?"(?!")(?<text>(?:[^"\\\n]|\\.)+)"(?!")""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^(?:[A-Z“]|\{0\}).* .*\.$")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}

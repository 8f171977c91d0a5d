using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace OcrLabeling.Web.Texts;

/// <summary>
/// Translates sentences that are made, and sometimes stored, in English: those of Core, of Identity and of validation. Values in them, <c>{0}</c> in the key, are found by the words around them.
/// What is not known stays English.
/// </summary>
internal sealed partial class Sentences(IStringLocalizer<CoreTexts> texts)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<(Regex Key, string Text)>> patterns = new();

    public string In(string sentence)
    {
        if (Language.Current == Language.English)
            return sentence;
        if (texts[sentence] is { ResourceNotFound: false } known)
            return known.Value;
        foreach (var (key, text) in patterns.GetOrAdd(Language.Current.Key, _ => Patterns()))
            if (key.Match(sentence) is { Success: true } match)
                return string.Format(CultureInfo.InvariantCulture, text, [.. match.Groups.Values.Skip(1).Select(v => Value(v.Value))]);
        return sentence;
    }

    // the longest first: it says most about where the values are
    private List<(Regex, string)> Patterns() =>
        [.. texts.GetAllStrings(includeParentCultures: false).Where(t => t.Name.Contains("{0}", StringComparison.Ordinal)).OrderByDescending(t => t.Name.Length).Select(t => (Pattern(t.Name), t.Value))];

    private static Regex Pattern(string key) => new($"^{Placeholder().Replace(Regex.Escape(key), "(.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);

    // a sentence within a sentence, or a number as English writes it
    private string Value(string value) =>
        value.EndsWith('.') ? In(value)
        : GroupedNumber().IsMatch(value) ? Language.Number(long.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))
        : value;

    // Regex.Escape leaves } as it is
    [GeneratedRegex(@"\\\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\d{1,3}(,\d{3}){1,4}$")]
    private static partial Regex GroupedNumber();
}

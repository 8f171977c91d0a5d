using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// One reading of a JSON text (RFC 8259). It stops at the first fault and tells it as a person beside the writer would: the parsers of the framework know what they expected, not what was forgotten.
/// </summary>
internal sealed partial class LocatedJsonReading(string text)
{
    private const int MaxDepth = 16;
    private const int ShownLength = 30;

    private readonly LinePositions lines = new(text);
    private int at;
    // what was read last, as it is named to people, and where it ended
    private (string Said, int End, bool IsText) last;
    private SchemaFault? broken;

    public LocatedJson? Whole(out SchemaFault? fault)
    {
        Skip();
        var value = at == text.Length ? Fail(at, """There is nothing here. A form is written {"fields": [...]}.""") : Value(1);
        Skip();
        if (value is not null && at < text.Length)
            value = Fail(at, $"Delete what follows the last {last.Said}.");
        fault = broken;
        return value;
    }

    private char Next => at < text.Length ? text[at] : '\0';

    private LocatedJson? Value(int depth) => Next switch
    {
        '{' or '[' when depth > MaxDepth => Fail(at, "The brackets are nested too deeply."),
        '{' => Object(depth),
        '[' => Array(depth),
        '"' => Located(JsonValueKind.String, at, String()),
        '-' or (>= '0' and <= '9') => Number(),
        var letter when char.IsLetter(letter) => Word(),
        _ => Fail(at, Stray()),
    };

    private LocatedJson? Object(int depth)
    {
        var open = at++;
        var properties = new List<LocatedProperty>();
        for (Skip(); !Takes('}'); Skip())
        {
            if (properties.Count > 0 && !Separates(open, '}'))
                return null;
            if (at == text.Length)
                return Unclosed(open, '}');
            if (Next != '"')
                return Fail(at, NameWanted());
            var nameAt = at;
            if (String() is not { } name)
                return null;
            Skip();
            if (!Takes(':'))
                return Fail(last.End, name.Contains(':') ? $"A quote (\") is missing after {Quoted(name[..name.IndexOf(':')])}." : $"A colon is missing after {last.Said}.");
            Skip();
            if (at == text.Length || Next is ',' or '}' or ']')
                return Fail(last.End, $"{last.Said} has no value.");
            if (Value(depth + 1) is not { } value)
                return null;
            properties.Add(new(name, lines.LineOf(nameAt), lines.ColumnOf(nameAt), value));
        }
        return Ended(JsonValueKind.Object, open, [], properties);
    }

    private LocatedJson? Array(int depth)
    {
        var open = at++;
        var items = new List<LocatedJson>();
        for (Skip(); !Takes(']'); Skip())
        {
            if (items.Count > 0 && !Separates(open, ']'))
                return null;
            if (at == text.Length)
                return Unclosed(open, ']');
            if (Value(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }
        return Ended(JsonValueKind.Array, open, items, []);
    }

    // the comma before the next member
    private bool Separates(int open, char close)
    {
        var comma = at;
        if (!Takes(','))
        {
            _ = Next switch
            {
                _ when at == text.Length => Unclosed(open, close),
                '}' or ']' => Fail(at, $"“{Next}” stands where “{close}” is expected: the “{text[open]}” of line {lines.LineOf(open)} is still open."),
                ':' when close == ']' => Fail(at, "A list [...] holds values only; a name with a colon belongs in {...}."),
                var letter when last.IsText && last.End == at && char.IsLetterOrDigit(letter) => Fail(at, $"The text {last.Said} ends before this. A quote inside of a text is written \\\"."),
                '"' or '{' or '[' or '-' => Fail(last.End, $"A comma is missing after {last.Said}."),
                var letter when char.IsLetterOrDigit(letter) => Fail(last.End, $"A comma is missing after {last.Said}."),
                _ => Fail(at, Stray()),
            };
            return false;
        }
        Skip();
        if (Next == close)
            Fail(comma, $"Delete the comma before “{close}”.");
        return broken is null;
    }

    private LocatedJson? Unclosed(int open, char close) => Fail(Math.Max(open, text.AsSpan().TrimEnd().Length - 1), $"“{close}” is missing at the end: the “{text[open]}” of line {lines.LineOf(open)} is still open.");

    private string NameWanted() => Next switch
    {
        >= '0' and <= '9' when last.End > 0 && at > 1 && text[at - 1] == ',' && char.IsAsciiDigit(text[at - 2]) => "A decimal number is written with a point, as 0.5.",
        var letter when char.IsLetterOrDigit(letter) || letter == '_' => $"“{WordAt()}” must be in double quotes.",
        '{' or '[' => $"A name in double quotes and a colon are missing before “{Next}”.",
        _ => Stray(),
    };

    private string Stray() => Next switch
    {
        ',' => "There is a comma too many.",
        '\'' or '‘' or '’' or '“' or '”' or '„' or '«' or '»' => $"Write a straight double quote (\") instead of {Next} here.",
        '/' or '#' => "JSON has no comments: delete this one.",
        var c when char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format => "An invisible character stands here: delete it.",
        var c => $"“{c}” cannot stand here.",
    };

    private string? String()
    {
        var open = at++;
        var said = new StringBuilder();
        for (; Next != '"' || at == text.Length; at++)
        {
            if (at == text.Length || Next is '\n' or '\r')
                return FailText(open, $"The text {Quoted(said.ToString())} has no closing quote (\").");
            if (Next < ' ')
                return FailText(at, Next == '\t' ? "A tab inside of a text is written \\t." : "An invisible character stands in this text: delete it.");
            if (Next != '\\')
                said.Append(Next);
            else if (Escaped() is { } escaped)
                said.Append(escaped);
            else
                return null;
        }
        at++;
        var whole = said.ToString();
        if (!IsWhole(whole))
            return FailText(open, $"The text {Quoted(whole)} holds half a character: type it again.");
        last = (Quoted(whole), at, true);
        return whole;
    }

    // at the backslash; leaves at the last character of the escape
    private char? Escaped()
    {
        var backslash = at++;
        if (Next == 'u')
        {
            var digits = text.AsSpan(at + 1, Math.Min(4, text.Length - at - 1));
            if (digits.Length == 4 && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                at += 4;
                return (char)code;
            }
            FailText(backslash, "\\u must be followed by four digits, as in \\u00e9.");
            return null;
        }
        char? found = Next switch { '"' => '"', '\\' => '\\', '/' => '/', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => null };
        if (found is null)
            FailText(backslash, "A backslash inside of a text is written \\\\.");
        return found;
    }

    private LocatedJson? Number()
    {
        var begin = at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '-' or '+' or '.')
            at++;
        var digits = text[begin..at];
        if (!JsonNumber().IsMatch(digits))
            return Fail(begin, $"“{Shortened(digits)}” is not a number. Numbers are written like 12, 0.5 or -3.");
        return Located(JsonValueKind.Number, begin, digits);
    }

    private LocatedJson? Word()
    {
        var (begin, word) = (at, WordAt());
        at += word.Length;
        return word switch
        {
            "true" => Located(JsonValueKind.True, begin, null),
            "false" => Located(JsonValueKind.False, begin, null),
            "null" => Located(JsonValueKind.Null, begin, null),
            _ when word.ToLowerInvariant() is "true" or "false" or "null" => Fail(begin, $"“{word}” is written {word.ToLowerInvariant()}."),
            _ => Fail(begin, $"“{Shortened(word)}” must be in double quotes."),
        };
    }

    private string WordAt() => new([.. text.Skip(at).TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-')]);

    private LocatedJson? Located(JsonValueKind kind, int begin, string? value)
    {
        if (broken is not null)
            return null;
        last = (kind == JsonValueKind.String ? last.Said : $"“{text[begin..at]}”", at, kind == JsonValueKind.String);
        return new(kind, lines.LineOf(begin), lines.ColumnOf(begin), value, [], []);
    }

    private LocatedJson? Ended(JsonValueKind kind, int open, IReadOnlyList<LocatedJson> items, IReadOnlyList<LocatedProperty> properties)
    {
        last = ($"“{text[at - 1]}”", at, false);
        return new(kind, lines.LineOf(open), lines.ColumnOf(open), null, items, properties);
    }

    private void Skip()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
            at++;
    }

    private bool Takes(char wanted)
    {
        var isThere = at < text.Length && text[at] == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private LocatedJson? Fail(int where, string message)
    {
        broken ??= new(lines.LineOf(where), lines.ColumnOf(where), null, message);
        return null;
    }

    private string? FailText(int where, string message)
    {
        Fail(where, message);
        return null;
    }

    private static string Quoted(string said) => $"“{Shortened(said.ReplaceLineEndings(" "))}”";

    private static string Shortened(string said) => said.Length > ShownLength ? said[..ShownLength] + "…" : said;

    private static bool IsWhole(string said)
    {
        for (var i = 0; i < said.Length; i++)
        {
            if (char.IsSurrogate(said[i]) && (i + 1 == said.Length || !char.IsSurrogatePair(said[i], said[i + 1])))
                return false;
            i += char.IsSurrogate(said[i]) ? 1 : 0;
        }
        return true;
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();
}

using System.Text.RegularExpressions;

namespace OcrLabeling.Core.Templates;

/// <summary>What is wrong with a regular expression, in words of people who write one.</summary>
internal static class PatternFault
{
    /// <summary>The rest of a sentence; null when the pattern can be used.</summary>
    public static string? Of(string pattern)
    {
        try
        {
            // by itself first: inside of the group that holds it “a)|(b” would be one
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            CustomField.Text.Compile(pattern);
            return null;
        }
        catch (NotSupportedException)
        {
            return "the pattern looks ahead, behind or back ((?=, (?<, \\1); that is not supported.";
        }
        catch (RegexParseException e)
        {
            return $"the pattern is not a regular expression: {Reason(e.Error)}.";
        }
    }

    private static string Reason(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "a “)” is missing",
        RegexParseError.InsufficientOpeningParentheses => "a “(” is missing before a “)”",
        RegexParseError.UnterminatedBracket => "a “]” is missing",
        RegexParseError.ReversedCharacterRange => "a range in [...] runs backwards",
        RegexParseError.QuantifierAfterNothing => "nothing stands before a “*”, “+”, “?” or “{”",
        RegexParseError.NestedQuantifiersNotParenthesized => "two repetitions follow each other",
        RegexParseError.ReversedQuantifierRange => "in {from,to} the first number is the larger one",
        RegexParseError.UnescapedEndingBackslash => "it ends with a single \\",
        RegexParseError.UnrecognizedEscape => "a \\ stands before a character that has no meaning after it",
        RegexParseError.InvalidGroupingConstruct => "the characters after “(?” have no meaning",
        _ => "check its brackets and backslashes",
    };
}

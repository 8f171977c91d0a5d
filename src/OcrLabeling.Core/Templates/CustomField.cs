using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Templates;

/// <summary>One of the values a choice offers.</summary>
/// <param name="Value">What is stored and exported.</param>
/// <param name="Hotkey">A small letter or a digit; null when it has none.</param>
public sealed record CustomOption(string Value, string Label, char? Hotkey);

/// <summary>One thing a custom card asks for. A value is kept as JSON: a text or a chosen value as a string, several as an array, a number, boxes as arrays of four; nothing given is null or [].</summary>
/// <param name="Name">Its name in answers and exports; unique in the form.</param>
/// <param name="Label">What people read.</param>
/// <param name="Hotkey">Goes to the field; of choices the options have hotkeys instead.</param>
public abstract record CustomField(string Name, string Label, bool Required, char? Hotkey)
{
    protected const string Nothing = "null";

    /// <summary>The value in canonical writing; null and a reason for people when it cannot be taken.</summary>
    /// <param name="given">Undefined when the answer does not name the field.</param>
    public string? Read(JsonElement given, PixelSize image, out string? fault)
    {
        var value = given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Empty : Canonical(given, image);
        fault = value is null ? $"{Label}: {Wanted}" : value == Empty && Required ? $"{Label}: this field is required." : null;
        return fault is null ? value : null;
    }

    /// <summary>Whether two values of the field say the same.</summary>
    public virtual bool AreSame(JsonElement first, JsonElement second) => first.GetRawText() == second.GetRawText();

    /// <summary>Canonical writing of nothing.</summary>
    internal virtual string Empty => Nothing;

    /// <summary>What can be taken, as a sentence.</summary>
    protected abstract string Wanted { get; }

    /// <summary>Null when it cannot be taken; <see cref="Empty"/> when it says nothing.</summary>
    protected abstract string? Canonical(JsonElement given, PixelSize image);

    /// <summary>A text as <see cref="TextRules"/> clean it: one line, or several for a multi-line one.</summary>
    /// <param name="MaxLength">UTF-16 units.</param>
    /// <param name="Pattern">The whole text must match; a regular expression without look-around and back references, so that it is matched in linear time. Null: anything.</param>
    /// <param name="Prefill">Begins with what the machine has read, where the card has such a reading.</param>
    public sealed record Text(string Name, string Label, bool Required, char? Hotkey, int MaxLength, string? Pattern, bool Multiline, bool Prefill) : CustomField(Name, Label, Required, Hotkey)
    {
        private readonly Regex? whole = Pattern is null ? null : Compile(Pattern);

        protected override string Wanted =>
            Pattern is null ? $"a text of at most {MaxLength} characters{(Multiline ? "" : ", in one line")}." : $"a text of at most {MaxLength} characters of the form {Pattern}.";

        /// <exception cref="ArgumentException">It is no regular expression.</exception>
        /// <exception cref="NotSupportedException">It looks around or back.</exception>
        internal static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

        protected override string? Canonical(JsonElement given, PixelSize image)
        {
            if (given.ValueKind != JsonValueKind.String)
                return null;
            var text = Multiline ? TextRules.CleanLines(given.GetString()!) : TextRules.Clean(given.GetString()!);
            if (text.Length > MaxLength)
                return null;
            if (text.Length == 0)
                return Nothing;
            return whole?.IsMatch(text) == false ? null : CustomForm.Quote(text);
        }
    }

    /// <summary>One of the options.</summary>
    public sealed record Choice(string Name, string Label, bool Required, IReadOnlyList<CustomOption> Options) : CustomField(Name, Label, Required, null)
    {
        protected override string Wanted => $"one of {CustomForm.List(Options.Select(o => o.Value))}.";

        protected override string? Canonical(JsonElement given, PixelSize image) =>
            given.ValueKind == JsonValueKind.String && Options.FirstOrDefault(o => given.ValueEquals(o.Value)) is { } chosen ? CustomForm.Quote(chosen.Value) : null;
    }

    /// <summary>Any of the options, written in their order.</summary>
    public sealed record MultiChoice(string Name, string Label, bool Required, IReadOnlyList<CustomOption> Options) : CustomField(Name, Label, Required, null)
    {
        internal override string Empty => "[]";

        protected override string Wanted => $"any of {CustomForm.List(Options.Select(o => o.Value))}, each once.";

        protected override string? Canonical(JsonElement given, PixelSize image)
        {
            if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
                return null;
            var values = given.EnumerateArray().Select(v => Options.FirstOrDefault(o => v.ValueEquals(o.Value))).ToList();
            if (values.Contains(null) || values.Distinct().Count() != values.Count)
                return null;
            return $"[{string.Join(',', Options.Where(values.Contains).Select(o => CustomForm.Quote(o.Value)))}]";
        }
    }

    /// <summary>A decimal number, written without superfluous zeros.</summary>
    /// <param name="Step">The number is <paramref name="Min"/>, or 0 without one, plus a multiple of it; null: any.</param>
    public sealed record Number(string Name, string Label, bool Required, char? Hotkey, decimal? Min, decimal? Max, decimal? Step) : CustomField(Name, Label, Required, Hotkey)
    {
        // what survives the way through a browser's numbers
        private const decimal Largest = 999_999_999_999_999m;

        protected override string Wanted =>
            $"a number{(Min is { } min ? $" from {Write(min)}" : "")}{(Max is { } max ? $" to {Write(max)}" : "")}{(Step is { } step ? $", in steps of {Write(step)}" : "")}.";

        /// <summary>As a number of JSON, without superfluous zeros.</summary>
        public static string Write(decimal number) => number.ToString("0.###############", CultureInfo.InvariantCulture);

        protected override string? Canonical(JsonElement given, PixelSize image) =>
            given.ValueKind == JsonValueKind.Number && given.TryGetDecimal(out var number) && Math.Abs(number) <= Largest && !(number < Min) && !(number > Max)
                && (Step is not { } step || (number - (Min ?? 0)) % step == 0) && decimal.Round(number, 15) == number
                ? Write(number) : null;
    }

    /// <summary>Boxes on the image, in reading order, as <see cref="BoxesForm"/> writes them.</summary>
    /// <param name="Max">How many at most.</param>
    public sealed record Boxes(string Name, string Label, bool Required, char? Hotkey, int Max) : CustomField(Name, Label, Required, Hotkey)
    {
        internal override string Empty => "[]";

        protected override string Wanted => Max == 1 ? "one box inside the image." : $"at most {Max} boxes, each inside the image.";

        /// <summary>Each has a partner in the other at an overlap of one half.</summary>
        public override bool AreSame(JsonElement first, JsonElement second) =>
            PixelBox.ParseAll(first.GetRawText()) is { } one && PixelBox.ParseAll(second.GetRawText()) is { } other && one.Count == other.Count && PixelBox.Pair(one, other).Count == one.Count;

        protected override string? Canonical(JsonElement given, PixelSize image) =>
            given.ValueKind == JsonValueKind.Array && PixelBox.ParseAll(given.GetRawText()) is { } drawn && drawn.Count <= Max && drawn.Select(b => b.ClampTo(image)).ToList() is var boxes && boxes.All(b => b.LiesIn(image))
                ? BoxesForm.Write(boxes) : null;
    }
}

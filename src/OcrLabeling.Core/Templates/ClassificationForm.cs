using System.Text.Json;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// Labels of an image, of those a team has named: <c>["invoice", "stamped"]</c>, in the order of the settings; exactly one unless several may apply, then none is possible, too.
/// Settings: <c>{"labels": ["invoice", "letter", ...], "several": false}</c>.
/// </summary>
public sealed class ClassificationForm : AnswerForm
{
    public const int MaxLabels = 100;
    public const int MaxLabelLength = 100;

    private ClassificationForm(IReadOnlyList<string> labels, bool several) => (Labels, Several) = (labels, several);

    /// <summary>In the order in which they are offered; two at least, each once.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Several labels may apply, or none.</summary>
    public bool Several { get; }

    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>Null and a reason for people when the settings cannot be used.</summary>
    public static ClassificationForm? Create(string settingsJson, out string? fault)
    {
        Settings? settings = null;
        try
        {
            settings = JsonSerializer.Deserialize<Settings>(settingsJson, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // said below
        }
        var labels = settings?.Labels?.Select(label => TextRules.Clean(label ?? "")).ToList() ?? [];
        fault = labels.Count is < 2 or > MaxLabels ? $"2 to {MaxLabels} labels are needed."
            : labels.Exists(TextRules.IsBlank) ? "A label is empty."
            : labels.Find(label => label.Length > MaxLabelLength) is { } tooLong ? $"The label “{tooLong[..20]}…” has {tooLong.Length} characters; it can have at most {MaxLabelLength}."
            : labels.GroupBy(label => label).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The label “{twice.Key}” stands twice."
            : null;
        return fault is null ? new ClassificationForm(labels, settings!.Several) : null;
    }

    /// <summary>The labels of an answer in canonical writing.</summary>
    public static IReadOnlyList<string> Parse(string text) => Read(text) ?? throw new FormatException("Not an answer of labels.");

    public static string Write(IEnumerable<string> labels) => $"[{string.Join(',', labels.Select(CustomForm.Quote))}]";

    public static string WriteSettings(IEnumerable<string> labels, bool several) => JsonSerializer.Serialize(new Settings([.. labels], several), JsonSerializerOptions.Web);

    /// <summary>A text that a machine reads is no label.</summary>
    public override string? PreLabelOf(string reading) => null;

    /// <summary>A label fits whichever way the image lies.</summary>
    public override string Turned(string text, ImageTurn turn) => text;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        if (Read(raw) is not { } said)
        {
            fault = """Labels are written ["label", ...].""";
            return null;
        }
        fault = said.FirstOrDefault(label => !Labels.Contains(label)) is { } unknown ? $"There is no label “{unknown}”."
            : !Several && said.Distinct().Count() != 1 ? "Choose one label."
            : null;
        return fault is null ? Write(Labels.Where(said.Contains)) : null;
    }

    /// <summary>Labels that only one of the two has.</summary>
    protected override int? DistanceOf(string preLabel, string text) =>
        Read(preLabel) is { } machine && Read(text) is { } person ? machine.Except(person).Count() + person.Except(machine).Count() : null;

    private static string[]? Read(string? json)
    {
        try
        {
            var labels = json is { Length: <= MaxLength } ? JsonSerializer.Deserialize<string[]>(json) : null;
            return labels?.All(label => label is not null) == true ? labels : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Settings(string?[]? Labels = null, bool Several = false);
}

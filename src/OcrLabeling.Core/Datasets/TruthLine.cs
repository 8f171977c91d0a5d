using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Datasets;

/// <summary>
/// Lines of a ground-truth folder as we write them. <c>dataset</c> repeats the category because crops are scored in groups of their dataset;
/// <c>sha256</c> is the image's, so that the hash over the lines covers the images too.
/// </summary>
internal static class TruthLine
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // the file is not HTML: text stays readable
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where a line of ours comes from.</summary>
    /// <param name="DocumentId">Null where it was cut from no document.</param>
    /// <param name="DocumentName">The file as it was uploaded.</param>
    /// <param name="PageNumber">From 1.</param>
    /// <param name="ConsensusStatus"><c>resolved</c> by votes or <c>adjudicated</c> by a person.</param>
    /// <param name="Votes">Counted answers.</param>
    /// <param name="Agreeing">Of those, the ones that say what the truth says.</param>
    public sealed record Origin(Guid? DocumentId, string DocumentName, int? PageNumber, Guid Task, string ConsensusStatus, int Votes, int Agreeing);

    /// <param name="Source">The document it was cut from, where there is one: words of a document are learned from or held out together.</param>
    /// <param name="Box">Where on the page, in its pixels.</param>
    public sealed record Crop(string Image, string Text, string Dataset, string Category, string Kind, string? Source, double[]? Box, Origin Origin, string Sha256);

    public sealed record Page(string Image, string Dataset, string Category, int Width, int Height, IReadOnlyList<Word> Words, IReadOnlyList<Word> Lines, Origin Origin, string Sha256);

    /// <param name="Template">In snake case.</param>
    /// <param name="Value">As the template's form writes it.</param>
    public sealed record Label(string Image, string Category, string Template, int Width, int Height, string Source, JsonElement Value, Origin Origin, string Sha256);

    public sealed record Word(string Text, double[] Box);

    public static string Of(Crop crop) => JsonSerializer.Serialize(crop, Json);

    public static string Of(Label label) => JsonSerializer.Serialize(label, Json);

    public static string Of(Page page) => JsonSerializer.Serialize(page, Json);
}

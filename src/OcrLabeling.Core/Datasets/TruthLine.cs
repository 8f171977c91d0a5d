using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Documents;

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

    /// <param name="Source">The page image it was cut from, when that is part of the dataset.</param>
    public sealed record Crop(string Image, string Text, string Dataset, string Category, string Kind, string? Source, double[]? Box, string Sha256);

    public sealed record Page(string Image, string Dataset, string Category, int Width, int Height, IReadOnlyList<Word> Words, string Sha256)
    {
        /// <summary>Null where nobody has said which words are a line.</summary>
        public IReadOnlyList<Word>? Lines { get; init; }
    }

    /// <param name="Template">In snake case.</param>
    /// <param name="Value">As the template's form writes answers.</param>
    public sealed record Label(string Image, string Category, string Template, int Width, int Height, string Source, JsonElement Value, string Sha256);

    /// <param name="Ignore">Nobody has confirmed what stands here: neither required of an engine nor counted against it.</param>
    public sealed record Word(string Text, double[] Box, bool? Ignore);

    public static string Of(Crop crop) => JsonSerializer.Serialize(crop, Json);

    public static string Of(Label label) => JsonSerializer.Serialize(label, Json);

    public static string Of(Page page) => JsonSerializer.Serialize(page, Json);

    public static string ImageName(DatasetItemKind kind, int number, string mediaType) =>
        $"{(kind == DatasetItemKind.Crop ? "crops/word" : "images/page")}_{number:D6}.{(mediaType == "image/jpeg" ? "jpg" : "png")}";
}

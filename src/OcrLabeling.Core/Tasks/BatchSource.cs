using System.Text.Json;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Tasks;

/// <summary>What a batch's tasks are made from, frozen when it is created: a preparation that runs again makes the same tasks in the same order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "from")]
[JsonDerivedType(typeof(DocumentWords), "documents")]
[JsonDerivedType(typeof(WordImages), "images")]
[JsonDerivedType(typeof(DocumentPages), "pages")]
public abstract record BatchSource
{
    /// <summary>In place of one: a qualification has gold only, and is made from nothing.</summary>
    public const string None = "{}";

    private BatchSource() { }

    /// <summary>Words of these runs, in this order, whose confidence lies in the range (inclusive).</summary>
    public sealed record DocumentWords(IReadOnlyList<OcrRunId> Runs, double MinConfidence, double MaxConfidence) : BatchSource;

    /// <summary>These pages, in this order.</summary>
    public sealed record DocumentPages(IReadOnlyList<PageId> Pages, string? EngineId = null) : BatchSource;

    /// <param name="Archive">Address of the stored word folder; deleted when the tasks are made.</param>
    /// <param name="EngineId">Reads the images without a text; null: nothing does.</param>
    public sealed record WordImages(
        string FolderName, DocumentCategory Category, string? ConsentNote, string Archive, IReadOnlyList<StoredWordImage> Images, string? EngineId = null) : BatchSource;

    public string ToJson() => JsonSerializer.Serialize(this);

    public static BatchSource FromJson(string json) => JsonSerializer.Deserialize<BatchSource>(json) ?? throw new JsonException("A batch without a source.");
}

/// <summary>An uploaded word image; its place in the list is its place in the archive.</summary>
public sealed record StoredWordImage(string Name, string? Text, double? Confidence)
{
    /// <summary>The file its text came in; batches of earlier versions do not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TextFrom { get; init; }
}

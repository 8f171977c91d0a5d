using System.Text.Json;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Labeling;

/// <summary>What the module of the worker's page is started with.</summary>
/// <param name="Form">The batch's settings of its template.</param>
/// <param name="WorkerId">Whose unsent answers are whose, where several people share a browser.</param>
/// <param name="SandboxCards">Null for real work; else the cards of a preview that saves nothing.</param>
public sealed record WorkSettings(BatchId BatchId, string BatchName, Template Template, JsonElement Form, Guid WorkerId, Privacy Privacy, IReadOnlyList<CardMessage>? SandboxCards)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Converters = { new ChoiceJsonConverter() } };

    public int CardsPerPage => LabelingTemplate.Of(Template).CardsPerPage;

    /// <summary>A word may be looked at within its line.</summary>
    public bool ShowsContext { get; init; }

    /// <summary>A card to begin with: one of the worker's own, to be answered again.</summary>
    public AssignmentId? Reopen { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, json);
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Templates;

/// <summary>One below the other; over the whole width, as large as can be; or the one in hand large and the others small below it.</summary>
public enum CardLayout { List, Wide, Thumbnails }

/// <summary>What screens need of a template: its sentences, the card that workers fill in, its settings in a batch, and how answers are told, drawn and decided. One file each; <see cref="All"/> is the registry.</summary>
public abstract class TemplateView
{
    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<TemplateView> All { get; } =
        [new WordTranscriptionView(), new PageOrientationView(), new RectSelectView(), new DocumentCornersView(), new DocumentTranscriptionView(), new ClassificationView(), new KeyInformationView(), new CustomView()];

    private static readonly Dictionary<Template, TemplateView> byId = All.ToDictionary(v => v.Id);

    public abstract Template Id { get; }

    public abstract string Label { get; }

    /// <summary>What a worker is told when the batch has no instructions of its own.</summary>
    public abstract string Advice { get; }

    /// <summary>What a scientist gets by it.</summary>
    public abstract string Tagline { get; }

    /// <summary>How the truth is found.</summary>
    public virtual string ConsensusRule => "Ground truth by strict majority: an answer wins when more than half of the answers asked for are equal.";

    /// <summary>When the answer to a gold task is right.</summary>
    public virtual string GoldRule => "An answer to a gold task is right when it is equal to the truth.";

    /// <summary>The component of a card; the module beside it exports what the worker's page asks of one.</summary>
    public abstract Type Card { get; }

    /// <summary>How the cards of a page of work stand.</summary>
    public virtual CardLayout Layout => CardLayout.List;

    /// <summary>Whether its answers may be drawn on the image.</summary>
    public virtual bool HasShapes => false;

    public static TemplateView Of(Template id) => byId[id];

    /// <summary>Parameters of <see cref="Card"/> in a batch.</summary>
    /// <param name="formJson">The batch's settings of the template.</param>
    public virtual Dictionary<string, object>? CardParameters(string formJson) => null;

    /// <summary>The settings of a new batch; null where the template has none.</summary>
    public virtual TemplateSettings? NewSettings() => null;

    /// <summary>An answer that is no text of a word, in words.</summary>
    public virtual string Describe(string text) => text;

    /// <summary>The same where a sentence does not do; null where it does.</summary>
    public virtual RenderFragment? Show(string text) => null;

    /// <summary>The outlines an answer draws, as the path of an svg; empty where it draws none.</summary>
    public virtual string PathOf(string text) => "";

    /// <summary>The clockwise turn that an answer asks for, in degrees; null where it asks for none.</summary>
    public virtual string? DegreesOf(string? text) => null;

    /// <summary>How a text differs from another one; null where answers are no texts.</summary>
    public virtual IReadOnlyList<DiffPart>? Difference(string reference, string text) => null;

    /// <summary>What the answers of a disputed task leave open, as an answer that can be drawn; null where nothing is drawn.</summary>
    public virtual string? OpenParts(AnnotatedTask task) => null;

    /// <summary>A form that decides a disputed task part by part; null where the answers are picked whole.</summary>
    /// <param name="imageUrl">Null: the image is not shown.</param>
    public virtual RenderFragment? Decision(AnnotatedTask task, string? imageUrl, EventCallback<Vote> onDecided) => null;

    protected static string PathOf(IEnumerable<PixelBox> boxes) =>
        string.Concat(boxes.Select(b => string.Create(CultureInfo.InvariantCulture, $"M{b.Left} {b.Top}H{b.Right}V{b.Bottom}H{b.Left}Z")));

    internal static RenderFragment Draw<TComponent>(params (string Name, object? Value)[] parameters) where TComponent : IComponent => builder =>
    {
        builder.OpenComponent<TComponent>(0);
        foreach (var (name, value) in parameters)
            builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    };
}

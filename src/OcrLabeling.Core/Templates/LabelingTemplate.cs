using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>What a truth is: the text of a word, the words of a page, or a JSON value of the template's own. Datasets keep each kind in a file of its own.</summary>
public enum TruthKind { Text, Page, Label }

/// <summary>What the cards of a batch show; where both are possible, the batch chooses.</summary>
public enum CardImage { Word, Page, WordOrPage }

/// <summary>
/// A job type: everything in which one differs from the others. What workers give, the machine guessed and the votes agreed on is one text in the canonical writing of its
/// <see cref="AnswerForm"/>. Immutable; <see cref="All"/> is the registry, one file each.
/// </summary>
public abstract class LabelingTemplate
{
    private const int MaxCorruptionSteps = 200;

    private static readonly AnswerKind[] usualFlags = [AnswerKind.Unreadable, AnswerKind.Unsure];

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<LabelingTemplate> All { get; } =
    [
        new WordTranscriptionTemplate(), new PageOrientationTemplate(), new RectSelectTemplate(), new DocumentCornersTemplate(), new DocumentTranscriptionTemplate(),
        new ClassificationTemplate(), new KeyInformationTemplate(), new CustomTemplate(),
    ];

    private static readonly Dictionary<Template, LabelingTemplate> byId = All.ToDictionary(t => t.Id);

    public abstract Template Id { get; }

    /// <summary>As files name it: in snake case.</summary>
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(Id.ToString());

    public abstract TruthKind Truth { get; }

    public virtual CardImage Shows => CardImage.Page;

    /// <summary>Cards of one page of work.</summary>
    public virtual int CardsPerPage => 1;

    /// <summary>Active time that one card may be paid for before the batch has answers that tell, in milliseconds.</summary>
    public abstract long CardCeiling { get; }

    /// <summary>Two answers are equal or different. Others are drawn, and no two are equal to the pixel: they are compared by how near they are.</summary>
    public virtual bool IsExact => false;

    /// <summary>A card may begin with the words that an engine read on the page.</summary>
    public virtual bool BeginsWithWords => false;

    /// <summary>Of a batch whose cards begin with a pre-label some may begin blank, so that blank gold does not stand out.</summary>
    public virtual bool MayBeginBlank => false;

    /// <summary>The longer side of the image a worker needs, in pixels; null: the page as it is.</summary>
    public virtual int? MaxImageSide => null;

    /// <summary>Path of a task's image in results and datasets, without number and ending.</summary>
    public virtual string ImagePath => "pages/page";

    /// <summary>The kind of an answer that says what was asked for.</summary>
    public virtual AnswerKind Main => AnswerKind.Labeled;

    /// <summary>The kinds that say instead why there is no such answer.</summary>
    public virtual IReadOnlyList<AnswerKind> Flags => usualFlags;

    /// <exception cref="KeyNotFoundException">The number names no template.</exception>
    public static LabelingTemplate Of(Template id) => byId[id];

    public static bool IsKnown(Template id) => byId.ContainsKey(id);

    /// <param name="settingsJson">The batch's settings of the template; <c>{}</c> where it has none.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; batches with such ones are not made.</exception>
    public AnswerForm Form(string settingsJson) => CreateForm(settingsJson, out var fault) ?? throw new ArgumentException(fault, nameof(settingsJson));

    /// <summary>Null and a reason for people when nothing can be labeled with these settings.</summary>
    public abstract AnswerForm? CreateForm(string settingsJson, out string? fault);

    /// <summary>What is wrong with new settings, for people; null when nothing is.</summary>
    public virtual string? FaultOf(string settingsJson)
    {
        CreateForm(settingsJson, out var fault);
        return fault;
    }

    /// <summary>The settings as they are stored.</summary>
    public virtual string StoredSettings(string settingsJson) => settingsJson;

    /// <summary>What is wrong with a value somebody imports as truth, for people; null when nothing is. The settings of the batch it came from are not known.</summary>
    public virtual string? FaultOfImported(JsonElement value, PixelSize image)
    {
        Form(SettingsOfImported).Read(Main, value.GetRawText(), image, out var fault);
        return fault is null ? null : $"value: {fault}";
    }

    /// <summary>What a truth may be whatever the workers said; none where anything may be.</summary>
    public virtual IReadOnlyList<string> PossibleTruths(string settingsJson) => [];

    /// <summary>The machine's answer as somebody gives it who takes it as it is; null where a pre-label is no answer.</summary>
    public virtual string? AsAnswer(string preLabel) => preLabel;

    /// <summary>What the answers say together.</summary>
    /// <param name="votes">Counted answers in the order of submission.</param>
    /// <param name="overlap">Answers asked for, at least 1.</param>
    public virtual Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap) => Verdict.Of(votes, overlap);

    /// <summary>Likewise, each answer counting by what is known of its worker. Where no two answers are equal there is nothing to weigh, and they are counted.</summary>
    /// <param name="machine">Null when there is no pre-label.</param>
    /// <param name="accept">Probability from which on a truth is taken, 0..1.</param>
    /// <param name="mostAnswers">Answers that may be asked for.</param>
    public virtual Verdict DecideWeighted(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine, double accept, int overlap, int mostAnswers) =>
        Decide([.. votes.Select(v => v.Vote)], overlap);

    /// <summary>Whether an answer is near enough to a truth that is known.</summary>
    public bool Agrees(Vote truth, Vote answer) => AreLabels(truth, answer) ? IsNear(truth.Text!, answer.Text!) : truth == answer;

    /// <summary>Whether an answer is one of those that agree with a truth: near enough to it, a page equal.</summary>
    public bool Says(Vote truth, Vote answer) => AreLabels(truth, answer) ? IsSame(truth.Text!, answer.Text!) : truth == answer;

    /// <summary>
    /// Whether the answer to a gold task is right: near enough to the truth. Where the card began with a wrong answer of many parts, the words of a page or boxes, each wrong part must be put right,
    /// however small its share is; then one slip elsewhere is forgiven.
    /// </summary>
    /// <param name="begun">What the card began with; looked at only where that was made wrong.</param>
    public bool IsRight(GoldTruth truth, string? begun, Vote answer) => truth.IsDropped
        || (BeganWrong(truth, begun, answer) ? IsPutRight(truth.Text!, begun!, answer.Text!) : Agrees(new Vote(truth.Answer, truth.Text), answer));

    /// <summary>Of a card that began wrong: whether its worker did not let that pass. Null for any other.</summary>
    public bool? IsCaught(GoldTruth truth, string? begun, Vote answer, PreLabelRelation relation) => truth.Kind != GoldKind.Corrupted ? null
        : truth.IsDropped || relation != PreLabelRelation.Accepted && (!BeganWrong(truth, begun, answer) || LeavesNothingWrong(truth.Text!, begun!, answer.Text!));

    /// <summary>
    /// A wrong answer of the template's own kind: wrong enough that <see cref="IsRight"/> does not take it, and still an answer that the page takes, so that whoever only presses Enter gives it back.
    /// </summary>
    /// <param name="form">The form of the batch.</param>
    /// <param name="preLabel">Of a custom card: what it would begin with; only fields it names become wrong.</param>
    /// <param name="truth">In its canonical writing.</param>
    /// <returns>In canonical writing; null when there is nothing that could be got wrong, as on an empty page.</returns>
    public virtual string? Corrupt(AnswerForm form, string truth, PixelSize image, Random random, string? preLabel = null)
    {
        var (wrong, known) = (truth, new GoldTruth(GoldKind.Corrupted, AnswerKind.Labeled, truth));
        for (var step = 0; step < MaxCorruptionSteps; step++)
        {
            if (CorruptOnce(form, wrong, image, random, preLabel) is not { } next)
                return null;
            // a step that makes no answer is taken back
            wrong = form.Read(AnswerKind.Labeled, next, image, out _)?.Text ?? wrong;
            if (!IsRight(known, wrong, new Vote(AnswerKind.Labeled, wrong)))
                return wrong;
        }
        return null;
    }

    /// <summary>How far the boxes of two answers overlap, 0..1; null where neither has any.</summary>
    public virtual double? BoxOverlap(string first, string second) => null;

    /// <summary>How far two documents set by their corners overlap, 0..1; null for every other answer.</summary>
    public virtual double? CornerOverlap(string first, string second) => null;

    /// <summary>Settings under which every answer of the template can be read.</summary>
    protected virtual string SettingsOfImported => "{}";

    protected virtual bool IsNear(string truth, string answer) => truth == answer;

    protected virtual bool IsSame(string truth, string answer) => IsNear(truth, answer);

    /// <summary>Whether an answer to a card that began wrong is right.</summary>
    protected virtual bool IsPutRight(string truth, string begun, string answer) => IsNear(truth, answer);

    /// <summary>Whether nothing is left of what a card began wrong with.</summary>
    protected virtual bool LeavesNothingWrong(string truth, string begun, string answer) => true;

    /// <summary>One step away from <paramref name="text"/>; null when there is none.</summary>
    protected virtual string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel) => null;

    private static bool AreLabels(Vote truth, Vote answer) => truth.Kind == AnswerKind.Labeled && answer.Kind == AnswerKind.Labeled;

    private static bool BeganWrong(GoldTruth truth, string? begun, Vote answer) =>
        begun is not null && truth is { Kind: GoldKind.Corrupted, Answer: AnswerKind.Labeled } && answer.Kind == AnswerKind.Labeled;
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Quality;

/// <summary>One disputed task after the other, from all batches, by keyboard.</summary>
public sealed partial class AdjudicationPage(
    AdjudicationQueue queue, Adjudication adjudication, OpenDecisions screens, LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users,
    CurrentProject currentProject, NavigationManager navigation, TimeProvider clock, ISnackbar snackbar)
{
    /// <summary>A key pressed sooner was meant for the task before.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromMilliseconds(300);

    private static readonly Dictionary<string, AnswerKind> flagKeys = new()
    {
        ["b"] = AnswerKind.BadOrientation, ["f"] = AnswerKind.ForeignScript, ["u"] = AnswerKind.Unreadable,
    };

    private readonly HashSet<TaskId> putOff = [];
    private readonly Stack<TaskId> decided = [];
    private IReadOnlyList<DisputedBatch> batches = [];
    private IReadOnlyList<Candidate> candidates = [];
    private DisputedTask? current;
    private AnnotatedTask? upcoming;
    private Candidate? lit;
    private string text = "";
    private string? fault;
    private bool loaded, busy, focus;
    private long shownAt;
    private Guid accountId;
    private ProjectScope scope = ProjectScope.Nothing;
    private ElementReference panel, own;
    private LiveRefresh? live;

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "batch")] private Guid? BatchKey { get; set; }

    /// <summary>Of the batch whose tab this is; null: it is a page of its own.</summary>
    [Parameter] public Guid? Key { get; set; }

    private BatchId? Chosen => (Key ?? BatchKey) is { } key ? new BatchId(key) : null;

    private string Subtitle => decided.Count == 0 ? "Tasks without a majority, one at a time." : $"{decided.Count} decided by you just now.";

    // of the task that is shown
    private LabelingTemplate Asked => LabelingTemplate.Of(current!.Task.Template);

    private TemplateView View => TemplateView.Of(current!.Task.Template);

    private string? Degrees => View.DegreesOf((lit ?? (candidates is [var first, ..] ? first : null))?.Vote.Text);

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(activity, DispatchExceptionAsync, ct => InvokeAsync(() => RefreshAsync(ct)));

    protected override async Task OnParametersSetAsync()
    {
        var before = scope;
        accountId = (await users.GetAsync()).AccountId;
        // a batch's own tab shows it whatever project is looked at
        scope = Key is null ? await currentProject.ScopeAsync(ProjectKey) : await currentProject.ReaderAsync();
        if (current is null || scope != before || Chosen is { } chosen && current.Task.BatchId != chosen)
            await NextAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focus)
            return;
        focus = false;
        await panel.FocusAsync(preventScroll: true);
    }

    public void Dispose()
    {
        live?.Dispose();
        screens.Show(this, null);
    }

    private static string Waiting(int count) => count == 0 ? "none" : count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private string UrlOf(AnnotatedTask task) => urls.For(task.Image, task.ImageMediaType, accountId);

    // the first is set apart from the second, every other one from the first
    private string? ReferenceFor(int index) => candidates.Count < 2 ? null : candidates[index == 0 ? 1 : 0].Vote.Text;

    private async Task RefreshAsync(CancellationToken ct)
    {
        batches = await queue.BatchesAsync(scope, ct);
        if (current is null && !busy)
            await NextAsync();
        StateHasChanged();
    }

    private async Task NextAsync()
    {
        HashSet<TaskId> passed = [.. putOff, .. screens.Others(this)];
        await ShowAsync(await queue.NextAsync(scope, Chosen, passed, CancellationToken.None));
    }

    private async Task ShowAsync(TaskId? task)
    {
        screens.Show(this, task);
        current = task is { } id ? await queue.FindAsync(id, CancellationToken.None) : null;
        candidates = current is null ? [] : Candidate.Of(current.Task);
        batches = await queue.BatchesAsync(scope, CancellationToken.None);
        (lit, text, fault, loaded, focus, shownAt) = (null, "", null, true, current is not null, clock.GetTimestamp());
        var next = current is null ? null : await queue.NextAsync(scope, Chosen, [.. putOff, .. screens.Others(this), current.Task.Id], CancellationToken.None);
        upcoming = next is { } following ? (await queue.FindAsync(following, CancellationToken.None))?.Task : null;
        StateHasChanged();
    }

    private Task DecideAsync(Vote truth) => ActAsync(async task =>
    {
        var outcome = await adjudication.DecideAsync(task, truth.Kind, truth.Text, accountId, CancellationToken.None, current?.Task.Turns, current?.Task.Votes);
        if (outcome is AdjudicationOutcome.Decided)
            decided.Push(task);
        return outcome;
    });

    private Task AskMoreAsync() => ActAsync(task => adjudication.AskOneMoreAsync(task, accountId, CancellationToken.None));

    private Task PutOffAsync() => ActAsync(task =>
    {
        putOff.Add(task);
        return Task.FromResult<AdjudicationOutcome>(new AdjudicationOutcome.Decided(current!.Task.BatchId));
    });

    private async Task ActAsync(Func<TaskId, Task<AdjudicationOutcome>> act)
    {
        if (busy || current is null)
            return;
        busy = true;
        try
        {
            var outcome = await act(current.Task.Id);
            fault = (outcome as AdjudicationOutcome.Refused)?.Reason;
            StateHasChanged();
            if (fault is not null)
                return;
            if (outcome.Warning() is { } warning)
            {
                snackbar.Add(warning, Severity.Warning);
                await ShowAsync(current.Task.Id);
                return;
            }
            if (outcome is AdjudicationOutcome.DecidedByAnother)
                snackbar.Add("Somebody else had decided that task already. Their decision stands.", Severity.Warning);
            await NextAsync();
        }
        finally
        {
            busy = false;
        }
    }

    private async Task UndoAsync()
    {
        if (busy || !decided.TryPop(out var task))
            return;
        busy = true;
        try
        {
            var outcome = await adjudication.ReopenAsync(task, accountId, CancellationToken.None);
            if (outcome is AdjudicationOutcome.Decided)
                await ShowAsync(task);
            else
                snackbar.Add("That decision cannot be undone any more.", Severity.Warning);
        }
        finally
        {
            busy = false;
        }
    }

    private Task AgainAsync()
    {
        putOff.Clear();
        return NextAsync();
    }

    private void ChooseBatch(ChangeEventArgs e) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("batch", Guid.TryParse(e.Value as string, out var batch) ? batch : (Guid?)null));

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.Repeat || e.CtrlKey || e.AltKey || e.MetaKey || busy || clock.GetElapsedTime(shownAt) < Settles)
            return;
        var key = e.Key.ToLowerInvariant();
        if (key is [>= '1' and <= '9'] && key[0] - '1' is var index && index < candidates.Count)
            await DecideAsync(candidates[index].Vote);
        else if (key == "z")
            await UndoAsync();
        else if (key == "n")
            await PutOffAsync();
        else if (key == "m" && current!.CanAskMore)
            await AskMoreAsync();
        else if (key == "e" && Asked.Truth == TruthKind.Text)
            await EditAsync();
        else if (flagKeys.TryGetValue(key, out var flag) && Asked.Flags.Contains(flag))
            await DecideAsync(new Vote(flag, null));
    }

    private void Light(Candidate candidate, bool on)
    {
        lit = on ? candidate : null;
        StateHasChanged();
    }

    private async Task EditAsync()
    {
        text = candidates.FirstOrDefault(c => c.Vote.Text is not null)?.Vote.Text ?? "";
        await own.FocusAsync();
    }

    private async Task OwnKeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Escape")
            await panel.FocusAsync(preventScroll: true);
    }
}

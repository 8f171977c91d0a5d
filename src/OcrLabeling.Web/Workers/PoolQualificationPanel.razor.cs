using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Workers;

public sealed partial class PoolQualificationPanel(QualificationService service, StatsChoices choices, CurrentUserSource users, IDialogService dialogs)
{
    private QualificationView? view;
    private IReadOnlyList<BatchChoice> sources = [];
    private string? fault;

    [Parameter, EditorRequired] public PoolId PoolId { get; set; }

    protected override async Task OnInitializedAsync()
    {
        sources = (await choices.ReadAsync((await users.GetAsync()).Reader, CancellationToken.None)).Batches;
        await LoadAsync();
    }

    private async Task LoadAsync() => view = await service.FindAsync(PoolId, CancellationToken.None);

    private async Task<string?> AskAsync(QualificationDraft draft)
    {
        var outcome = await service.AskAsync(PoolId, draft, await WhoAsync(), CancellationToken.None);
        await LoadAsync();
        // the form has asked, not this component's own event
        StateHasChanged();
        return (outcome as QualificationOutcome.Refused)?.Reason;
    }

    private async Task StopAsync()
    {
        if (!await dialogs.ConfirmAsync("Remove qualification", "Every worker of this pool gets its work without being asked to qualify.", "Remove", isDestructive: true))
            return;
        await service.StopAsync(PoolId, await WhoAsync(), CancellationToken.None);
        await LoadAsync();
    }

    private async Task GrantAsync(QualificationRow row)
    {
        fault = null;
        await service.GrantAsync(PoolId, row.WorkerId, await WhoAsync(), CancellationToken.None);
        await LoadAsync();
    }

    private async Task ResetAsync(QualificationRow row)
    {
        fault = await service.ResetAsync(PoolId, row.WorkerId, await WhoAsync(), CancellationToken.None);
        await LoadAsync();
    }

    private async Task<Guid> WhoAsync() => (await users.GetAsync()).AccountId;

    private static string Label(QualificationRow row) => row switch
    {
        { Status: QualificationStatus.Passed, DecidedBy: not null } => "let in",
        { Status: QualificationStatus.Passed } => "passed",
        { Status: QualificationStatus.Failed } => "not passed",
        { Judged: > 0 } => "at it",
        _ => "not begun",
    };

    private static string? Tone(QualificationRow row) => row.Status switch { QualificationStatus.Passed => "good", QualificationStatus.Failed => "bad", _ => null };
}

using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Accounts;

public sealed partial class UsersPage(AccountDirectory directory, CurrentUserSource users, IDialogService dialogs)
{
    private MudDataGrid<AccountRow>? grid;
    private bool creating;
    private string search = "";
    private string? notice;

    // a select whose change was refused must be drawn anew to show the role that still holds
    private int version;

    private async Task<GridData<AccountRow>> LoadAsync(GridState<AccountRow> state, CancellationToken ct)
    {
        var rows = await directory.ListAsync(search, state.Page * state.PageSize, state.PageSize, ct);
        return new() { Items = rows.Items, TotalItems = rows.Total };
    }

    private async Task SearchAsync(ChangeEventArgs e)
    {
        search = (e.Value as string ?? "").Trim();
        grid!.NavigateTo(Page.First);
        await grid.ReloadServerData();
    }

    private async Task OnCreatedAsync(NewAccount account)
    {
        creating = false;
        notice = $"{account.DisplayName} can sign in as {account.Email} with the password {account.Password}. It is shown only now.";
        await grid!.ReloadServerData();
    }

    private async Task ChangeRoleAsync(AccountRow account, Role role)
    {
        if (!await dialogs.ConfirmAsync($"Make {account.DisplayName} {role}", $"{account.DisplayName} is {account.Role} now. {MeaningOf(role)} Open sessions of the old role end within a minute.", "Change role"))
        {
            // the select shows what still holds
            version++;
            return;
        }
        await ShowAsync(await directory.ChangeRoleAsync(account.Id, role, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} is {role} now.");
    }

    private static string MeaningOf(Role role) => role switch
    {
        Role.Admin => "An administrator may do everything, accounts included.",
        Role.Scientist => "A scientist sees documents, batches and results.",
        Role.Worker => "A worker sees the work of their pools and nothing else.",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private async Task LockOrUnlockAsync(AccountRow account)
    {
        if (account.IsLocked)
            await ShowAsync(await directory.UnlockAsync(account.Id, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} can sign in again.");
        else if (await dialogs.ConfirmAsync("Lock account", $"{account.DisplayName} is signed out within a minute and cannot sign in again until unlocked.", "Lock", isDestructive: true))
            await ShowAsync(await directory.LockAsync(account.Id, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} is locked.");
    }

    private async Task ResetPasswordAsync(AccountRow account)
    {
        if (!await dialogs.ConfirmAsync("New password", $"The present password of {account.DisplayName} stops working at once.", "Make a new password", isDestructive: true))
            return;
        var password = PasswordSuggestion.New();
        await ShowAsync(await directory.ResetPasswordAsync(account.Id, password, await WhoAsync(), CancellationToken.None),
            $"The new password of {account.DisplayName} is {password}. It is shown only now.");
    }

    private async Task ShowAsync(AccountOutcome outcome, string done)
    {
        notice = outcome is AccountOutcome.Refused refused ? string.Join(" ", refused.Reasons) : done;
        version++;
        await grid!.ReloadServerData();
    }

    private async Task<Guid> WhoAsync() => (await users.GetAsync()).AccountId;
}

using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using Radzen;
using Radzen.Blazor;

namespace OcrLabeling.Web.Accounts;

public sealed partial class UsersPage(AccountDirectory directory, CurrentUserSource users, DialogService dialogs)
{
    // the grid asks for its first rows as long as this is null
    private Rows<AccountRow>? accounts;
    private RadzenDataGrid<AccountRow>? grid;
    private bool creating;
    private string search = "";
    private string? notice;

    // a select whose change was refused must be drawn anew to show the role that still holds
    private int version;

    private async Task LoadAsync(LoadDataArgs args) =>
        accounts = await directory.ListAsync(search, args.Skip ?? 0, args.Top ?? 25, CancellationToken.None);

    private async Task SearchAsync(ChangeEventArgs e)
    {
        search = (e.Value as string ?? "").Trim();
        await grid!.FirstPage(forceReload: true);
    }

    private async Task OnCreatedAsync(NewAccount account)
    {
        creating = false;
        notice = $"{account.DisplayName} can sign in as {account.Email} with the password {account.Password}. It is shown only now.";
        await grid!.Reload();
    }

    private async Task ChangeRoleAsync(AccountRow account, Role role)
    {
        if (!await ConfirmAsync($"{account.DisplayName} is {account.Role} now. {MeaningOf(role)} Open sessions of the old role end within a minute.", $"Make {account.DisplayName} {role}", "Change role"))
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
        else if (await ConfirmAsync($"{account.DisplayName} is signed out within a minute and cannot sign in again until unlocked.", "Lock account", "Lock"))
            await ShowAsync(await directory.LockAsync(account.Id, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} is locked.");
    }

    private async Task ResetPasswordAsync(AccountRow account)
    {
        if (!await ConfirmAsync($"The present password of {account.DisplayName} ends at once.", "New password", "Make one"))
            return;
        var password = PasswordSuggestion.New();
        await ShowAsync(await directory.ResetPasswordAsync(account.Id, password, await WhoAsync(), CancellationToken.None),
            $"The new password of {account.DisplayName} is {password}. It is shown only now.");
    }

    private async Task ShowAsync(AccountOutcome outcome, string done)
    {
        notice = outcome is AccountOutcome.Refused refused ? string.Join(" ", refused.Reasons) : done;
        version++;
        await grid!.Reload();
    }

    private async Task<bool> ConfirmAsync(string message, string title, string verb) =>
        await dialogs.Confirm(message, title, new ConfirmOptions { OkButtonText = verb, CancelButtonText = "Cancel" }) == true;

    private async Task<Guid> WhoAsync() => (await users.GetAsync()).AccountId;
}

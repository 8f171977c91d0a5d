using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Accounts;

public sealed partial class UsersPage(AccountDirectory directory, CurrentUserSource users, IDialogService dialogs, NavigationManager navigation)
{
    private Rows<AccountRow>? accounts;
    private bool creating;
    private string? notice;

    // what a select shows while it is asked about; afterwards it shows what holds
    private (Guid Id, Role Role)? asked;

    [SupplyParameterFromQuery(Name = "search")] private string? Sought { get; set; }

    [SupplyParameterFromQuery(Name = "role")] private string? RoleName { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private string Search => Sought ?? "";

    private Role? OfRole => Choice.Parse<Role>(RoleName);

    private TableAddress State => new(Sort, Number, Size);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => accounts = await directory.ListAsync(Search, State.Skip, State.Size, CancellationToken.None, OfRole, State.Order);

    private void Go(string search, Role? role) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["search"] = search.Length > 0 ? search : null, ["role"] = role?.ToString(), ["page"] = null,
    }));

    private async Task OnCreatedAsync(NewAccount account)
    {
        creating = false;
        notice = $"{account.DisplayName} can sign in as {account.Email} with the password {account.Password}. It is shown only now.";
        await LoadAsync();
    }

    private async Task ChangeRoleAsync(AccountRow account, Role role)
    {
        asked = (account.Id, role);
        if (await dialogs.ConfirmAsync($"Make {account.DisplayName} {role}", $"{account.DisplayName} is {account.Role} now. {MeaningOf(role)} Open sessions of the old role end within a minute.", "Change role"))
            await ShowAsync(await directory.ChangeRoleAsync(account.Id, role, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} is {role} now.");
        asked = null;
    }

    private static string MeaningOf(Role role) => role switch
    {
        Role.Admin => "An administrator may do everything, accounts included.",
        Role.Scientist => "A scientist sees documents, batches and results.",
        Role.Worker => "A worker sees the work of their pools and nothing else.",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private async Task RenameAsync(AccountRow account)
    {
        var by = await WhoAsync();
        if (await dialogs.AskNameAsync("Rename account", "Display name", account.DisplayName, Account.MaxDisplayNameLength, SaveAsync))
            await LoadAsync();

        async Task<string?> SaveAsync(string name) =>
            await directory.RenameAsync(account.Id, name, by, CancellationToken.None) is AccountOutcome.Refused refused ? string.Join(" ", refused.Reasons) : null;
    }

    private async Task LockOrUnlockAsync(AccountRow account)
    {
        if (account.IsLocked)
            await ShowAsync(await directory.UnlockAsync(account.Id, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} can sign in again.");
        else if (await dialogs.ConfirmAsync("Lock account", $"{account.DisplayName} is signed out within a minute and cannot sign in again until unlocked.", "Lock", isDestructive: true))
            await ShowAsync(await directory.LockAsync(account.Id, await WhoAsync(), CancellationToken.None), $"{account.DisplayName} is locked.");
    }

    private async Task ResetPasswordAsync(AccountRow account)
    {
        if (!await dialogs.ConfirmAsync("Reset password", $"The current password of {account.DisplayName} stops working at once.", "Reset password", isDestructive: true))
            return;
        var password = PasswordSuggestion.New();
        await ShowAsync(await directory.ResetPasswordAsync(account.Id, password, await WhoAsync(), CancellationToken.None),
            $"The new password of {account.DisplayName} is {password}. It is shown only now.");
    }

    private async Task ShowAsync(AccountOutcome outcome, string done)
    {
        notice = outcome is AccountOutcome.Refused refused ? string.Join(" ", refused.Reasons) : done;
        await LoadAsync();
    }

    private async Task<Guid> WhoAsync() => (await users.GetAsync()).AccountId;
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Web.Accounts;

public sealed partial class ChangePasswordPage(SignInManager<Account> signIn, UserManager<Account> users)
{
    private bool changed;
    private IReadOnlyList<string> faults = [];

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm] private Form? Input { get; set; }

    protected override void OnInitialized() => Input ??= new Form();

    private async Task ChangeAsync()
    {
        var account = await users.GetUserAsync(Context.User) ?? throw new InvalidOperationException("The signed-in account does not exist any more.");
        var result = await users.ChangePasswordAsync(account, Input!.Current, Input.New);
        faults = [.. result.Errors.Select(e => e.Description)];
        changed = result.Succeeded;
        if (changed)
            await signIn.RefreshSignInAsync(account);
    }

    private sealed class Form
    {
        [Required(ErrorMessage = "Enter your current password.")]
        public string Current { get; set; } = "";

        [Required(ErrorMessage = "Enter a new password.")]
        public string New { get; set; } = "";

        [Compare(nameof(New), ErrorMessage = "The new passwords do not match.")]
        public string Again { get; set; } = "";
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Web.Accounts;

public sealed partial class SignInPage(SignInManager<Account> signIn, NavigationManager navigation)
{
    private string? fault;

    [SupplyParameterFromForm] private Form? Input { get; set; }

    [SupplyParameterFromQuery] private string? ReturnPath { get; set; }

    protected override void OnInitialized() => Input ??= new Form();

    private async Task SignInAsync()
    {
        var result = await signIn.PasswordSignInAsync(Input!.Email, Input.Password, Input.StaySignedIn, lockoutOnFailure: true);
        if (result.Succeeded)
            navigation.NavigateTo(LocalPath.OrHome(ReturnPath));
        else
            fault = result.IsLockedOut
                ? "This account is locked. After failed attempts it opens again by itself; otherwise ask an administrator."
                : "E-mail and password do not fit together.";
    }

    private sealed class Form
    {
        [Required(ErrorMessage = "Your e-mail address is needed.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Your password is needed.")]
        public string Password { get; set; } = "";

        public bool StaySignedIn { get; set; }
    }
}

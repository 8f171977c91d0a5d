using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Web.Accounts;

public sealed partial class SignInPage(SignInManager<Account> signIn, NavigationManager navigation, IServiceProvider services)
{
    private string? fault;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm] private Form? Input { get; set; }

    [SupplyParameterFromQuery] private string? ReturnPath { get; set; }

    protected override void OnInitialized() => Input ??= new Form();

    private async Task SignInAsync()
    {
        var (guard, address) = (services.GetRequiredService<SignInGuard>(), Context.Connection.RemoteIpAddress);
        if (guard.IsStopped(address))
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            fault = T["Too many failed sign-ins from your network. Try again in ten minutes."];
            return;
        }
        using var turn = await services.GetRequiredService<PasswordTurns>().TakeAsync(Input!.Email, Context.RequestAborted);
        if (!turn.IsAcquired)
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            fault = T["Too many sign-in attempts for this account. Try again in a moment."];
            return;
        }
        var result = await signIn.PasswordSignInAsync(Input.Email, Input.Password, Input.StaySignedIn, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            navigation.NavigateTo(LocalPath.OrHome(ReturnPath));
            return;
        }
        guard.CountWrong(address);
        fault = result.IsLockedOut
            ? T["This account is locked. After failed attempts it unlocks by itself in ten minutes; otherwise ask an administrator."]
            : (string)T["Incorrect email or password."];
    }

    private sealed class Form
    {
        [Required(ErrorMessage = "Enter your email address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter your password.")]
        public string Password { get; set; } = "";

        public bool StaySignedIn { get; set; }
    }
}

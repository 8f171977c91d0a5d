using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Workers;

/// <summary>Where the link of an invitation leads.</summary>
public sealed partial class JoinPage(InvitationService service, SignInManager<Account> signIn, NavigationManager navigation, IServiceProvider services)
{
    private OpenOutcome invitation = new OpenOutcome.Unknown();
    private CurrentUser? user;
    private bool stopped;
    private IReadOnlyList<string> faults = [];

    [Parameter] public string Code { get; set; } = "";

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm] private Form? Input { get; set; }

    private string SignInPath => $"account/sign-in?returnPath={Uri.EscapeDataString($"/join/{Code}")}";

    protected override async Task OnInitializedAsync()
    {
        Input ??= new Form();
        var (guard, address) = (services.GetRequiredService<InvitationGuard>(), Context.Connection.RemoteIpAddress);
        stopped = guard.IsStopped(address);
        if (stopped)
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        user = Context.User.Identity is { IsAuthenticated: true } ? CurrentUser.From(Context.User) : null;
        invitation = await service.OpenAsync(Code, Context.RequestAborted);
        if (invitation is OpenOutcome.Unknown)
            guard.CountWrong(address);
    }

    private async Task SignUpAsync()
    {
        if (invitation is not OpenOutcome.Open open)
            return;
        switch (await service.SignUpAsync(Code, Input!.DisplayName, Input.Email, Input.Password, Context.RequestAborted))
        {
            case AccountOutcome.Done:
                var entered = await signIn.PasswordSignInAsync(Input.Email.Trim(), Input.Password, isPersistent: false, lockoutOnFailure: true);
                navigation.NavigateTo(entered.Succeeded ? AfterJoining(open) : "account/sign-in");
                break;
            case AccountOutcome.Refused refused:
                faults = refused.Reasons;
                break;
        }
    }

    private async Task JoinAsync()
    {
        if (invitation is OpenOutcome.Open open && user?.WorkerId is { } worker && await service.JoinAsync(Code, worker, Context.RequestAborted))
            navigation.NavigateTo(AfterJoining(open));
        else
            faults = ["This invitation is no longer valid."];
    }

    private static string AfterJoining(OpenOutcome.Open open) => open.HasNda ? $"/work/pools/{open.PoolId}/nda" : "/work";

    private sealed class Form
    {
        [Required(ErrorMessage = "Enter your name."), MaxLength(Account.MaxDisplayNameLength, ErrorMessage = "This name is too long.")]
        public string DisplayName { get; set; } = "";

        [Required(ErrorMessage = "Enter your email address."), EmailAddress(ErrorMessage = "This is not a valid email address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter a password.")]
        public string Password { get; set; } = "";
    }
}

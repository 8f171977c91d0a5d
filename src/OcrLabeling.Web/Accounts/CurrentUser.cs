using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Accounts;

/// <summary>Who is signed in. An endpoint takes it as a parameter; a component asks <see cref="CurrentUserSource"/>.</summary>
/// <param name="WorkerId">Null unless the role is Worker.</param>
public sealed record CurrentUser(Guid AccountId, string DisplayName, Role Role, WorkerId? WorkerId)
{
    internal const string DisplayNameClaim = "display_name";
    internal const string WorkerIdClaim = "worker_id";

    /// <summary>All projects that this person may see.</summary>
    public ProjectScope Reader => new(AccountId, Role == Role.Admin);

    /// <summary>The page shown after signing in.</summary>
    public string HomePath => Role == Role.Worker ? "/work" : "/documents";

    /// <exception cref="SignedOutException">Nobody is signed in: a page or an endpoint behind a policy sees that only when it happens while the page is open.</exception>
    public static CurrentUser From(ClaimsPrincipal principal) => new(
        Guid.Parse(Claim(principal, ClaimTypes.NameIdentifier)),
        Claim(principal, DisplayNameClaim),
        Choice.Parse<Role>(Claim(principal, ClaimTypes.Role)) ?? throw new InvalidOperationException("The signed-in user has a role that this version does not know."),
        principal.FindFirstValue(WorkerIdClaim) is { } id ? new WorkerId(Guid.Parse(id)) : null);

    /// <summary>Lets an endpoint take the current user as a parameter.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.User.Identity is { IsAuthenticated: true } ? From(context.User) : null);

    private static string Claim(ClaimsPrincipal principal, string type) =>
        principal.FindFirstValue(type) ?? throw new SignedOutException();
}

/// <summary>The account was locked, or the session has ended, while its page was open.</summary>
public sealed class SignedOutException() : InvalidOperationException("Nobody is signed in any more.");

/// <summary>The current user of a circuit or a static page.</summary>
public sealed class CurrentUserSource(AuthenticationStateProvider authentication)
{
    public async ValueTask<CurrentUser> GetAsync() => CurrentUser.From((await authentication.GetAuthenticationStateAsync()).User);
}

using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Web.Accounts;

/// <summary>A circuit can live for hours: it is signed out when the account's security stamp has changed (locked, new role, new password).</summary>
internal sealed class RevalidatingAuthentication(ILoggerFactory loggers, IServiceScopeFactory scopes, TimeSpan interval)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await IsStillAsync(authenticationState.User);
        }
        catch (Exception e) when (e is DbException or TimeoutException or ObjectDisposedException)
        {
            // the database is away for a while, or the host is going: it is asked again in a moment, and what the circuit does meanwhile needs the database, too
            return true;
        }
    }

    private async Task<bool> IsStillAsync(ClaimsPrincipal principal)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var stampClaim = scope.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        var account = await users.GetUserAsync(principal);
        return account is not null && principal.FindFirstValue(stampClaim) == await users.GetSecurityStampAsync(account);
    }
}

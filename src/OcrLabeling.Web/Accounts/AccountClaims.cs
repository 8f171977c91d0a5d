using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Web.Accounts;

/// <summary>What the cookie says about an account: id, role, display name, worker id.</summary>
internal sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options, IDbContextFactory<AppDb> databases)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ClaimTypes.Role, user.Role.ToString()));
        identity.AddClaim(new Claim(CurrentUser.DisplayNameClaim, user.DisplayName));
        if (user.Role == Role.Worker)
        {
            await using var db = await databases.CreateDbContextAsync();
            var worker = await db.Workers.AsNoTracking().SingleAsync(w => w.AccountId == user.Id);
            identity.AddClaim(new Claim(CurrentUser.WorkerIdClaim, worker.Id.ToString()));
        }
        return identity;
    }
}

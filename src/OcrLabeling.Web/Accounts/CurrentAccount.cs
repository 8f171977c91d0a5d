using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Web.Accounts;

/// <summary>Whoever acts for the team still does: the cookie alone is believed for a minute, and whoever is locked or loses a role is out at once. What workers may do is asked with each card.</summary>
internal sealed class CurrentAccountRequirement : IAuthorizationRequirement;

internal sealed class CurrentAccountHandler(IDbContextFactory<AppDb> databases, IOptions<IdentityOptions> identity) : AuthorizationHandler<CurrentAccountRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CurrentAccountRequirement requirement)
    {
        var user = context.User;
        if (user.IsInRole(nameof(Role.Worker)) || await IsCurrentAsync(user))
            context.Succeed(requirement);
    }

    private async Task<bool> IsCurrentAsync(ClaimsPrincipal user)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return false;
        var stamp = user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users.AnyAsync(a => a.Id == id && a.SecurityStamp == stamp && (a.LockoutEnd == null || a.LockoutEnd != Account.LockedForGood));
    }
}

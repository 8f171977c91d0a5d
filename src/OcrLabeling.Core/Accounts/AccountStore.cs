using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Accounts;

public static class AccountStore
{
    public const int MinPasswordLength = 10;
    public const int MaxFailedSignIns = 5;
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    /// <summary>Accounts and the audit log; <see cref="IWorkerAccounts"/> comes with the workers: ASP.NET Core Identity over <see cref="AppDb"/>. Passwords: length counts, not signs of every kind (NIST SP 800-63B, 5.1.1.2).</summary>
    public static IdentityBuilder AddAccountStore(this IServiceCollection services)
    {
        services.TryAddSingleton<WriteTransaction>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AccountDirectory>();
        return services.AddIdentityCore<Account>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.Password.RequiredLength = MinPasswordLength;
            options.Password.RequiredUniqueChars = 5;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = MaxFailedSignIns;
            options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
            options.Lockout.AllowedForNewUsers = true;
        }).AddEntityFrameworkStores<AppDb>().AddDefaultTokenProviders();
    }
}

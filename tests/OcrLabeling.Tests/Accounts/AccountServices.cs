using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Accounts;

/// <summary>The use cases around accounts on a test's database.</summary>
internal static class AccountServices
{
    public static ServiceProvider On(DatabaseFixture database) => new ServiceCollection().AddAccountsOn(database).BuildServiceProvider();

    public static IServiceCollection AddAccountsOn(this IServiceCollection services, DatabaseFixture database)
    {
        services.AddLogging().AddSingleton(TimeProvider.System).AddDataProtection();
        services.AddSingleton<IDbContextFactory<AppDb>>(database).AddScoped(_ => database.CreateDbContext());
        services.AddWorkerStore().AddAccountStore();
        return services;
    }
}

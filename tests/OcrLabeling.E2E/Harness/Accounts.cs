using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.E2E.Harness;

/// <summary>One account of each role and a pool with the worker in it, made in the host's database as the command line does.</summary>
internal static class Accounts
{
    public const string Password = "a long password for tests";
    public const string Pool = "Contractors";

    public static string EmailOf(Role role) => $"{role.ToString().ToLowerInvariant()}@example.org";

    public static async Task MakeAsync(string dataFolder)
    {
        await using var provider = Open(dataFolder);
        var pool = await provider.GetRequiredService<PoolDirectory>().CreateAsync(Pool, PoolKind.Contractors, null, CancellationToken.None);
        var poolId = ((CreatePoolOutcome.Created)pool).Id;
        foreach (var (role, name) in new[] { (Role.Admin, "Ada Admin"), (Role.Scientist, "Sam Scientist"), (Role.Worker, "Wanda Worker") })
            await MakeAsync(provider, new NewAccount(name, EmailOf(role), role, Password, role == Role.Worker ? new PoolEntry(poolId) : null));
    }

    /// <summary>So many more workers of the pool; their addresses.</summary>
    public static async Task<IReadOnlyList<string>> MakeWorkersAsync(string dataFolder, int count)
    {
        await using var provider = Open(dataFolder);
        var pool = (await provider.GetRequiredService<PoolList>().ListAsync(CancellationToken.None)).Single(p => p.Name == Pool);
        var emails = Enumerable.Range(1, count).Select(number => $"worker{number}@example.org").ToList();
        foreach (var (index, email) in emails.Index())
            await MakeAsync(provider, new NewAccount($"Worker {index + 1}", email, Role.Worker, Password, new PoolEntry(pool.Id)));
        return emails;
    }

    private static ServiceProvider Open(string dataFolder)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddDataProtection();
        services.AddDbContextFactory<AppDb>(options => options.UseSqliteDatabase($"Data Source={Path.Combine(dataFolder, "ocrlabeling.db")}"));
        services.AddWorkerStore().AddAccountStore();
        return services.BuildServiceProvider();
    }

    private static async Task MakeAsync(ServiceProvider provider, NewAccount account)
    {
        if (await provider.GetRequiredService<AccountDirectory>().CreateAsync(account, null, CancellationToken.None) is AccountOutcome.Refused refused)
            throw new InvalidOperationException(string.Join(" ", refused.Reasons));
    }
}

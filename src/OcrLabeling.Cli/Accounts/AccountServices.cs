using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Migrations;

namespace OcrLabeling.Cli.Accounts;

/// <summary>The accounts of a server, reached through its database; the server need not run.</summary>
internal static class AccountServices
{
    /// <summary>Settings come from environment variables as the server's do; <paramref name="dataFolder"/> wins over them.</summary>
    /// <exception cref="CommandFailedException">It is not said where the database is, it cannot be used, or another version made it.</exception>
    public static async Task<ServiceProvider> OpenAsync(string? dataFolder, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var storage = new StorageOptions { DataFolder = dataFolder ?? configuration["Storage:DataFolder"] ?? "" };
        var database = new DatabaseOptions { ConnectionString = configuration["Database:ConnectionString"] ?? "" };
        if (configuration["Database:Provider"] is { } provider)
            database.Provider = Choice.Parse<DatabaseProvider>(provider)
                ?? throw new CommandFailedException($"Database__Provider is \"{provider}\"; allowed are {Choice.Allowed<DatabaseProvider>()}.");
        if (storage.DataFolder.Length == 0 && database.ConnectionString.Length == 0)
            throw new CommandFailedException("Which server? Give its data folder with --data, or the settings it runs with: Storage__DataFolder, or Database__Provider and Database__ConnectionString.");

        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddDataProtection();
        services.AddDbContextFactory<AppDb>(options => options.UseConfiguredDatabase(database, storage));
        services.AddWorkerStore().AddAccountStore();
        var provided = services.BuildServiceProvider();
        await using var db = await provided.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync(ct);
        try
        {
            if (await ConfiguredDatabase.BringUpAsync(db, database.Provider, isAlone: false, ct) is { } fault)
                throw new CommandFailedException(fault);
        }
        catch (DbException e)
        {
            throw new CommandFailedException($"The database cannot be used: {e.Message}");
        }
        return provided;
    }
}

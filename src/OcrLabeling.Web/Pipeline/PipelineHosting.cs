using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Web.Hosting;
using Quartz;

namespace OcrLabeling.Web.Pipeline;

internal static class PipelineHosting
{
    /// <summary>The background jobs: scheduler, queue, runners of this room. Other rooms add their <see cref="IJobRunner"/>s themselves.</summary>
    public static void AddPipeline(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<PipelineOptions>(PipelineOptions.Section);
        builder.Services.AddSingleton<JobActivity>();
        builder.Services.AddSingleton<JobList>();
        builder.Services.AddSingleton<JobControl>();
        builder.Services.AddSingleton<JobExecution>();
        builder.Services.AddSingleton(services => new RunningJobs(isAlone: services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite));
        builder.Services.AddSingleton<PageReads>();
        builder.Services.AddSingleton<IJobQueue, QuartzJobQueue>();
        builder.Services.AddSingleton<IJobRunner, ReadPageRunner>();
        builder.AddJail();
        builder.AddScheduler();
        // after the scheduler, whose tables it asks
        builder.Services.AddHostedService<JobReconciler>();
    }

    private static void AddScheduler(this WebApplicationBuilder builder)
    {
        var database = Read<DatabaseOptions>(builder.Configuration, DatabaseOptions.Section);
        var storage = Read<StorageOptions>(builder.Configuration, StorageOptions.Section);
        var pipeline = Read<PipelineOptions>(builder.Configuration, PipelineOptions.Section);
        if (database.Provider == DatabaseProvider.Sqlite)
            builder.Services.AddHostedService(_ => new QueueFile(QueueIn(storage)));
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "OcrLabeling";
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(pipeline.Parallelism);
            quartz.UsePersistentStore(store =>
            {
                store.UseDatabaseOf(database, storage);
                store.ProvisionSchema();
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.RecoverFiringsCancelledByShutdown = true;
                });
            });
        });
        builder.Services.AddQuartzHostedService(options =>
        {
            options.WaitForJobsToComplete = true;
            options.AwaitApplicationStarted = false;
        });
    }

    /// <summary>The scheduler is set up before the configuration is checked: a faulty section counts as empty here, and the check then stops the host.</summary>
    private static TOptions Read<TOptions>(ConfigurationManager configuration, string section) where TOptions : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException)
        {
            return new TOptions();
        }
    }

    /// <summary>A server database holds the queue too, shared by all hosts; SQLite gets a file of its own, because a second writer would slow both down.</summary>
    private static void UseDatabaseOf(this IPersistentStoreBuilder store, DatabaseOptions database, StorageOptions storage)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.SqlServer:
                store.UseSqlServer(SqlClientFactory.Instance, database.ConnectionString);
                store.UseClustering();
                break;
            case DatabaseProvider.PostgreSql:
                store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                store.UseClustering();
                break;
            default:
                store.UseSqlite(SqliteFactory.Instance, QueueIn(storage));
                break;
        }
    }
    /// <summary>Who finds the file locked waits up to 30 s for it.</summary>
    private static string QueueIn(StorageOptions storage) => $"Data Source={storage.PathOf("jobs.db")};Default Timeout=30";
}

/// <summary>Sets the scheduler's own file to write-ahead logging before the scheduler opens it: who reads the queue does not wait for who writes it. The file remembers.</summary>
internal sealed class QueueFile(string connectionString) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

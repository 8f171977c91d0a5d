using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Extensions.Options;
using Npgsql;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Pipeline;

/// <summary>Hangfire: where its entries are kept, who works on them, and the page that shows them.</summary>
internal static class QueueHosting
{
    private const string Schema = "jobs";

    /// <summary>The names of this process's servers in the queue begin with it.</summary>
    public static string ServerName { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>A server that has not been heard of for so long has died.</summary>
    public static TimeSpan ServerTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>An entry whose worker gives no sign of life for so long is given to another one.</summary>
    private static readonly TimeSpan invisible = JobState.LeaseLength;

    private static readonly TimeSpan pollInterval = TimeSpan.FromSeconds(1);

    public static void AddQueue(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UnqueuedJobs>();
        builder.Services.AddSingleton<HangfireJobQueue>();
        builder.Services.AddSingleton<IJobQueue>(services => services.GetRequiredService<HangfireJobQueue>());
        // the host's own: what Hangfire calls the current storage is that of whichever host of the process was configured last
        builder.Services.AddSingleton(services => StorageOf(services.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        // only when it is used: the configuration is checked first
        builder.Services.AddHangfire((services, hangfire) => hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseLogProvider(new QueueLog(services.GetRequiredService<ILoggerFactory>()))
            .UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UseStorage(services.GetRequiredService<JobStorage>()));
        if (!builder.Configuration.RoleOfNode().WorksOnJobs())
            return;
        builder.AddServer(pipeline => pipeline.Parallelism, JobQueues.First, JobQueues.Pages);
        // trainings and evaluations take hours: they have a worker of their own and never fill the others
        builder.AddServer(_ => 1, JobQueues.Slow);
        builder.Services.AddHostedService<JobReconciler>();
    }

    /// <summary>What Hangfire knows, for administrators to look at.</summary>
    public static void MapQueue(this WebApplication app) => app.MapHangfireDashboardWithAuthorizationPolicy(Policies.Admin, "/jobs/queue", new DashboardOptions
    {
        AppPath = "/jobs",
        DashboardTitle = "Job queue",
        DisplayStorageConnectionString = false,
        // jobs are cancelled and retried on our own page, which knows their rows
        IsReadOnlyFunc = _ => true,
    });

    /// <summary>Whether entries end with the process.</summary>
    public static bool ForgetsEntries(DatabaseOptions database) => database.Provider == DatabaseProvider.Sqlite;

    private static void AddServer(this WebApplicationBuilder builder, Func<PipelineOptions, int> workers, params string[] queues) => builder.Services.AddHangfireServer((services, server) =>
    {
        server.ServerName = ServerName;
        server.WorkerCount = workers(services.GetRequiredService<IOptions<PipelineOptions>>().Value);
        server.Queues = queues;
        server.SchedulePollingInterval = pollInterval;
        server.HeartbeatInterval = ServerTimeout / 3;
        server.ServerTimeout = ServerTimeout;
        server.StopTimeout = TimeSpan.Zero;
        server.ShutdownTimeout = TimeSpan.FromSeconds(20);
    });

    /// <summary>A server database holds the queue too, shared by all nodes. With SQLite it is in memory: the rows know what it forgets, and there is no second writer to wait for.</summary>
    private static JobStorage StorageOf(DatabaseOptions database)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.SqlServer:
                return new SqlServerStorage(
                    database.ConnectionString, new SqlServerStorageOptions { SchemaName = Schema, SlidingInvisibilityTimeout = invisible, QueuePollInterval = pollInterval });
            case DatabaseProvider.PostgreSql:
                MakePostgreSqlTables(database.ConnectionString);
                var options = new PostgreSqlStorageOptions
                {
                    SchemaName = Schema, PrepareSchemaIfNecessary = false, UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = invisible, QueuePollInterval = pollInterval,
                };
                return new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, options), options);
            default:
                return new InMemoryStorage(new InMemoryStorageOptions());
        }
    }

    /// <summary>One server at a time: two that start together on a new database would hinder each other, and Hangfire goes on as if nothing had happened.</summary>
    private static void MakePostgreSqlTables(string connectionString)
    {
        // the lock ends with the connection
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand($"select pg_advisory_lock(hashtext('{Schema}'))", connection);
        command.ExecuteNonQuery();
        PostgreSqlObjectsInstaller.Install(connection, Schema);
    }
}

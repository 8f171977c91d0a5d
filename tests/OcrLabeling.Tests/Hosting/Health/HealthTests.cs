using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Web.Hosting.Health;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Hosting.Health;

/// <summary>Each test has a host of its own: one that is put right within <see cref="Readiness.Fresh"/> would still tell of the fault.</summary>
public sealed class HealthTests : IAsyncLifetime, IDisposable
{
    private readonly WebHostFixture host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)host).DisposeAsync();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_sound_server_is_alive_and_ready()
    {
        Assert.Equal("Healthy", await (await host.Browse().GetAsync("/health/live")).Content.ReadAsStringAsync());
        var (status, checks) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["database", "documents", "jail", "key", "queue"], checks.Keys.Order());
        Assert.All(checks.Values, state => Assert.Equal("Healthy", state));
    }

    [Fact]
    public async Task Another_key_is_told()
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.StorageKeyRecords.ExecuteDeleteAsync();
        var other = StorageKey.FromConfiguration(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "");
        db.StorageKeyRecords.Add(new StorageKeyRecord(other, DateTime.UnixEpoch));
        await db.SaveChangesAsync();
        Assert.StartsWith("The storage key is not the one", await FaultAsync("key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_told()
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("create trigger Stop before update on StorageKeyRecords begin select raise(fail, 'no'); end;");
        await db.StorageKeyRecords.ExecuteDeleteAsync();
        Assert.NotEqual("Healthy", await FaultAsync("database"));
    }

    [Fact]
    public async Task A_folder_of_documents_that_takes_no_file_is_told()
    {
        var storage = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value;
        if (Directory.Exists(storage.PathOf("blobs")))
            Directory.Delete(storage.PathOf("blobs"), recursive: true);
        await File.WriteAllTextAsync(storage.PathOf("blobs"), "in the way");
        Assert.NotEqual("Healthy", await FaultAsync("documents"));
    }

    [Fact]
    public async Task A_queue_that_stands_still_is_told()
    {
        var storage = host.Services.GetRequiredService<JobStorage>();
        using (var queue = storage.GetConnection())
        {
            foreach (var server in storage.GetMonitoringApi().Servers())
                queue.RemoveServer(server.Name);
        }
        Assert.Equal("The job queue does not run; pages wait to be read.", await FaultAsync("queue"));
    }

    [Fact]
    public async Task A_jail_that_cannot_be_set_up_is_told()
    {
        var state = host.Services.GetRequiredService<JailState>();
        await using var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { WorkerFolder = "/nowhere" }, TimeProvider.System, state.Note);
        await Assert.ThrowsAsync<OcrJailUnavailableException>(() => pool.WarmAsync());
        Assert.Contains("The jailed worker is not where it should be: /nowhere", await FaultAsync("jail"), StringComparison.Ordinal);
    }

    private async Task<string> FaultAsync(string check)
    {
        var (status, checks) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        return checks[check];
    }

    private async Task<(HttpStatusCode Status, Dictionary<string, string> Checks)> ReadyAsync()
    {
        using var response = await host.Browse().GetAsync("/health/ready");
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<Answer>())!.Checks);
    }

    private sealed record Answer(string Status, Dictionary<string, string> Checks);
}

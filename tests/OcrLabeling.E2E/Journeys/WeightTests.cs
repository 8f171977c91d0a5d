using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Journeys;

/// <summary>What a first visit loads over the wire, with nothing in the browser's cache.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class WeightTests(Stage stage, ITestOutputHelper output)
{
    private const int MostOfTeam = 500 * 1024;
    private const int MostOfWorker = 150 * 1024;

    [Theory]
    [InlineData("/documents"), InlineData("/batches"), InlineData("/stats")]
    public async Task A_screen_of_the_team_weighs_at_most_500_KB(string path)
    {
        await using var visit = await stage.SignInAsync(Role.Scientist, 1280);
        await CheckAsync(visit, path, () => Expect(visit.Page.Locator("h1")).ToBeVisibleAsync(), MostOfTeam);
    }

    /// <summary>Without the images of the cards, which are the work itself.</summary>
    [Fact]
    public async Task The_workers_page_weighs_at_most_150_KB()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Weight", ["Total"]);
        await using var worker = await stage.SignInAsync(Role.Worker, 1280);
        await CheckAsync(worker, batch.Path, () => Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync(), MostOfWorker);
        await worker.Page.GotoAsync("/work");
    }

    private async Task CheckAsync(Visit visit, string path, Func<Task> ready, int most)
    {
        var wire = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var (addresses, bytes) = (new Dictionary<string, string>(), new Dictionary<string, double>());
        wire.Event("Network.responseReceived").OnEvent += (_, e) => addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("response").GetProperty("url").GetString()!;
        wire.Event("Network.loadingFinished").OnEvent += (_, e) => bytes[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();
        await visit.Page.GotoAsync(path);
        await ready();
        await visit.Page.WaitForTimeoutAsync(2_000);
        var loaded = bytes.Where(b => !addresses.GetValueOrDefault(b.Key, "").Contains("/api/work/images/", StringComparison.Ordinal)).ToList();
        var total = loaded.Sum(b => b.Value);
        foreach (var (id, size) in loaded.OrderByDescending(b => b.Value).Take(12))
            output.WriteLine($"{size / 1024,8:N1} KB  {addresses.GetValueOrDefault(id)}");
        output.WriteLine($"{path}: {total / 1024:N0} KB in {loaded.Count} requests");
        Assert.True(total <= most, $"{path} loads {total / 1024:N0} KB; at most {most / 1024} KB are wanted.");
    }
}

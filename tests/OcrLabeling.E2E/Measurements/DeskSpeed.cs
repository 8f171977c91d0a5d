using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// How long after the key the next card is on the screen, focused and with its image, while the network takes 200 ms longer than it does; and how much of the
/// processor the page's main thread took for it, which a crowded machine does not change much.
/// <c>dotnet test tests/OcrLabeling.E2E -c Release --filter DeskSpeed --logger "console;verbosity=detailed"</c>
/// </summary>
[Collection(nameof(Stage))]
[Trait("Category", "Measurement")]
public sealed class DeskSpeed(Stage stage, ITestOutputHelper output)
{
    private const int Cards = 100;
    private const int AddedLatencyMilliseconds = 200;

    // a fast worker; twice this a card, so the next page has five seconds to be fetched
    private const int CardMilliseconds = 250;

    // Whether the first frame after the key shows another card, with its image decoded and the focus in it: that is the frame whose presentation is timed.
    private const string Watch = """
        () => {
          window.steps = [];
          addEventListener('keydown', event => {
            if (event.key !== 'Enter') return;
            const before = document.querySelector('.card.current');
            requestAnimationFrame(() => {
              const card = document.querySelector('.card.current');
              const image = card?.querySelector('[data-image]');
              const ready = card && card !== before && image.complete && image.naturalWidth > 0 && card.contains(document.activeElement);
              window.steps.push({ ready, turned: !before.isConnected });
            });
          }, true);
        }
        """;

    [Fact]
    public async Task Cards_follow_each_other_without_a_wait()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Speed", [.. Enumerable.Range(0, Cards + 20).Select(i => $"word{i}")]);
        await using var worker = await stage.SignInAsync(Role.Worker);
        var network = await worker.Page.Context.NewCDPSessionAsync(worker.Page);
        await network.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = AddedLatencyMilliseconds, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1,
        });
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await worker.Page.EvaluateAsync(Watch);
        var thread = await MainThread.OfAsync(worker);
        var processor = new List<Dictionary<string, double>>();
        var latency = await KeyLatency.StartAsync(worker);
        for (var i = 1; i <= Cards; i++)
        {
            await worker.Page.WaitForTimeoutAsync(CardMilliseconds);
            var before = await thread.ReadAsync();
            await worker.Page.Keyboard.PressAsync("Enter");
            await worker.Page.WaitForTimeoutAsync(CardMilliseconds);
            processor.Add((await thread.ReadAsync()).ToDictionary(m => m.Key, m => m.Value - before[m.Key]));
            await worker.Page.WaitForFunctionAsync("count => window.steps.length >= count", i);
        }
        var shown = await latency.StopAsync();
        var steps = await worker.Page.EvaluateAsync<Step[]>("window.steps");
        Assert.Equal(Cards, shown.Count);
        Assert.All(steps, s => Assert.True(s.Ready));
        Report("card to card", shown.Where((_, i) => !steps[i].Turned));
        Report("page to page", shown.Where((_, i) => steps[i].Turned));
        foreach (var kind in MainThread.Kinds)
        {
            Report($"{kind}, card to card", processor.Where((_, i) => !steps[i].Turned).Select(p => p[kind]));
            Report($"{kind}, page to page with fetching the one after it", processor.Where((_, i) => steps[i].Turned).Select(p => p[kind]));
        }
    }

    private void Report(string what, IEnumerable<double> milliseconds) => output.WriteLine(MainThread.Line(what, milliseconds));

    private sealed class Step
    {
        public bool Ready { get; set; }
        public bool Turned { get; set; }
    }
}

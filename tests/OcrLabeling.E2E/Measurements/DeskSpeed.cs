using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// How long after the key the next card stands there, painted, focused and with its image, while the network takes 200 ms longer than it does; and how much of the
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

    // from the key event, by its own time stamp, to the frame after the one that shows another card with a decoded image and the focus
    private const string Watch = """
        () => {
          window.steps = [];
          const ready = () => {
            const card = document.querySelector('.card.current');
            const image = card?.querySelector('[data-image]');
            return card && image.complete && image.naturalWidth > 0 && card.contains(document.activeElement) ? card : null;
          };
          addEventListener('keydown', event => {
            if (event.key !== 'Enter') return;
            const before = document.querySelector('.card.current'), page = before.parentElement.firstElementChild;
            const look = () => requestAnimationFrame(() => {
              const card = ready();
              if (!card || card === before) return look();
              const channel = new MessageChannel();
              channel.port1.onmessage = () => window.steps.push({ turned: card.parentElement.firstElementChild !== page, ms: performance.now() - event.timeStamp });
              channel.port2.postMessage(null);
            });
            look();
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
        for (var i = 1; i <= Cards; i++)
        {
            await worker.Page.WaitForTimeoutAsync(CardMilliseconds);
            var before = await thread.ReadAsync();
            await worker.Page.Keyboard.PressAsync("Enter");
            await worker.Page.WaitForTimeoutAsync(CardMilliseconds);
            processor.Add((await thread.ReadAsync()).ToDictionary(m => m.Key, m => m.Value - before[m.Key]));
            await worker.Page.WaitForFunctionAsync("count => window.steps.length >= count", i);
        }
        var steps = await worker.Page.EvaluateAsync<Step[]>("window.steps");
        Report("card to card", steps.Where(s => !s.Turned).Select(s => s.Ms));
        Report("page to page", steps.Where(s => s.Turned).Select(s => s.Ms));
        foreach (var kind in MainThread.Kinds)
        {
            Report($"{kind}, card to card", processor.Where((_, i) => !steps[i].Turned).Select(p => p[kind]));
            Report($"{kind}, page to page with fetching the one after it", processor.Where((_, i) => steps[i].Turned).Select(p => p[kind]));
        }
    }

    private void Report(string what, IEnumerable<double> milliseconds) => output.WriteLine(MainThread.Line(what, milliseconds));

    private sealed class Step
    {
        public bool Turned { get; set; }
        public double Ms { get; set; }
    }
}

using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// How long an edit of a page with a thousand words takes, from the key to the frame that shows it.
/// <c>dotnet test tests/OcrLabeling.E2E -c Release --filter PageEditSpeed --logger "console;verbosity=detailed"</c>
/// </summary>
[Collection(nameof(Stage))]
[Trait("Category", "Measurement")]
public sealed class PageEditSpeed(Stage stage, ITestOutputHelper output)
{
    private const int Words = 1000;
    private const int Edits = 100;

    // a fresh word to be split or merged; a key of the page's own making is not timed
    private const string NextWord = """
        splits => {
          const word = document.querySelector('[data-word]');
          word.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
          if (!splits) return;
          word.value = 'wordword';
          word.dispatchEvent(new Event('input', { bubbles: true }));
          word.setSelectionRange(4, 4);
        }
        """;

    [Fact]
    public async Task A_thousand_words_do_not_slow_an_edit_down()
    {
        var machine = PageTextForm.Write(Enumerable.Range(0, Words).Select(i =>
            new PageWord("word", [5 + i % 25 * 23, 4 + i / 25 * 19, 25 + i % 25 * 23, 18 + i / 25 * 19], i / 25, 0.95)));
        var batch = await DrawnBatch.OfPagesAsync(stage, "A thousand on a page", Template.DocumentTranscription, "{}", 1, machine);
        await using var worker = await stage.SignInAsync(Role.Worker);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("word")).ToBeFocusedAsync();
        var thread = await MainThread.OfAsync(worker);
        foreach (var (what, key) in new[] { ("next word", "Tab"), ("character typed", "x"), ("split", "Alt+s"), ("merge", "Alt+m"), ("delete", "Alt+Delete"), ("later in the order", "Alt+ArrowDown") })
        {
            // held before, so that each press is one key
            if (key.StartsWith("Alt+", StringComparison.Ordinal))
                await worker.Page.Keyboard.DownAsync("Alt");
            await MeasureAsync(worker, thread, what, key.Replace("Alt+", "", StringComparison.Ordinal));
            await worker.Page.Keyboard.UpAsync("Alt");
        }
    }

    private async Task MeasureAsync(Visit worker, MainThread thread, string what, string key)
    {
        var processor = new List<double>();
        var latency = await KeyLatency.StartAsync(worker);
        for (var i = 0; i < Edits; i++)
        {
            if (what is "split" or "merge")
                await worker.Page.EvaluateAsync(NextWord, what == "split");
            var before = (await thread.ReadAsync())["processor"];
            await worker.Page.Keyboard.PressAsync(key);
            await worker.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            processor.Add((await thread.ReadAsync())["processor"] - before);
        }
        var shown = await latency.StopAsync();
        Assert.Equal(Edits, shown.Count);
        output.WriteLine(MainThread.Line(what, shown));
        output.WriteLine(MainThread.Line($"{what}, processor", processor));
    }
}

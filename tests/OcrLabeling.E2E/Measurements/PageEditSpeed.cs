using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Labeling.Forms;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// How long an edit of a page with a thousand words takes, from the key to the painted frame.
/// <c>dotnet test tests/OcrLabeling.E2E -c Release --filter PageEditSpeed --logger "console;verbosity=detailed"</c>
/// </summary>
[Collection(nameof(Stage))]
[Trait("Category", "Measurement")]
public sealed class PageEditSpeed(Stage stage, ITestOutputHelper output)
{
    private const int Words = 1000;
    private const int Edits = 100;

    private const string Watch = """
        () => {
          window.steps = [];
          addEventListener('keydown', event => {
            if (['Alt', 'Shift'].includes(event.key)) return;
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => window.steps.push(performance.now() - event.timeStamp);
              channel.port2.postMessage(null);
            });
          }, true);
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
        await worker.Page.EvaluateAsync(Watch);
        var thread = await MainThread.OfAsync(worker);
        foreach (var (what, key) in new[] { ("next word", "Tab"), ("character typed", "x"), ("split", "Alt+s"), ("merge", "Alt+m"), ("delete", "Alt+Delete"), ("later in the order", "Alt+ArrowDown") })
            await MeasureAsync(worker, thread, what, key);
    }

    private async Task MeasureAsync(Visit worker, MainThread thread, string what, string key)
    {
        await worker.Page.EvaluateAsync("window.steps = []");
        var processor = new List<double>();
        for (var i = 1; i <= Edits; i++)
        {
            if (key == "Alt+s")
                await worker.Page.EvaluateAsync("() => { const word = document.querySelector('[data-word]'); word.value = 'wordword'; word.dispatchEvent(new Event('input', { bubbles: true })); word.setSelectionRange(4, 4); }");
            var before = (await thread.ReadAsync())["processor"];
            await worker.Page.Keyboard.PressAsync(key);
            await worker.Page.WaitForFunctionAsync("count => window.steps.length >= count", i);
            processor.Add((await thread.ReadAsync())["processor"] - before);
        }
        output.WriteLine(MainThread.Line(what, await worker.Page.EvaluateAsync<double[]>("window.steps")));
        output.WriteLine(MainThread.Line($"{what}, processor", processor));
    }
}

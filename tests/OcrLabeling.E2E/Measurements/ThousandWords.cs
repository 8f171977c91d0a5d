using System.Globalization;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// A thousand pre-filled words by keyboard alone: every tenth reading is wrong in one character somewhere in the word, every thirty-third image cannot be read.
/// The keys it takes are counted in the browser and timed by the keystroke-level model (Card, Moran and Newell, 1980).
/// <c>dotnet test tests/OcrLabeling.E2E -c Release --filter ThousandWords --logger "console;verbosity=detailed"</c>
/// </summary>
[Collection(nameof(Stage))]
[Trait("Category", "Measurement")]
public sealed class ThousandWords(Stage stage, ITestOutputHelper output)
{
    private const int Words = 1000;
    private const double MentalSeconds = 1.35;
    private const int Seed = 1980;

    private static readonly (string Who, double KeySeconds)[] typists = [("average skilled typist, 55 words a minute", 0.20), ("average non-secretary typist, 40 words a minute", 0.28)];

    private const string Count = """
        () => {
          Object.assign(window, { keys: 0, pointed: 0 });
          addEventListener('keydown', () => window.keys++, true);
          for (const name of ['mousedown', 'pointerdown', 'touchstart', 'wheel']) addEventListener(name, () => window.pointed++, true);
        }
        """;

    [Fact]
    public async Task Keyboard_alone_does_a_thousand_words()
    {
        var random = new Random(Seed);
        var plans = Enumerable.Range(0, Words).Select(i => Plan.Make(i, random)).ToList();
        var batch = await DrawnBatch.OfWordsAsync(stage, "A thousand words", plans.ConvertAll(p => p.Word), readings: plans.ConvertAll(p => p.Reading));
        await using var worker = await stage.SignInAsync(Role.Worker);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await worker.Page.EvaluateAsync(Count);
        foreach (var plan in plans)
        {
            // a person looks before typing; a script at full speed would type into a page that is still being fetched
            await worker.Page.WaitForFunctionAsync("() => document.querySelector('.card.current:not(.answered)')");
            foreach (var key in plan.Keys)
                await worker.Page.Keyboard.PressAsync(key);
        }
        await Expect(worker.Part("end")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(new() { Timeout = 60_000 });

        var answers = await batch.AnswersAsync();
        Assert.Equal(plans.Select(p => p.Unreadable ? null : p.Word), answers.Select(a => a.Text));
        Assert.Equal(plans.Select(p => p.Relation), answers.Select(a => a.Relation));
        Assert.Equal(0, await worker.Page.EvaluateAsync<int>("window.pointed"));
        // holding Alt is a stroke too
        var keys = await worker.Page.EvaluateAsync<int>("window.keys");
        output.WriteLine($"{Words} words, {answers.Count(a => a.Relation == PreLabelRelation.Accepted)} accepted, {answers.Count(a => a.Relation == PreLabelRelation.Edited)} edited, "
            + $"{answers.Count(a => a.Relation == PreLabelRelation.Flagged)} flagged; {keys} keys, 0 mouse events");
        foreach (var (who, keySeconds) in typists)
        {
            var seconds = Words * MentalSeconds + plans.Count(p => p.Relation != PreLabelRelation.Accepted) * MentalSeconds + keys * keySeconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {seconds / Words:F2} s a word, {Words / seconds * 3600:N0} words an hour"));
        }
    }

    private sealed record Plan(string Word, string Reading, bool Unreadable, IReadOnlyList<string> Keys)
    {
        public PreLabelRelation Relation => Unreadable ? PreLabelRelation.Flagged : Word == Reading ? PreLabelRelation.Accepted : PreLabelRelation.Edited;

        public static Plan Make(int index, Random random)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1)));
            if (index % 33 == 32)
                return new(word, word, true, ["Alt+4", "Enter"]);
            if (index % 10 != 9)
                return new(word, word, false, ["Enter"]);
            var wrong = random.Next(word.Length);
            // from the end that is nearer
            var (fromEnd, fromStart) = (word.Length - 1 - wrong, wrong);
            IEnumerable<string> wayThere = fromStart + 1 < fromEnd ? ["Home", .. Enumerable.Repeat("ArrowRight", fromStart), "Delete"] : [.. Enumerable.Repeat("ArrowLeft", fromEnd), "Backspace"];
            return new(word, word[..wrong] + '#' + word[(wrong + 1)..], false, [.. wayThere, word[wrong].ToString(), "Enter"]);
        }
    }
}

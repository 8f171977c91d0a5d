using System.Collections.Concurrent;
using System.Diagnostics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.E2E.Harness;
using Xunit.Abstractions;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// A hundred people at work on one server and one batch, at the speed of average typists: how long claims, images and answers take over HTTP, with the people on the same machine.
/// <c>dotnet test tests/OcrLabeling.E2E -c Release --filter FullFloor --logger "console;verbosity=detailed"</c>
/// </summary>
[Collection(nameof(Stage))]
[Trait("Category", "Measurement")]
public sealed class FullFloor(Stage stage, ITestOutputHelper output)
{
    private const int People = 100;
    private const int PageCards = 10;
    private static readonly TimeSpan length = TimeSpan.FromSeconds(90);

    // see ThousandWords: what a pre-filled word takes at 55 words a minute
    private static readonly TimeSpan cardTime = TimeSpan.FromSeconds(1.8);

    private readonly ConcurrentBag<double> claims = [], images = [], answers = [];

    [Fact]
    public async Task A_hundred_people_wait_for_nothing()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Full floor", [.. Enumerable.Range(0, 7000).Select(i => $"w{i}")]);
        var emails = await Accounts.MakeWorkersAsync(stage.Host.DataFolder, People);
        var end = new TaskCompletionSource();
        var starts = new List<Task<int>>();
        foreach (var (number, email) in emails.Index())
        {
            var client = await WorkClient.OpenAsync(stage.Host, email, batch.Id);
            starts.Add(Task.Run(() => WorkAsync(client, new Random(number), end.Task)));
        }
        // people are at work before the last has come; what counts begins then
        foreach (var times in new[] { claims, images, answers })
            times.Clear();
        var processor = stage.Host.ProcessorTime;
        await Task.Delay(length);
        var used = (stage.Host.ProcessorTime - processor) / length;
        end.SetResult();
        var given = (await Task.WhenAll(starts)).Sum();

        output.WriteLine($"{People} people, {answers.Count / length.TotalSeconds:0} answers a second, {used:0.00} of a processor in the host");
        output.WriteLine(MainThread.Line("claim of ten cards", claims));
        output.WriteLine(MainThread.Line("image", images));
        output.WriteLine(MainThread.Line("answer", answers));
        Assert.Equal(given, await batch.CountAsync(AssignmentStatus.Submitted));
        var stored = await batch.AnswersAsync();
        Assert.Equal((given, given), (stored.Count, stored.Select(a => a.TaskId).Distinct().Count()));
    }

    /// <summary>Always a page ahead, as the page is. Returns the number of answers, each of which was counted.</summary>
    private async Task<int> WorkAsync(WorkClient client, Random random, Task end)
    {
        using var _ = client;
        var (cards, given) = (new Queue<WorkClient.Card>(), 0);
        await Task.Delay(cardTime * random.NextDouble());
        while (!end.IsCompleted)
        {
            if (cards.Count <= PageCards)
            {
                foreach (var card in await TimedAsync(claims, () => client.ClaimAsync(PageCards)))
                {
                    await TimedAsync(images, async () =>
                    {
                        await client.FetchAsync(card);
                        return true;
                    });
                    cards.Enqueue(card);
                }
            }
            var pause = cardTime * (0.5 + random.NextDouble());
            await Task.Delay(pause);
            Assert.Equal("counted", await TimedAsync(answers, () => client.AnswerAsync(cards.Dequeue(), pause)));
            given++;
        }
        return given;
    }

    private static async Task<T> TimedAsync<T>(ConcurrentBag<double> times, Func<Task<T>> call)
    {
        var watch = Stopwatch.StartNew();
        var result = await call();
        times.Add(watch.Elapsed.TotalMilliseconds);
        return result;
    }
}

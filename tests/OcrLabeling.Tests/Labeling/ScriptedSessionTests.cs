using System.Diagnostics;
using System.Text.Json;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Sessions whose work and pauses are known, played against the page's own clock and taken in by the server: Net and Active come out within 5 %.</summary>
public sealed class ScriptedSessionTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    private const double Tolerance = 0.05;

    [Fact]
    public async Task Idle_gaps_of_more_than_thirty_seconds_are_net_but_not_active()
    {
        var session = new Session().Work("a", seconds: 120).Pause(45).Work("a", 90).Pause(25).Work("a", 60).Pause(300).Work("a", 30).Submit("a");
        // thinking for 25 seconds is work
        await AssertAsync(session, net: 120 + 45 + 90 + 25 + 60 + 300 + 30, active: 120 + 90 + 25 + 60 + 30);
    }

    [Fact]
    public async Task Time_in_which_nobody_sees_the_page_is_not_active()
    {
        var session = new Session().Work("a", 100).Hide("a").Pause(20).Show("a").Work("a", 100).Hide("a").Pause(600).Show("a").Work("a", 60).Submit("a");
        await AssertAsync(session, net: 100 + 20 + 100 + 600 + 60, active: 260);
    }

    [Fact]
    public async Task Two_tabs_side_by_side_count_an_hour_once()
    {
        var session = new Session();
        for (var turn = 0; turn < 15; turn++)
            session.Work("a", 8).Work("b", 7);
        session.Pause(90).Work("b", 60).Submit("b").Submit("a");
        await AssertAsync(session, net: 15 * 15 + 90 + 60, active: 15 * 15 + 60);
    }

    [Fact]
    public async Task Switching_between_tabs_counts_each_where_it_is_seen()
    {
        var session = new Session().Work("a", 60);
        for (var turn = 0; turn < 4; turn++)
            session.Hide("a").Show("b").Work("b", 50).Hide("b").Show("a").Work("a", 40);
        session.Submit("a").Show("b").Submit("b");
        await AssertAsync(session, net: 60 + 4 * 90, active: 60 + 4 * 90);
    }

    private async Task AssertAsync(Session session, double net, double active)
    {
        var answers = await PlayAsync(session.Events);
        using var floor = await LabelingFloor.OpenAsync(database, tasks: answers.Count, workers: 1);
        var started = floor.Clock.Now;
        var cards = new List<Card>();
        while (await floor.ClaimAsync(floor.Workers[0], TaskQueue.MaxCards) is { Count: > 0 } page)
            cards.AddRange(page);
        floor.Clock.Move(TimeSpan.FromHours(2));
        DateTime At(double milliseconds) => started.AddMilliseconds(milliseconds);
        await floor.Intake.SubmitAsync(floor.Workers[0],
            [.. answers.Zip(cards, (a, card) => new SubmittedAnswer(card.AssignmentId, 1, AnswerKind.Transcribed, "Total", 1, new AnswerTiming(At(a.ShownAt), At(a.SubmittedAt), (long)a.Active, null)))], default);
        var worker = (await new LabelingStatistics(database, floor.Clock).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, default)).Workers.Single();
        Assert.InRange(worker.Net.TotalSeconds / net, 1 - Tolerance, 1 + Tolerance);
        Assert.InRange(worker.Active.TotalSeconds / active, 1 - Tolerance, 1 + Tolerance);
    }

    private static async Task<List<Played>> PlayAsync(IEnumerable<object> events)
    {
        var start = new ProcessStartInfo("node", [Repository.File("tests/OcrLabeling.Tests/Labeling/replay-session.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { module = new Uri(Repository.File("wwwroot/labeling/clock.js")).AbsoluteUri, events }));
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<List<Played>>(output, JsonSerializerOptions.Web)!;
    }

    /// <summary>Milliseconds from the start of the session.</summary>
    private sealed record Played(string Tab, double ShownAt, double SubmittedAt, double Active);

    /// <summary>Inputs every second and a half or so, a card accepted every six seconds.</summary>
    private sealed class Session
    {
        private readonly Random random = new(7);
        private readonly List<object> events = [];
        private double now;
        private int inputs;

        public IEnumerable<object> Events => events;

        public Session Work(string tab, double seconds)
        {
            var end = now + 1000 * seconds;
            for (Add(tab, "input"); now < end;)
            {
                now = Math.Min(end, now + random.Next(500, 2500));
                Add(tab, ++inputs % 4 == 0 ? "accept" : "input");
            }
            return this;
        }

        public Session Submit(string tab) => Add(tab, "accept");

        public Session Hide(string tab) => Add(tab, "hide");

        public Session Show(string tab) => Add(tab, "show");

        public Session Pause(double seconds)
        {
            now += 1000 * seconds;
            return this;
        }

        private Session Add(string tab, string what)
        {
            events.Add(new { at = now, tab, what });
            return this;
        }
    }
}

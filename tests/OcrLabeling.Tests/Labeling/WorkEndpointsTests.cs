using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Hosting;

namespace OcrLabeling.Tests.Labeling;

public sealed partial class WorkEndpointsTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    private static int named;

    private IDbContextFactory<AppDb> Databases => host.Services.GetRequiredService<IDbContextFactory<AppDb>>();

    [Fact]
    public async Task The_next_batch_is_one_that_has_something_left()
    {
        using var floor = await OpenAsync();
        using var other = await OpenAsync();
        using var page = await StartAsync(floor);
        var next = new Uri($"/api/work/{floor.Batch.Id}/next", UriKind.Relative);
        using (var none = await page.GetAsync(next))
            Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        await using (var db = floor.CreateDbContext())
            await other.JoinAsync(await db.PoolMembers.Where(m => m.PoolId == floor.Pool.Id).Select(m => m.WorkerId).SingleAsync());
        using var document = JsonDocument.Parse(await page.GetStringAsync(next));
        Assert.Equal((other.Batch.Name, $"work/{other.Batch.Id}"), (document.RootElement.GetProperty("name").GetString(), document.RootElement.GetProperty("path").GetString()));
        await other.SetStatusAsync(BatchStatus.Paused);
        using var paused = await page.GetAsync(next);
        Assert.Equal(HttpStatusCode.NoContent, paused.StatusCode);
    }

    [Fact]
    public async Task A_worker_claims_sees_and_answers_a_card_once()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var cards = await ClaimAsync(page, floor);
        var card = cards[0].GetProperty("assignmentId").GetString();

        // what more it said might tell gold
        Assert.All(cards, c => Assert.Equal(["assignmentId", "draftKey", "width", "height", "preLabel", "image", "frame"], c.EnumerateObject().Select(p => p.Name)));

        using var image = await page.GetAsync(new Uri($"/api/work/images/{card}", UriKind.Relative));
        Assert.Equal("a word", await image.Content.ReadAsStringAsync());
        Assert.True(image.Headers.CacheControl!.NoStore);

        Assert.Equal("counted", await AnswerAsync(page, card));
        Assert.Equal("unchanged", await AnswerAsync(page, card));
        // never shown as done
        Assert.Equal("refused", await AnswerAsync(page, card, "another text"));
        Assert.Equal("$25", (await floor.AnswersAsync()).Single().Text);
        using var gone = await page.GetAsync(new Uri($"/api/work/images/{card}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task An_answer_says_by_the_frame_of_its_card_which_way_the_image_lay()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var before = await ClaimAsync(page, floor);
        await using (var db = floor.CreateDbContext())
        {
            await db.Assignments.Where(a => a.BatchId == floor.Batch.Id).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Status, AssignmentStatus.Open).SetProperty(a => a.WorkerId, (WorkerId?)null).SetProperty(a => a.LeaseEndsAt, (DateTime?)null));
            await db.Tasks.Where(t => t.BatchId == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Turns, 1).SetProperty(t => t.TurnedAt, DateTime.UtcNow.AddSeconds(1)));
        }
        var after = await ClaimAsync(page, floor);
        Assert.All(before.Zip(after), card =>
        {
            Assert.Equal((card.First.GetProperty("frame").GetInt32() + 1) % 4, card.Second.GetProperty("frame").GetInt32());
            // what was begun on the old image is found, and its frame says how it lay
            Assert.Equal(card.First.GetProperty("draftKey").GetString(), card.Second.GetProperty("draftKey").GetString());
        });
        Assert.Equal("late", await AnswerAsync(page, before[0].GetProperty("assignmentId").GetString(), frame: before[0].GetProperty("frame").GetInt32()));
        Assert.Equal("counted", await AnswerAsync(page, after[1].GetProperty("assignmentId").GetString(), frame: after[1].GetProperty("frame").GetInt32()));
    }

    [Fact]
    public async Task Nobody_sees_the_image_of_another_workers_card()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        using var other = await StartAsync(floor);
        var card = (await ClaimAsync(page, floor))[0].GetProperty("assignmentId").GetString();
        using var image = await other.GetAsync(new Uri($"/api/work/images/{card}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, image.StatusCode);
    }

    [Fact]
    public async Task An_ended_lease_closes_the_image_but_not_the_answer()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var card = (await ClaimAsync(page, floor))[0].GetProperty("assignmentId").GetString();
        await using (var db = floor.CreateDbContext())
            await db.Assignments.Where(a => a.BatchId == floor.Batch.Id && a.Status == AssignmentStatus.Claimed)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, DateTime.UtcNow.AddSeconds(-1)));
        using var image = await page.GetAsync(new Uri($"/api/work/images/{card}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, image.StatusCode);
        Assert.Equal("counted", await AnswerAsync(page, card));
    }

    [Theory]
    [InlineData("/claim", "{\"count\":10}")]
    [InlineData("answers", "[]")]
    [InlineData("renew", "{\"assignments\":[],\"isActive\":true}")]
    [InlineData("reopen", "{\"assignmentId\":\"0198c1f0-0000-7000-8000-000000000000\"}")]
    [InlineData("/undo", "{}")]
    [InlineData("turned", "{\"assignmentId\":\"0198c1f0-0000-7000-8000-000000000000\"}")]
    [InlineData("refused/settled", "{\"answers\":[]}")]
    [InlineData("refused/dismiss", "{\"assignmentId\":\"0198c1f0-0000-7000-8000-000000000000\"}")]
    public async Task Without_the_token_nothing_is_done(string path, string body)
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        page.DefaultRequestHeaders.Remove("RequestVerificationToken");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var target = path.StartsWith('/') ? $"/api/work/{floor.Batch.Id}{path}" : $"/api/work/{path}";
        using var response = await page.PostAsync(new Uri(target, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("antiforgery", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
        Assert.Empty(await floor.ClaimsAsync());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.NoContent, AssignmentStatus.Open)]
    [InlineData(false, HttpStatusCode.BadRequest, AssignmentStatus.Claimed)]
    public async Task A_closing_page_gives_its_cards_back_with_a_form_that_carries_the_token(bool withToken, HttpStatusCode expected, AssignmentStatus status)
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var cards = await ClaimAsync(page, floor);
        var token = page.DefaultRequestHeaders.GetValues("RequestVerificationToken").Single();
        page.DefaultRequestHeaders.Remove("RequestVerificationToken");
        using var form = new MultipartFormDataContent();
        if (withToken)
            form.Add(new StringContent(token), "__RequestVerificationToken");
        foreach (var card in cards)
            form.Add(new StringContent(card.GetProperty("assignmentId").GetString()!), "assignment");
        using var response = await page.PostAsync(new Uri("/api/work/return", UriKind.Relative), form);
        Assert.Equal(expected, response.StatusCode);
        Assert.All(await floor.AssignmentsAsync(), a => Assert.Equal(status, a.Status));
    }

    [Fact]
    public async Task A_heartbeat_names_the_cards_that_are_still_held()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var ids = (await ClaimAsync(page, floor)).Select(c => c.GetProperty("assignmentId").GetGuid()).ToList();
        using var response = await page.PostAsJsonAsync("/api/work/renew", new { assignments = ids.Append(Guid.NewGuid()), isActive = true });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(ids.Order(), answer.GetProperty("held").EnumerateArray().Select(h => h.GetGuid()).Order());
        Assert.Empty(answer.GetProperty("lost").EnumerateArray());
    }

    [Theory]
    [InlineData(ClaimEnding.Turned, "The page was turned.")]
    [InlineData(ClaimEnding.Expired, "Your time for this card has ended.")]
    [InlineData(ClaimEnding.Recalled, "This batch is not open.")]
    public async Task A_heartbeat_says_why_a_card_is_lost(ClaimEnding ending, string reason)
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var card = (await ClaimAsync(page, floor))[0].GetProperty("assignmentId").GetGuid();
        await using (var db = floor.CreateDbContext())
        {
            var cards = db.Assignments.Where(a => a.BatchId == floor.Batch.Id);
            await db.RecallAsync(cards, DateTime.UtcNow, default, ending);
            if (ending == ClaimEnding.Recalled)
                await db.Batches.Where(b => b.Id == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, BatchStatus.Paused));
        }
        using var response = await page.PostAsJsonAsync("/api/work/renew", new { assignments = new[] { card }, isActive = true });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Empty(answer.GetProperty("held").EnumerateArray());
        var lost = Assert.Single(answer.GetProperty("lost").EnumerateArray());
        Assert.Equal((card, reason), (lost.GetProperty("assignmentId").GetGuid(), lost.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Each_worker_has_a_key_of_their_own_that_stays_the_same_and_is_kept_nowhere()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        using var other = await StartAsync(floor);
        var address = new Uri("/api/work/key", UriKind.Relative);
        using var response = await page.GetAsync(address);
        var key = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, await page.GetByteArrayAsync(address));
        Assert.NotEqual(key, await other.GetByteArrayAsync(address));
        using var scientist = (await host.SignInAsync("Scientist")).Http;
        using var refused = await scientist.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task What_was_refused_is_given_back_to_the_worker_until_it_is_dismissed()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        var card = (await ClaimAsync(page, floor))[0].GetProperty("assignmentId").GetString();
        var tooLong = new string('x', Transcription.MaxLength + 1);
        Assert.Equal("refused", await AnswerAsync(page, card, tooLong));
        var address = new Uri($"/api/work/{floor.Batch.Id}/refused", UriKind.Relative);
        var refused = Assert.Single((await page.GetFromJsonAsync<JsonElement>(address)).EnumerateArray());
        Assert.Equal((card, 1, "Transcribed", tooLong), (refused.GetProperty("assignmentId").GetString(), refused.GetProperty("revision").GetInt32(), refused.GetProperty("kind").GetString(), refused.GetProperty("text").GetString()));
        Assert.Contains("at most 400", refused.GetProperty("refused").GetString(), StringComparison.Ordinal);
        using var other = await StartAsync(floor);
        Assert.Empty((await other.GetFromJsonAsync<JsonElement>(address)).EnumerateArray());
        using var dismissed = await page.PostAsJsonAsync("/api/work/refused/dismiss", new { assignmentId = card });
        Assert.Equal(HttpStatusCode.OK, dismissed.StatusCode);
        Assert.Empty((await page.GetFromJsonAsync<JsonElement>(address)).EnumerateArray());
    }

    [Fact]
    public async Task Another_pool_and_no_batch_are_told_apart()
    {
        using var floor = await OpenAsync();
        using var foreign = await OpenAsync();
        using var page = await StartAsync(floor);
        using var forbidden = await page.PostAsJsonAsync($"/api/work/{foreign.Batch.Id}/claim", new { count = 1 });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        using var missing = await page.PostAsJsonAsync($"/api/work/{Guid.NewGuid()}/claim", new { count = 1 });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_scientist_is_no_worker_and_a_worker_sees_no_sandbox()
    {
        using var floor = await OpenAsync();
        var scientist = (await host.SignInAsync("Scientist")).Http;
        using var work = await scientist.GetAsync(new Uri($"/work/{floor.Batch.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, work.StatusCode);
        using var sandbox = await scientist.GetAsync(new Uri($"/batches/{floor.Batch.Id}/sandbox", UriKind.Relative));
        Assert.Contains("Nothing is saved", await sandbox.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await StartAsync(floor);
        using var refused = await page.GetAsync(new Uri($"/batches/{floor.Batch.Id}/sandbox", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty(await floor.ClaimsAsync());
    }

    [Fact]
    public async Task A_batch_there_is_not_and_one_without_tasks_are_said_to_be_so()
    {
        using var floor = await OpenAsync();
        using var page = await StartAsync(floor);
        Assert.Contains("Batch not found", await page.GetStringAsync(new Uri($"/work/{Guid.NewGuid()}", UriKind.Relative)), StringComparison.Ordinal);
        var scientist = (await host.SignInAsync("Scientist")).Http;
        using (var missing = await scientist.GetAsync(new Uri($"/batches/{Guid.NewGuid()}/sandbox", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var empty = await LabelingFloor.OpenAsync(Databases, tasks: 0, workers: 0);
        Assert.Contains("No task yet", await scientist.GetStringAsync(new Uri($"/batches/{empty.Batch.Id}/sandbox", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<LabelingFloor> OpenAsync()
    {
        var image = await host.Services.GetRequiredService<IBlobStore>().PutAsync("a word"u8.ToArray(), default);
        return await LabelingFloor.OpenAsync(Databases, tasks: 2, workers: 0, image: image);
    }

    /// <summary>A new worker of the floor's pool with the work page open: signed in, its token in the header.</summary>
    private async Task<HttpClient> StartAsync(LabelingFloor floor)
    {
        var name = $"worker-{Interlocked.Increment(ref named)}";
        var account = await host.AddAccountAsync(name, Role.Worker);
        await using (var db = floor.CreateDbContext())
            await floor.JoinAsync(await db.Workers.Where(w => w.AccountId == account).Select(w => w.Id).SingleAsync());
        var http = (await host.SignInAsync(name)).Http;
        var page = await http.GetStringAsync(new Uri($"/work/{floor.Batch.Id}", UriKind.Relative));
        http.DefaultRequestHeaders.Add("RequestVerificationToken", WebUtility.HtmlDecode(TokenPattern().Match(page).Groups[1].Value));
        return http;
    }

    private static async Task<JsonElement[]> ClaimAsync(HttpClient page, LabelingFloor floor)
    {
        using var response = await page.PostAsJsonAsync($"/api/work/{floor.Batch.Id}/claim", new { count = 10 });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("claimed", answer.GetProperty("outcome").GetString());
        return [.. answer.GetProperty("cards").EnumerateArray()];
    }

    private static async Task<string?> AnswerAsync(HttpClient page, string? card, string text = "$25", int? frame = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var response = await page.PostAsJsonAsync("/api/work/answers", new[]
        {
            new { assignmentId = card, frame, revision = 1, kind = "Transcribed", text, keystrokes = 3, shownAt = now - 2000, submittedAt = now - 100, active = 1500, firstKey = 400 },
        });
        return (await response.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("outcome").GetString();
    }

    [GeneratedRegex("<meta name=\"request-token\" content=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.E2E.Harness;

/// <summary>What a worker's page says to the server, without a browser.</summary>
internal sealed partial class WorkClient : IDisposable
{
    private readonly HttpClient http;
    private readonly BatchId batch;

    private WorkClient(HttpClient http, BatchId batch) => (this.http, this.batch) = (http, batch);

    /// <summary>Signs in and opens the work page of <paramref name="batch"/>.</summary>
    public static async Task<WorkClient> OpenAsync(RunningHost host, string email, BatchId batch)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseCookies = true }) { BaseAddress = new Uri(host.Url) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = FormToken().Match(await http.GetStringAsync(At("/account/sign-in"))).Groups[1].Value,
            ["Input.Email"] = email,
            ["Input.Password"] = Accounts.Password,
        });
        (await http.PostAsync(At("/account/sign-in"), form)).EnsureSuccessStatusCode();
        var page = await http.GetStringAsync(At($"/work/{batch}"));
        http.DefaultRequestHeaders.Add("RequestVerificationToken", PageToken().Match(page).Groups[1].Value);
        return new WorkClient(http, batch);
    }

    public async Task<IReadOnlyList<Card>> ClaimAsync(int count) => (await PostAsync<Claimed>($"/api/work/{batch}/claim", new { count })).Cards;

    public async Task FetchAsync(Card card) => (await http.GetAsync(At($"/{card.Image}"))).EnsureSuccessStatusCode();

    /// <summary>The outcome of the receipt.</summary>
    public async Task<string> AnswerAsync(Card card, TimeSpan shownFor)
    {
        var now = DateTimeOffset.UtcNow;
        var answer = new
        {
            card.AssignmentId, Revision = 1, Kind = nameof(AnswerKind.Transcribed), Text = card.PreLabel, Keystrokes = 1,
            ShownAt = (now - shownFor).ToUnixTimeMilliseconds(), SubmittedAt = now.ToUnixTimeMilliseconds(), Active = (long)shownFor.TotalMilliseconds, FirstKey = 300,
        };
        return (await PostAsync<List<Receipt>>("/api/work/answers", new[] { answer })).Single().Outcome;
    }

    public void Dispose() => http.Dispose();

    private async Task<T> PostAsync<T>(string path, object message)
    {
        using var response = await http.PostAsJsonAsync(At(path), message);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web))!;
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"request-token\" content=\"([^\"]+)\"")]
    private static partial Regex PageToken();

    /// <param name="Image">Path from the root.</param>
    public sealed record Card(Guid AssignmentId, string? PreLabel, string Image);

    private sealed record Claimed(string Outcome, IReadOnlyList<Card> Cards);

    private sealed record Receipt(Guid AssignmentId, string Outcome);
}

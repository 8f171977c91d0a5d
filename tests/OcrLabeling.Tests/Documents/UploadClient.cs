using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Tests.Hosting;

namespace OcrLabeling.Tests.Documents;

/// <summary>Uploads as the panel of the documents page does.</summary>
public sealed partial class UploadClient(FormClient browser)
{
    public sealed record Answer(string File, string Outcome, Guid? DocumentId, int? Pages, string? Reason);

    public async Task<HttpResponseMessage> SendAsync(byte[] file, string name, string category = "register_tapes", string privacy = "Public", string? consent = null, string? token = null, string? project = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(category), "category" }, { new StringContent(privacy), "privacy" } };
        if (consent is not null)
            form.Add(new StringContent(consent), "consentNote");
        if (project is not null)
            form.Add(new StringContent(project), "project");
        form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/documents", UriKind.Relative)) { Content = form };
        request.Headers.Add("RequestVerificationToken", token ?? await TokenAsync());
        return await browser.Http.SendAsync(request);
    }

    public async Task<IReadOnlyList<Answer>> UploadAsync(byte[] file, string name, string privacy = "Public", string? consent = null)
    {
        using var response = await SendAsync(file, name, privacy: privacy, consent: consent);
        response.EnsureSuccessStatusCode();
        var lines = await response.Content.ReadAsStringAsync();
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<Answer>(l, JsonSerializerOptions.Web)!)];
    }

    private async Task<string> TokenAsync() => TokenPattern().Match(await (await browser.GetAsync("/documents")).Content.ReadAsStringAsync()).Groups[1].Value;

    [GeneratedRegex("name=\"request-token\" content=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}

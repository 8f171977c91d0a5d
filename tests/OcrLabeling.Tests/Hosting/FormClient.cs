using System.Text.RegularExpressions;

namespace OcrLabeling.Tests.Hosting;

/// <summary>Sends forms as a browser does: with the antiforgery token of the page they stand on.</summary>
public sealed partial class FormClient(HttpClient http)
{
    public HttpClient Http => http;

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpResponseMessage> PostAsync(string path, string formName, params (string Name, string Value)[] fields)
    {
        var page = await (await GetAsync(path)).Content.ReadAsStringAsync();
        return await PostWithoutPageAsync(path, [("_handler", formName), ("__RequestVerificationToken", TokenPattern().Match(page).Groups[1].Value), .. fields]);
    }

    public async Task<HttpResponseMessage> PostWithoutPageAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string path = "/account/sign-in") =>
        PostAsync(path, "sign-in", ("Input.Email", email), ("Input.Password", password));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}

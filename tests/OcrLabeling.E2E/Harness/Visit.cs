namespace OcrLabeling.E2E.Harness;

/// <summary>One person's browser. Notes what must never happen: script errors, refused content, requests to other servers.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    static Visit() => Assertions.SetDefaultExpectTimeout(30_000);

    public Visit(IBrowserContext context, IPage page, string url)
    {
        this.context = context;
        Page = page;
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) => faults.Add("script error: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                faults.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                faults.Add("request to another server: " + request.Url);
        };
    }

    public IPage Page { get; }

    public ILocator Part(string testId) => Page.GetByTestId(testId);

    public async Task SignInAsync(string email, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Part("email").FillAsync(email);
        await Part("password").FillAsync(password);
        await Part("sign-in").ClickAsync();
        await Page.WaitForURLAsync(address => !address.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Kept in artifacts/screenshots for people to look at.</summary>
    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHost.Metadata("ScreenshotFolder"), name + ".png"), Animations = ScreenshotAnimations.Disabled });

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(faults);
    }
}

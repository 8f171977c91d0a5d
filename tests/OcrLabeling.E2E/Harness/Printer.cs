namespace OcrLabeling.E2E.Harness;

/// <summary>Debian's Chromium alone, for tests that bring their own hosts.</summary>
public sealed class Printer : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(Stage.Chromium);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }

    /// <summary>A PNG file for each text.</summary>
    public async Task<IReadOnlyList<byte[]>> PrintAsync(IEnumerable<string> texts, int width, int height)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var images = new List<byte[]>();
        foreach (var text in texts)
        {
            await page.SetContentAsync($"<body style='font: 18px serif; background: white'>{text}</body>");
            images.Add(await page.ScreenshotAsync());
        }
        await page.CloseAsync();
        return images;
    }
}

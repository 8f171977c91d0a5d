using OcrLabeling.Core.Accounts;

namespace OcrLabeling.E2E.Harness;

/// <summary>Host, accounts and Debian's Chromium, shared by all journeys of a run.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>How the browser of all tests is started.</summary>
    internal static BrowserTypeLaunchOptions Chromium => new()
    {
        ExecutablePath = "/usr/bin/chromium-headless-shell",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };

    private IPlaywright? playwright;
    private IBrowser? browser;

    public RunningHost Host { get; } = new();

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(Visit.Patience);
        await Host.StartAsync();
        await Accounts.MakeAsync(Host.DataFolder);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(Chromium);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A browser of somebody who is not signed in.</summary>
    public async Task<Visit> OpenAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Host.Url,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = width < 500,
            AcceptDownloads = true,
            // nothing is drawn for the sake of a movement
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(context, await context.NewPageAsync(), Host.Url);
    }

    public async Task<Visit> SignInAsync(Role role, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await OpenAsync(width, height, scheme);
        await visit.SignInAsync(Accounts.EmailOf(role), Accounts.Password);
        return visit;
    }
}

[CollectionDefinition(nameof(Stage))]
public sealed class StageDefinition : ICollectionFixture<Stage>;

/// <summary>A second one beside it, for tests that look only and for journeys that leave the server alone.</summary>
[CollectionDefinition(Name)]
public sealed class SecondStageDefinition : ICollectionFixture<Stage>
{
    public const string Name = "Second stage";
}

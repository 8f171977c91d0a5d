using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace OcrLabeling.E2E.Harness;

/// <summary>One person's browser. Notes what must never happen: script errors, refused content, requests to other servers.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const int LeastWide = 800;

    /// <summary>Milliseconds that anything is waited for: a busy machine is slow, not wrong.</summary>
    public const float Patience = 90_000;

    private static readonly string axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    static Visit() => Assertions.SetDefaultExpectTimeout(Patience);

    public Visit(IBrowserContext context, IPage page, string url)
    {
        this.context = context;
        Page = page;
        page.SetDefaultTimeout(Patience);
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

    /// <summary>What a page says for a moment, beside itself.</summary>
    public ILocator Told => Page.Locator(".mud-snackbar");

    /// <summary>Rows of a table; a grid marks them by a class.</summary>
    public ILocator Rows(string kind) => Page.Locator("tr." + kind);

    public async Task SignInAsync(string email, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Part("email").FillAsync(email);
        await Part("password").FillAsync(password);
        await Part("sign-in").ClickAsync();
        await Page.WaitForURLAsync(address => !address.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Kept in artifacts/screenshots for people to look at, where OCRLAB_SCREENSHOTS is set; taking them is a good part of the time of all journeys.</summary>
    public Task ScreenshotAsync(string name) => Environment.GetEnvironmentVariable("OCRLAB_SCREENSHOTS") is not { Length: > 0 } ? Task.CompletedTask
        : Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHost.Metadata("ScreenshotFolder"), name + ".png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>Chooses the pool of the harness for a new batch; others may have names and kinds like it.</summary>
    public async Task ChoosePoolAsync()
    {
        var option = Part("pool").Locator("option", new() { HasTextRegex = new Regex($"^{Accounts.Pool} ") });
        await Part("pool").SelectOptionAsync((await option.GetAttributeAsync("value"))!);
    }

    /// <summary>Screenshots in light and dark, of other widths too when given; the page may not scroll sideways in any of them, nor keep anybody out.</summary>
    public async Task LookAsync(string name, params int[] widths)
    {
        var size = Page.ViewportSize!;
        foreach (var width in widths.Length == 0 ? [size.Width] : widths)
        {
            if (widths.Length > 0)
                await Page.SetViewportSizeAsync(width, size.Height);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await ScreenshotAsync($"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
                // colours are the same at every width, and all else is in every scheme
                if (width >= LeastWide || widths.Length == 0)
                    await CheckAccessAsync($"{name} at {width}, {scheme}", scheme == ColorScheme.Light ? new { } : new { runOnly = new[] { "color-contrast" } });
                else if (scheme == ColorScheme.Light)
                    await CheckAccessAsync($"{name} at {width}", new { rules = new Dictionary<string, object> { ["color-contrast"] = new { enabled = false } } });
            }
            Assert.False(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{name} scrolls sideways at {width}");
        }
        if (widths.Length == 0)
            return;
        await Page.SetViewportSizeAsync(size.Width, size.Height);
        // what is clicked next must not move under the pointer
        await Page.EvaluateAsync("""
            async () => {
              const places = () => [...document.querySelectorAll('body *')].slice(0, 400).map(e => { const { x, y, width } = e.getBoundingClientRect(); return `${x} ${y} ${width}`; }).join();
              let last = places();
              for (let looks = 0, still = 0; looks < 100 && still < 6; looks++) {
                await new Promise(resolve => setTimeout(resolve, 50));
                const now = places();
                still = now === last ? still + 1 : 0;
                last = now;
              }
            }
            """);
    }

    /// <summary>What axe-core calls serious or critical.</summary>
    /// <param name="options">Which of its rules are asked (https://github.com/dequelabs/axe-core/blob/develop/doc/API.md).</param>
    private async Task CheckAccessAsync(string where, object options)
    {
        if (await Page.EvaluateAsync<bool>("typeof axe === 'undefined'"))
            await Page.EvaluateAsync(axe);
        var found = await Page.EvaluateAsync<string[]>(
            """
            async options => (await axe.run(document, { ...options, resultTypes: ['violations'] })).violations.filter(v => ['serious', 'critical'].includes(v.impact)).flatMap(v =>
              v.nodes.slice(0, 3).map(n => `${v.id}, ${v.impact}: ${n.html} ${[...n.any, ...n.all, ...n.none].map(c => c.message).join('; ')}`))
            """, options);
        faults.AddRange(found.Select(fault => $"{where}: {fault}"));
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}

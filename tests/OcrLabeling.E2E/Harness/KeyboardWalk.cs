namespace OcrLabeling.E2E.Harness;

/// <summary>Somebody who has a keyboard and no mouse.</summary>
internal sealed class KeyboardWalk(Visit visit)
{
    private const int MostStops = 400;

    private static readonly string script = new StreamReader(typeof(KeyboardWalk).Assembly.GetManifestResourceStream("keyboard-walk.js")!).ReadToEnd();

    private IPage Page => visit.Page;

    /// <summary>Within the application where it is open and drawn already: a full load of each page would take most of the time.</summary>
    public async Task GoToAsync(string path)
    {
        const string Left = "left";
        // forms of an account are pages of their own
        if (!path.StartsWith("/account/", StringComparison.Ordinal) && await Page.EvaluateAsync<bool>("path => typeof Blazor !== 'undefined' && document.querySelector('h1') !== null && location.pathname !== path", path))
        {
            await Page.EvaluateAsync("([path, left]) => { document.querySelector('h1')?.classList.add(left); Blazor.navigateTo(path); }", new[] { path, Left });
            await Page.WaitForURLAsync($"**{path}*");
        }
        else
            await Page.GotoAsync(path);
        await Expect(Page.Locator($"h1:not(.{Left})").First).ToBeVisibleAsync();
        // a page that is still being drawn offers more a moment later
        await Expect(Page.Locator("[data-testid=skeleton], [data-testid=drawing], [data-testid=synthetic-words][aria-busy=true]")).ToHaveCountAsync(0);
        // a page of a circuit gives its title the focus, late on a busy machine; forms and pages that are not found do not
        await Page.EvaluateAsync("""
            async () => {
              for (let waits = 0; waits < 40 && typeof Blazor !== 'undefined' && document.activeElement?.localName !== 'h1'; waits++)
                await new Promise(resolve => setTimeout(resolve, 50));
            }
            """);
        await Page.EvaluateAsync(script);
        await Page.EvaluateAsync("walk.settled()");
    }

    public async Task<IReadOnlyList<string>> ThroughAsync(string path)
    {
        await GoToAsync(path);
        return await DownAsync(path);
    }

    /// <summary>From the top of the page to its bottom by Tab: everything is reached, in the order in which it stands there, and the focus is seen.</summary>
    /// <param name="name">What the faults are told of.</param>
    public async Task<IReadOnlyList<string>> DownAsync(string name)
    {
        await Page.EvaluateAsync("walk.begin()");
        for (var stops = 0; stops < MostStops && !await Page.EvaluateAsync<bool>("walk.isRound()"); stops += 10)
            for (var i = 0; i < 10; i++)
                await Page.Keyboard.PressAsync("Tab");
        var faults = await Page.EvaluateAsync<string[]>("[...walk.faults(), ...walk.deafRows().map(row => `Nothing opens the row ${row}`)]");
        return [.. faults.Select(fault => $"{name}: {fault}")];
    }

    /// <summary>A column sorts, a row is selected and a row opens.</summary>
    /// <param name="path">Of a list with rows.</param>
    /// <param name="selects">Rows can be selected.</param>
    public async Task ThroughTableAsync(string path, bool selects)
    {
        await GoToAsync(path);
        var head = Page.Locator("thead .head").First;
        await PressAsync(head, "Enter");
        await Expect(head).ToHaveAttributeAsync("data-direction", "descending");
        await Expect(head).ToBeFocusedAsync();
        await PressAsync(head, "Enter");
        await Expect(head).ToHaveAttributeAsync("data-direction", "ascending");
        if (selects)
        {
            var select = visit.Part("select").First;
            await PressAsync(select, "Space");
            await Expect(visit.Part("selected-count")).ToHaveTextAsync("1 selected");
            await Expect(select).ToBeFocusedAsync();
            await PressAsync(visit.Part("bulk-clear"), "Enter");
            await Expect(visit.Part("bulk-actions")).ToHaveCountAsync(0);
            await Expect(visit.Part("select-all")).ToBeFocusedAsync();
        }
        var name = Page.Locator("tbody td.name a").First;
        var address = await name.GetAttributeAsync("href");
        await PressAsync(name, "Enter");
        await Page.WaitForURLAsync($"**/{address}");
        await Expect(Page.Locator("h1").First).ToBeFocusedAsync();
    }

    /// <summary>A dialog takes the focus, keeps it while it is open, closes by Escape and gives the focus back.</summary>
    /// <param name="opener">What opens it.</param>
    /// <param name="back">What has the focus afterwards; <paramref name="opener"/> when left out.</param>
    /// <param name="key">What opens it there.</param>
    public async Task ThroughDialogAsync(ILocator opener, ILocator? back = null, string key = "Enter")
    {
        await PressAsync(opener, key);
        var dialog = Page.Locator(".mud-dialog");
        await Expect(dialog).ToBeVisibleAsync();
        var first = dialog.Locator("input, select, textarea, button").First;
        await Expect(first).ToBeFocusedAsync();
        var stops = await dialog.Locator("input, select, textarea, button").CountAsync();
        foreach (var tab in new[] { "Tab", "Shift+Tab" })
        {
            // past the end, and to where it began
            for (var i = 0; i < stops; i++)
            {
                await Page.Keyboard.PressAsync(tab);
                Assert.True(await Page.EvaluateAsync<bool>("document.activeElement.matches('.mud-dialog :is(input, select, textarea, button)')"), $"{tab} leaves the dialog of {opener}");
            }
            await Expect(first).ToBeFocusedAsync();
        }
        await Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(back ?? opener).ToBeFocusedAsync();
    }

    /// <summary>A menu leads to <paramref name="item"/> by arrow keys; the dialog that opens gives the focus back to the menu's button.</summary>
    public async Task ThroughMenuDialogAsync(ILocator menu, string item)
    {
        await LeadToAsync(menu, item);
        await ThroughDialogAsync(visit.Part(item), menu);
    }

    /// <summary>Takes <paramref name="item"/> of a menu.</summary>
    public async Task ChooseAsync(ILocator menu, string item)
    {
        await LeadToAsync(menu, item);
        await Page.Keyboard.PressAsync("Enter");
    }

    private async Task LeadToAsync(ILocator menu, string item)
    {
        await PressAsync(menu, "Enter");
        await Expect(visit.Part(item)).ToBeVisibleAsync();
        await Expect(Page.Locator("[role=menuitem]:focus")).ToHaveCountAsync(1);
        for (var i = 0; i < 10 && !await visit.Part(item).EvaluateAsync<bool>("item => item === document.activeElement"); i++)
        {
            var before = await Page.EvaluateHandleAsync("document.activeElement");
            await Page.Keyboard.PressAsync("ArrowDown");
            await Page.WaitForFunctionAsync("before => document.activeElement !== before", before);
        }
    }

    private static async Task PressAsync(ILocator control, string key)
    {
        await Expect(control).ToBeVisibleAsync();
        await control.FocusAsync();
        await control.PressAsync(key);
    }
}

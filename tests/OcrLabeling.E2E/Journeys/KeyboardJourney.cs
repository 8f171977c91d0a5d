using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>The team's screens without a mouse: every page, every table, every dialog.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class KeyboardJourney(Stage stage) : IAsyncLifetime
{
    // each journey brings its own
    private readonly string name = $"Keys {Guid.NewGuid().ToString("N")[..8]}";
    private Project project = null!;
    private DrawnBatch batch = null!;
    private Dataset dataset = null!, unread = null!;
    private EvaluationRun run = null!;
    private Document document = null!;

    public async Task InitializeAsync()
    {
        await PageImages.AddAsync(stage, name, 2);
        batch = await DrawnBatch.OfWordsAsync(stage, name, ["quantity", "Total"], overlap: 2);
        using var crowd = await Crowd.OfAsync(stage.Host, "Ida Keys", "Ora Keys");
        await crowd.AnswerAsync(crowd.Workers[0], batch.Id, _ => "quantity");
        await crowd.AnswerAsync(crowd.Workers[1], batch.Id, _ => "quantlty");
        await crowd.ResolveAsync(batch.Id);
        await using var db = HostData.Open(stage.Host);
        var (now, scientist) = (DateTime.UtcNow, db.Users.First(u => u.Role == Role.Scientist).Id);
        document = db.Documents.First(d => d.FileName.StartsWith(name));
        project = new Project(name, "", scientist, now);
        dataset = new Dataset(name, 1, Privacy.Public, null, batch.Id, null, scientist, now);
        dataset.Complete(dataset.Import.Start(now), 0, 0, new string('b', 64), now);
        unread = new Dataset($"Failed {Guid.NewGuid().ToString("N")[..8]}", 1, Privacy.Public, null, batch.Id, null, scientist, now);
        unread.Import.Start(now);
        unread.Import.Fail("The archive is damaged.", now);
        run = new EvaluationRun(dataset.Id, "tesseract", scientist, now);
        run.State.Start(now);
        run.State.Fail("Nothing to read.", now);
        db.AddRange(project, dataset, unread, run);
        await db.SaveChangesAsync();
    }

    /// <summary>Others here want no second project.</summary>
    public async Task DisposeAsync()
    {
        await using var db = HostData.Open(stage.Host);
        db.Projects.Single(p => p.Id == project.Id).Archive(DateTime.UtcNow);
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task Tab_leads_through_every_page()
    {
        List<string> faults = [];
        foreach (var byRole in ScreenshotTests.Screens.Where(s => s.Role is Role.Scientist or Role.Admin).GroupBy(s => s.Role!.Value))
        {
            await using var visit = await stage.SignInAsync(byRole.Key);
            var walk = new KeyboardWalk(visit);
            foreach (var path in byRole.Select(s => s.Path).Concat(byRole.Key == Role.Scientist ? Deeper() : await PoolAsync()))
                faults.AddRange(await walk.ThroughAsync(path));
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Tables_are_sorted_selected_and_opened_by_keys()
    {
        await using var visit = await stage.SignInAsync(Role.Scientist);
        var walk = new KeyboardWalk(visit);
        foreach (var (path, selects) in new[] { ("/documents", true), ("/batches", true), ("/datasets", true), ("/evaluations", false), ("/projects", false) })
            await walk.ThroughTableAsync(path, selects);

        // the grid of documents has rows of another kind
        await walk.GoToAsync("/documents");
        await visit.Part("view-grid").PressAsync("Enter");
        await Expect(visit.Part("view-grid")).ToBeFocusedAsync();
        await Expect(visit.Part("document-tile").First).ToBeVisibleAsync();
        Assert.Empty(await walk.DownAsync("The grid of documents"));
        await visit.Part("select").First.PressAsync("Space");
        await Expect(visit.Part("selected-count")).ToHaveTextAsync("1 selected");
        var address = await visit.Part("document-link").First.GetAttributeAsync("href");
        await visit.Part("document-link").First.PressAsync("Enter");
        await visit.Page.WaitForURLAsync($"**/{address}");
    }

    [Fact]
    public async Task The_focus_stays_near_where_what_had_it_goes()
    {
        await using var visit = await stage.SignInAsync(Role.Scientist);
        var walk = new KeyboardWalk(visit);
        await walk.GoToAsync("/datasets");
        var row = visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {name} v1", Exact = true });
        await row.PressAsync("Space");
        await visit.Part("bulk-archive").PressAsync("Enter");
        await Expect(row).ToHaveCountAsync(0);
        await Expect(visit.Part("bulk-actions")).ToHaveCountAsync(0);
        await Expect(visit.Part("select-all")).ToBeFocusedAsync();

        // a row goes by its own menu
        await walk.GoToAsync("/batches");
        var work = visit.Rows("batch-row").Filter(new() { HasText = name });
        var menu = work.GetByTestId("batch-menu").Locator("button");
        await menu.ClickAsync();
        await visit.Part("close").ClickAsync();
        await visit.Part("confirm").ClickAsync();
        await Expect(work).ToContainTextAsync("Closed");
        await walk.GoToAsync("/datasets");
        await walk.GoToAsync("/batches");
        await walk.ChooseAsync(menu, "archive");
        await Expect(work).ToHaveCountAsync(0);
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.closest('main') !== null && document.activeElement.localName !== 'main'");

        // a dialog gives the focus back to what is not there any more
        await walk.GoToAsync("/documents");
        var file = visit.Rows("document-row").Filter(new() { HasText = document.FileName });
        await file.GetByTestId("select").PressAsync("Space");
        await visit.Part("bulk-delete").PressAsync("Enter");
        await visit.Part("confirm").ClickAsync();
        await Expect(file).ToHaveCountAsync(0);
        await Expect(visit.Part("select-all")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Dialogs_take_the_focus_keep_it_and_give_it_back()
    {
        await using (var visit = await stage.SignInAsync(Role.Scientist))
        {
            var walk = new KeyboardWalk(visit);
            foreach (var (path, openers) in new[]
            {
                ("/documents", new[] { "bulk-tag", "bulk-move", "bulk-delete" }), ("/batches", ["bulk-move"]), ("/datasets", ["bulk-move"]),
                ($"/documents/{document.Id}", ["rename"]), ($"/datasets/{dataset.Id}", ["rename", "move"]), ($"/evaluations/{run.Id}", ["rename"]), ($"/datasets/{unread.Id}", ["discard-dataset"]), ("/projects", ["new-project"]), ($"/projects/{project.Id}", ["archive"]),
            })
            {
                await walk.GoToAsync(path);
                foreach (var opener in openers)
                {
                    if (opener.StartsWith("bulk", StringComparison.Ordinal) && !await visit.Part("bulk-actions").IsVisibleAsync())
                        await visit.Part("select").First.PressAsync("Space");
                    await walk.ThroughDialogAsync(visit.Part(opener));
                }
            }
            await visit.Part("find-member").FillAsync("sam");
            await walk.ThroughDialogAsync(visit.Part("add-Sam Scientist"));
            await visit.Part("add-Sam Scientist").PressAsync("Enter");
            await visit.Part("confirm").ClickAsync();
            await walk.ThroughDialogAsync(visit.Part("remove-Sam Scientist"));
            await walk.GoToAsync("/batches");
            var menu = visit.Rows("batch-row").Filter(new() { HasText = name }).GetByTestId("batch-menu").Locator("button");
            foreach (var item in new[] { "rename", "move", "close" })
                await walk.ThroughMenuDialogAsync(menu, item);
        }
        await using (var visit = await stage.SignInAsync(Role.Admin))
        {
            var walk = new KeyboardWalk(visit);
            await walk.GoToAsync("/admin/users");
            var email = Accounts.EmailOf(Role.Worker);
            foreach (var opener in new[] { "rename", "reset", "lock" })
                await walk.ThroughDialogAsync(visit.Part($"{opener}-{email}"));
            await walk.ThroughDialogAsync(visit.Part($"role-{email}"), key: "ArrowUp");
            await Expect(visit.Part($"role-{email}")).ToHaveValueAsync(nameof(Role.Worker));
        }
    }

    /// <summary>Of single things, which the list of screens does not have.</summary>
    private IEnumerable<string> Deeper() =>
    [
        "/adjudication", "/training", "/notebook", "/projects", "/notifications", $"/projects/{project.Id}", $"/documents/{document.Id}", $"/datasets/{dataset.Id}", $"/evaluations/{run.Id}",
        .. new[] { "", "/live", "/annotations", "/quality", "/adjudication", "/results", "/settings" }.Select(tab => $"/batches/{batch.Id}{tab}"),
    ];

    private async Task<IEnumerable<string>> PoolAsync()
    {
        await using var db = HostData.Open(stage.Host);
        return [$"/admin/pools/{db.Pools.First(p => p.Name == Accounts.Pool).Id}"];
    }
}

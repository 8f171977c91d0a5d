using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Every screen in light and dark, wide and narrow, kept in artifacts/screenshots; none of them may scroll sideways.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class ScreenshotTests(Stage stage)
{
    internal static readonly (Role? Role, string Path, string? Ready)[] Screens =
    [
        (null, "/account/sign-in", "sign-in"),
        (null, "/join/no-such-link", "join"),
        (Role.Admin, "/account/change-password", "change-password"),
        (Role.Admin, "/admin/users", "users"),
        (Role.Admin, "/admin/pools", "new-pool-form"),
        (Role.Admin, "/admin/pay", "pay-form"),
        (Role.Admin, "/admin/audit", "audit"),
        (Role.Scientist, "/documents", "upload"),
        (Role.Scientist, "/jobs", null),
        (Role.Scientist, "/batches", null),
        (Role.Scientist, "/batches/new", "create"),
        (Role.Scientist, "/stats", null),
        (Role.Scientist, "/datasets", null),
        (Role.Scientist, "/evaluations", null),
        (Role.Scientist, "/training/words", "another-sheet"),
        (Role.Scientist, "/admin/users", "status-page"),
        (Role.Scientist, "/no-such-page", "status-page"),
        (Role.Worker, "/work", null),
        (Role.Worker, "/work/stats", null),
        (Role.Worker, "/work/checks", null),
    ];

    private static readonly int[] widths = [1280, 390];

    [Fact]
    public async Task Every_screen_fits()
    {
        foreach (var byRole in Screens.GroupBy(s => s.Role))
        {
            await using var visit = byRole.Key is { } role ? await stage.SignInAsync(role) : await stage.OpenAsync();
            foreach (var (_, path, ready) in byRole)
            {
                await visit.Page.GotoAsync(path);
                await Expect(ready is null ? visit.Page.Locator("h1") : visit.Part(ready).First).ToBeVisibleAsync();
                await visit.LookAsync($"{path.Trim('/').Replace('/', '-')}-{byRole.Key?.ToString().ToLowerInvariant() ?? "anybody"}", widths);
            }
        }
    }

    [Fact]
    public async Task Documents_fit_as_a_grid_too_and_stay_one_in_this_browser()
    {
        await PageImages.AddAsync(stage, "longer-than-a-tile-is-wide", 2);
        foreach (var width in widths)
        {
            await using var visit = await stage.SignInAsync(Role.Scientist, width);
            await visit.Page.GotoAsync("/documents");
            await visit.Part("view-grid").ClickAsync();
            await visit.Part("select").First.CheckAsync();
            await visit.Page.ReloadAsync();
            await Expect(visit.Part("document-tile").First).ToBeVisibleAsync();
            await Expect(visit.Part("bulk-actions")).ToHaveCountAsync(0);
            await visit.Part("select").First.CheckAsync();
            await visit.LookAsync("documents-grid");
            // a tile leads to its document wherever it is pressed
            await visit.Part("document-tile").First.Locator(".preview").ClickAsync(new() { Force = true });
            await visit.Page.WaitForURLAsync("**/documents/*-*");
        }
    }

    [Fact]
    public async Task Every_template_fits()
    {
        var words = PageTextForm.Write([new("the", [60, 132, 90, 152], 0, 0.95), new("qu1ck", [160, 132, 208, 156], 0, 0.5), new("brown", [260, 132, 312, 152], 0, 0.8)]);
        (Template Template, DrawnBatch Batch)[] batches =
        [
            (Template.WordTranscription, await DrawnBatch.OfWordsAsync(stage, "Look words", ["Total", "Invoice", "$25.00", "quantity", "2026-11-22", "Straße"])),
            (Template.PageOrientation, await DrawnBatch.OfPagesAsync(stage, "Look orientation", Template.PageOrientation, "{}", 6)),
            (Template.RectSelect, await DrawnBatch.OfPagesAsync(stage, "Look boxes", Template.RectSelect, """{"words":5}""", 1)),
            (Template.DocumentCorners, await DrawnBatch.OfPagesAsync(stage, "Look corners", Template.DocumentCorners, "{}", 1)),
            (Template.DocumentTranscription, await DrawnBatch.OfPagesAsync(stage, "Look page", Template.DocumentTranscription, "{}", 1, words)),
        ];
        foreach (var width in widths)
        {
            await using var worker = await stage.SignInAsync(Role.Worker, width);
            foreach (var (template, batch) in batches)
            {
                await worker.Page.GotoAsync(batch.Path);
                await Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync();
                await worker.LookAsync($"work-{template}");
            }
            // a page that is left gives its cards back; a browser that is shut down may not
            await worker.Page.GotoAsync("/work");
            foreach (var (_, batch) in batches)
                await batch.UntilAsync(AssignmentStatus.Claimed, 0);
        }
    }

    [Fact]
    public async Task Every_screen_of_a_batch_fits()
    {
        using var crowd = await Crowd.OfAsync(stage.Host, "Ada Lovelace", "Grace Hopper");
        var (ada, grace) = (crowd.Workers[0], crowd.Workers[1]);
        PageWord[] page = [new("the", [60, 132, 90, 152], 0), new("quick", [160, 132, 208, 156], 0), new("brown", [260, 132, 312, 152], 0)];
        (string Name, DrawnBatch Batch, AnswerKind Kind, string Ada, string Grace)[] disputes =
        [
            ("words", await DrawnBatch.OfWordsAsync(stage, "Service words", ["quantity"], overlap: 2), AnswerKind.Transcribed, "quantity", "quantlty"),
            ("orientation", await DrawnBatch.OfPagesAsync(stage, "Service orientation", Template.PageOrientation, "{}", 1, "0", overlap: 2), AnswerKind.Labeled, "90", "180"),
            ("boxes", await DrawnBatch.OfPagesAsync(stage, "Service boxes", Template.RectSelect, """{"words":1}""", 1, overlap: 2), AnswerKind.Labeled, "[[60,132,90,152]]", "[[260,132,312,152]]"),
            ("corners", await DrawnBatch.OfPagesAsync(stage, "Service corners", Template.DocumentCorners, "{}", 1, overlap: 2), AnswerKind.Labeled,
                "[[20,20],[380,20],[380,280],[20,280]]", "[[60,20],[380,60],[380,280],[20,280]]"),
            ("page", await DrawnBatch.OfPagesAsync(stage, "Service page", Template.DocumentTranscription, "{}", 1, PageTextForm.Write(page), overlap: 2), AnswerKind.Labeled,
                PageTextForm.Write(page), PageTextForm.Write([page[0], page[1] with { Text = "qu1ck" }])),
        ];
        foreach (var (_, batch, kind, first, second) in disputes)
        {
            await crowd.AnswerAsync(ada, batch.Id, _ => first, kind);
            await crowd.AnswerAsync(grace, batch.Id, _ => second, kind);
            await crowd.ResolveAsync(batch.Id);
        }
        await using var visit = await stage.SignInAsync(Role.Scientist);
        foreach (var (name, batch, _, _, _) in disputes)
            await LookAsync($"/adjudication?batch={batch.Id}", "candidate", $"adjudication-{name}");
        foreach (var (name, batch, _, _, _) in new[] { disputes[0], disputes[^1] })
        {
            await LookAsync($"/batches/{batch.Id}", "figures", $"batch-{name}");
            await LookAsync($"/batches/{batch.Id}/settings", "settings-form", $"settings-{name}");
            await LookAsync($"/batches/{batch.Id}/adjudication", "candidate", $"batch-adjudication-{name}");
            await LookAsync($"/batches/{batch.Id}/live", "live-answer", $"live-{name}");
            await LookAsync($"/batches/{batch.Id}/results", "adjudication", $"results-{name}");
            await LookAsync($"/batches/{batch.Id}/quality", "agreement", $"quality-{name}");
        }

        async Task LookAsync(string path, string ready, string name)
        {
            await visit.Page.GotoAsync(path);
            await Expect(visit.Part(ready).First).ToBeVisibleAsync();
            await visit.LookAsync(name, widths);
        }
    }
}

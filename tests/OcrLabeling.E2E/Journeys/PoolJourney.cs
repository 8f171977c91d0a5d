using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Tasks;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>From an invitation to the first card of real work.</summary>
[Collection(nameof(Stage))]
public sealed class PoolJourney(Stage stage)
{
    private const string Pool = "Receipt readers";

    private static readonly string[] known = ["Total", "Invoice", "CASH", "12.50", "Thank", "you"];

    [Fact]
    public async Task An_invited_stranger_promises_qualifies_and_works()
    {
        await using var admin = await stage.SignInAsync(Role.Admin);
        await admin.Page.GotoAsync("/admin/pools");
        await admin.Part("new-pool-name").FillAsync(Pool);
        // other journeys know the one pool of contractors by its kind
        await admin.Part("new-pool-kind").SelectOptionAsync("Crowd");
        await admin.Part("create-pool").ClickAsync();
        await Expect(admin.Part($"pool-{Pool}")).ToBeVisibleAsync();
        var settled = await DrawnBatch.OfWordsAsync(stage, "Settled words", known, readings: known);
        await settled.SettleAsync(known);
        var real = await DrawnBatch.OfWordsAsync(stage, "Real receipts", ["Milk", "Bread", "Butter"], readings: ["Milk", "Bread", "Butter"], pool: Pool);

        await admin.Page.ReloadAsync();
        await admin.Part($"open-pool-{Pool}").ClickAsync();
        await admin.Part("pool-instructions-text").FillAsync("Type what you see.\n\nNever guess a price.");
        await admin.Part("save-pool-instructions").ClickAsync();
        await Expect(admin.Part("pool-instructions-note")).ToHaveTextAsync("Saved.");
        await admin.Part("nda-edit").FillAsync("You tell nobody what you read here.\n\nYou keep no copy.");
        await admin.Part("publish-nda").ClickAsync();
        await Expect(admin.Part("nda-version")).ToHaveTextAsync("version 1");
        await AskForQualificationAsync(admin);
        await admin.Part("invite-note").FillAsync("for Nina");
        await admin.Part("invite").ClickAsync();
        var link = new Uri(await admin.Part("invite-link").InputValueAsync());
        await admin.LookAsync("pools-pool", 390, 1280);
        var walk = new KeyboardWalk(admin);
        foreach (var opener in new[] { "revoke", "stop-qualification" })
            await walk.ThroughDialogAsync(admin.Part(opener));

        await using var nina = await stage.OpenAsync();
        await nina.Page.GotoAsync(link.PathAndQuery);
        await Expect(nina.Part("join")).ToContainTextAsync($"Join {Pool}");
        await nina.LookAsync("pools-join", 390, 1280);
        await nina.Part("join-name").FillAsync("Nina Newcomer");
        await nina.Part("join-email").FillAsync("nina@example.org");
        await nina.Part("join-password").FillAsync(Harness.Accounts.Password);
        await nina.Part("join-create").ClickAsync();

        await Expect(nina.Part("nda-text")).ToContainTextAsync("You keep no copy.");
        await nina.Page.GotoAsync("/work");
        await Expect(nina.Part("nda-needed")).ToBeVisibleAsync();
        await Expect(nina.Part("work-batch")).ToHaveCountAsync(0);
        await nina.LookAsync("pools-work-before-nda", 390, 1280);
        await nina.Part("read-nda").ClickAsync();
        await nina.Part("nda-agree").CheckAsync();
        await nina.LookAsync("pools-nda", 390, 1280);
        await nina.Part("nda-accept").ClickAsync();

        await Expect(nina.Part("qualification-needed")).ToBeVisibleAsync();
        await Expect(nina.Part("work-batch")).ToHaveCountAsync(1);
        await Expect(nina.Part("work-pool-instructions")).ToContainTextAsync("Never guess a price.");
        await nina.LookAsync("pools-work-before-qualification", 390, 1280);
        await nina.Part("start").ClickAsync();
        await Expect(nina.Part("card").First).ToBeVisibleAsync();
        await nina.Page.Keyboard.PressAsync("F1");
        await Expect(nina.Part("help-instructions")).ToContainTextAsync("Never guess a price.");
        await nina.LookAsync("work-help", 390, 1280);
        await nina.Page.Keyboard.PressAsync("Escape");
        for (var card = 1; card <= 5; card++)
        {
            await Expect(nina.Part("counter")).ToContainTextAsync($"Word {card} of 5");
            await nina.Page.Keyboard.PressAsync("Enter");
        }
        await Expect(nina.Part("end")).ToContainTextAsync("You passed", new() { Timeout = 60_000 });
        await nina.LookAsync("pools-passed", 390, 1280);

        await Expect(nina.Part("next-batch")).ToHaveTextAsync("Continue with Real receipts");
        await nina.Part("end").GetByRole(AriaRole.Link, new() { Name = "Back to work" }).ClickAsync();
        await Expect(nina.Part("work-batch")).ToContainTextAsync("Real receipts");
        await nina.Part("start").ClickAsync();
        await Expect(nina.Part("counter")).ToContainTextAsync("Word 1 of 3");
        await nina.Page.Keyboard.PressAsync("Enter");
        await real.UntilAsync(AssignmentStatus.Submitted, 1);
        await nina.Page.GotoAsync("/work/stats");
        await Expect(nina.Part("diary-Today").GetByTestId("diary-answers")).ToHaveTextAsync("6");
        await nina.LookAsync("pools-my-stats", 390, 1280);

        await admin.Page.ReloadAsync();
        await Expect(admin.Part("invitation-state")).ToHaveTextAsync("Used up");
        await Expect(admin.Rows("invitation-row")).ToContainTextAsync("Nina Newcomer");
        await Expect(admin.Rows("nda-row")).ToContainTextAsync("version 1");
        await Expect(admin.Part("qualification-state")).ToHaveTextAsync("passed");
        await admin.LookAsync("pools-pool-with-worker", 390, 1280);
        await admin.Page.GotoAsync("/admin/pay?per=answer&rate=0.05");
        await Expect(admin.Rows("pay-row").Filter(new() { HasText = "Real receipts" })).ToContainTextAsync("0.05");
        await admin.LookAsync("pools-pay", 390, 1280);
        var download = await admin.Page.RunAndWaitForDownloadAsync(() => admin.Part("pay-csv").ClickAsync());
        Assert.Contains("Nina Newcomer", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    private static async Task AskForQualificationAsync(Visit admin)
    {
        await admin.Part("qualification-name").FillAsync("Can you read?");
        await admin.Part("qualification-source").SelectOptionAsync("Settled words");
        await admin.Part("qualification-count").FillAsync("6");
        await admin.Part("qualification-cards").FillAsync("5");
        await admin.Part("qualification-percent").FillAsync("80");
        await admin.Part("qualification-corrupted").FillAsync("0");
        await admin.Part("qualification-blank").FillAsync("0");
        await admin.Part("ask-qualification").ClickAsync();
        await Expect(admin.Part("stop-qualification")).ToBeVisibleAsync();
    }
}

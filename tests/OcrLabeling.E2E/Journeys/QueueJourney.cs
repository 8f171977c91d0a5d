using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>What administrators see of the queue; the visit notes whatever our content security policy refuses.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class QueueJourney(Stage stage)
{
    [Fact]
    public async Task An_administrator_looks_into_the_queue_and_changes_nothing_there()
    {
        await using var visit = await stage.SignInAsync(Role.Admin);
        await visit.Page.GotoAsync("/jobs");
        await visit.Part("job-queue").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        await visit.ScreenshotAsync("job-queue");
        foreach (var page in new[] { "servers", "jobs/enqueued", "jobs/scheduled", "jobs/processing", "jobs/succeeded", "jobs/failed", "retries", "recurring" })
        {
            Assert.Equal(200, (await visit.Page.GotoAsync($"/jobs/queue/{page}"))!.Status);
            await Expect(visit.Page.Locator("h1").First).ToBeVisibleAsync();
        }
        await visit.Page.GotoAsync("/jobs/queue/servers");
        await Expect(visit.Page.GetByText("b-pages").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("c-slow").First).ToBeVisibleAsync();
        // longer than its figures take to come anew
        await Task.Delay(TimeSpan.FromSeconds(3));
        await visit.Page.GetByText("Back to site").ClickAsync();
        await Expect(visit.Part("job-queue")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nobody_else_is_led_there()
    {
        await using var visit = await stage.SignInAsync(Role.Scientist);
        await visit.Page.GotoAsync("/jobs");
        await Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(visit.Part("job-queue")).ToHaveCountAsync(0);
        Assert.Equal(403, (await visit.Page.GotoAsync("/jobs/queue"))!.Status);
    }
}

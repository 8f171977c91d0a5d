using Bunit;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Pipeline;

public sealed class JobsPageTests(SqliteDatabaseFixture database) : PageTests(database), IClassFixture<SqliteDatabaseFixture>
{
    [Fact]
    public void Without_jobs_the_page_says_where_they_come_from() =>
        Assert.Contains("uploaded", Open<JobsPage>("jobs").Find(Marked.ById("jobs-empty")).TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task A_job_shows_what_it_does_and_leads_to_its_page()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        var page = Open<JobsPage>("jobs");
        Assert.Equal("Queued 1", page.Find(Marked.ById("tab-Queued")).TextContent.Trim());
        var job = page.Find(".job");
        Assert.Contains("Read page", job.TextContent, StringComparison.Ordinal);
        Assert.Equal($"documents/{id}?page=1&engine=tesseract", job.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_and_queued_again()
    {
        await Use.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        var page = Open<JobsPage>("jobs");
        page.Find(Marked.ById("job-cancel")).Click();
        page.WaitForAssertion(() => Assert.Equal("receipt.png was cancelled.", Told));
        Navigation.NavigateTo("jobs?tab=cancelled");
        page.WaitForAssertion(() => Assert.Contains("Cancelled by Ada.", page.Find(Marked.ById("job-reason")).TextContent, StringComparison.Ordinal));
        page.Find(Marked.ById("job-retry")).Click();
        page.WaitForAssertion(() => Assert.Equal("receipt.png is queued again.", Told));
    }

    [Fact]
    public async Task All_failed_jobs_are_queued_again_at_once()
    {
        Use.Reader.BeforeReading = (_, _) => throw new FileRefusedException("Page 1 is damaged.");
        await Use.AddedAsync(FakeImageReader.File("one", "two"));
        await WorkAsync();
        var page = Open<JobsPage>("jobs");
        Assert.Equal(["Page 1 is damaged.", "Page 1 is damaged."], page.FindAll(Marked.ById("job-reason")).Select(r => r.TextContent));
        page.Find(Marked.ById("retry-all")).Click();
        page.WaitForAssertion(() => Assert.Equal("2 jobs queued again.", Told));
    }

    [Fact]
    public async Task The_page_follows_the_jobs()
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        var page = Open<JobsPage>("jobs");
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Equal("Done 1", page.Find(Marked.ById("tab-Done")).TextContent.Trim()));
    }
}

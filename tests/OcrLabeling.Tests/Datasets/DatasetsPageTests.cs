using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Datasets;

namespace OcrLabeling.Tests.Datasets;

public sealed class DatasetsPageTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private readonly DatabaseFixture database;

    public DatasetsPageTests(SqliteDatabaseFixture database) : base(database)
    {
        this.database = database;
        Services.AddSingleton<IBlobStore>(Use.Blobs);
        Services.AddSingleton(Use.Transaction);
        Services.AddSingleton<StoredArchive>();
        Services.AddSingleton<DatasetList>();
        Services.AddSingleton<DatasetCatalog>();
        Services.AddSingleton(Options.Create(new ImportOptions()));
    }

    [Fact]
    public async Task Several_datasets_are_archived_restored_and_moved_at_once()
    {
        await AddAsync(("forms", 1, true), ("receipts", 1, true), ("receipts", 2, true), ("unfilled", 1, false));
        var dialog = Render<MudDialogProvider>();
        var page = Open<DatasetsPage>("datasets");
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".dataset-row").Count));
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Empty(page.FindAll(Marked.ById("bulk-move")));
        page.Find(Marked.ById("bulk-archive")).Click();
        page.WaitForAssertion(() => Assert.Equal("3 datasets archived. Only complete datasets are archived: 1 stays in the list.", Told));
        Navigation.NavigateTo("datasets?archived=true");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".dataset-row").Count));
        Assert.Empty(page.FindAll(Marked.ById("bulk-actions")));
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-archive")).Click();
        page.WaitForAssertion(() => Assert.Equal("3 datasets restored.", Told));

        var other = Assert.IsType<NewProjectOutcome.Created>(await Services.GetRequiredService<ProjectDirectory>().CreateAsync("Other", "", Use.Scientist, default)).Id;
        Navigation.NavigateTo($"datasets?project={Project.DefaultId}&sort=name");
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".dataset-row").Count));
        page.FindAll(Marked.ById("select"))[0].Change(true);
        page.FindAll(Marked.ById("select"))[1].Change(true);
        page.Find(Marked.ById("bulk-move")).Click();
        Assert.Contains("All versions of each name", dialog.WaitForElement(Marked.ById("move-meaning")).TextContent, StringComparison.Ordinal);
        dialog.Find(Marked.ById("move-dialog")).Submit();
        // both versions of the one, whichever was selected
        page.WaitForAssertion(() => Assert.Equal("3 versions moved.", Told));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".dataset-row")));
        await using var db = database.CreateDbContext();
        Assert.Equal(3, db.Datasets.Count(d => d.ProjectId == other));
    }

    private async Task AddAsync(params (string Name, int Version, bool IsComplete)[] datasets)
    {
        await using var db = database.CreateDbContext();
        db.Add(new Account("Ada", "ada@example.org", Role.Scientist, Use.Clock.Now) { Id = Use.Scientist });
        foreach (var (name, version, isComplete) in datasets)
        {
            var dataset = new Dataset(name, version, Privacy.Public, null, null, new BlobId(new string('a', 64)), Use.Scientist, Use.Clock.Now);
            if (isComplete)
                dataset.Complete(dataset.Import.Start(Use.Clock.Now), 1, 0, new string('b', 64), Use.Clock.Now);
            db.Add(dataset);
        }
        await db.SaveChangesAsync();
    }
}

using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Labeling.Forms;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Labeling.Cards;
using OcrLabeling.Web.Quality;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Batches of a form that a team has written itself.</summary>
public sealed class CustomBatchTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private const string First = """{"total":"12.50","remark":null,"currency":"usd","marks":["logo"],"items":3,"rate":null,"where":[[1,2,30,20]]}""";
    private const string Second = """{"total":"12.60","remark":null,"currency":"usd","marks":["logo"],"items":3,"rate":null,"where":[[1,2,31,20]]}""";

    private readonly DatabaseFixture database;

    public CustomBatchTests(SqliteDatabaseFixture database) : base(database)
    {
        this.database = database;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<IBlobStore>(Use.Blobs);
        Services.AddSingleton<StoredArchive>();
        Services.AddSingleton<WriteTransaction>();
        Services.AddSingleton<BatchPlanning>();
        Services.AddSingleton<BatchList>();
        Services.AddSingleton<BatchSampling>();
        Services.AddWorkerStore();
    }

    [Fact]
    public async Task The_schema_is_checked_while_it_is_written_and_the_batch_keeps_it()
    {
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Pool("Customs", PoolKind.Contractors, Use.Clock.Now));
            await db.SaveChangesAsync();
        }
        await Use.AddedAsync(FakeImageReader.File("Total"), "receipt.png");
        await WorkAsync();
        var page = Open<NewBatchPage>("batches/new");
        page.Find(Marked.ById("template-Custom")).Change(true);
        Assert.Contains("6 fields", page.WaitForElement(Marked.ById("form-state")).TextContent, StringComparison.Ordinal);
        page.Find(Marked.ById("view-JSON")).Click();
        page.Find(Marked.ById("schema")).Input("{\n\"fields\": [\n{\"type\": \"texts\", \"name\": \"a\"}]}");
        Assert.Contains("Line 3, column 10: There is no type “texts”", page.Find(Marked.ById("schema-faults")).TextContent, StringComparison.Ordinal);
        page.Find(Marked.ById("name")).Change("Custom receipts");
        page.Find(Marked.ById("pool")).Change(page.Find(Marked.ById("pool")).Children.Single(o => o.TextContent.StartsWith("Customs", StringComparison.Ordinal)).GetAttribute("value"));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Line 3", page.Find(Marked.ById("fault-FormJson")).TextContent, StringComparison.Ordinal));
        page.Find(Marked.ById("schema")).Input("{\n\"fields\": [\n{\"type\": \"text\", \"name\": \"a\"}]}");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Matches("^batches/[0-9a-f-]{36}$", Address));
        await using var made = database.CreateDbContext();
        Assert.Equal("""{"fields":[{"type":"text","name":"a"}]}""", await made.Batches.Where(b => b.Name == "Custom receipts").Select(b => b.FormJson).SingleAsync());
    }

    [Fact]
    public async Task A_copy_of_a_form_with_instructions_of_its_own_has_them_in_the_one_place()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, template: Template.Custom, formJson: """{"instructions":"Look closely.","fields":[{"type":"text","name":"total","label":"Total"}]}""");
        var page = Open<NewBatchPage>($"batches/new?copy={floor.Batch.Id}");
        Assert.Contains("Look closely.", page.WaitForElement(Marked.ById("instructions")).GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal("1 field, no faults.", page.WaitForElement(Marked.ById("form-state")).TextContent);
        page.Find(Marked.ById("view-JSON")).Click();
        Assert.Equal("{\n  \"fields\": [\n    { \"type\": \"text\", \"name\": \"total\", \"label\": \"Total\" }\n  ]\n}", page.Find(Marked.ById("schema")).GetAttribute("value"));
    }

    [Fact]
    public void The_card_has_every_field_with_its_limits_and_labels()
    {
        var surface = Render<CustomCard>(p => p.Add(c => c.Form, (CustomForm)LabelingTemplate.Of(Template.Custom).Form(CustomFormTests.Schema)));
        Assert.Equal("12", surface.Find("[data-field=total] input").GetAttribute("data-limit"));
        Assert.Equal("true", surface.Find("[data-field=total] input").GetAttribute("aria-required"));
        Assert.NotNull(surface.Find("[data-field=remark] textarea"));
        Assert.Equal(["usd", "eur"], surface.FindAll("[data-field=currency] input[type=radio]").Select(i => i.GetAttribute("value")));
        Assert.Equal(3, surface.FindAll("[data-field=marks] input[type=checkbox]").Count);
        Assert.Equal(("0", "20", "1"), (Of("min"), Of("max"), Of("step")));
        Assert.Equal("2", surface.Find("[data-field=where]").GetAttribute("data-max"));

        string? Of(string attribute) => surface.Find("[data-field=items] input").GetAttribute(attribute);
    }

    [Fact]
    public async Task Answers_are_checked_resolved_decided_and_exported_field_by_field()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3, workers: 3, preLabel: null, template: Template.Custom, formJson: CustomFormTests.Schema);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        Assert.Contains("There is no field", Assert.IsType<AnswerOutcome.Refused>(await SubmitAsync(floor, 0, cards[0], """{"total":"1","sum":1}""")).Reason, StringComparison.Ordinal);
        foreach (var (worker, text) in new[] { (0, First), (1, First), (2, Second) })
        {
            cards = worker == 0 ? cards : await floor.ClaimAsync(floor.Workers[worker]);
            Assert.IsType<AnswerOutcome.Counted>(await SubmitAsync(floor, worker, cards.Single(c => c.Sequence == 0), text));
            // nobody agrees about the other one
            Assert.IsType<AnswerOutcome.Counted>(await SubmitAsync(floor, worker, cards.Single(c => c.Sequence == 1), $$"""{"total":"{{worker}}"}"""));
        }
        await new ConsensusResolver(floor.Databases, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        var tasks = (await new AnnotationGallery(floor.Databases).ReadAsync(ProjectScope.Everything, new GalleryFilter(floor.Batch.Id, Order: GalleryOrder.Sequence), 0, 10, default)).Tasks;
        Assert.Equal((ConsensusStatus.Resolved, First, 2), (tasks[0].Consensus!.Status, tasks[0].Consensus!.Text, tasks[0].Consensus!.AgreeingVotes));
        Assert.Equal(ConsensusStatus.Disputed, tasks[1].Consensus!.Status);

        var card = Render<TaskCard>(p => p.Add(c => c.Task, tasks[0]).Add(c => c.ImageUrl, "x.png"));
        Assert.Contains("total 12.50", card.Find(Marked.ById("truth")).TextContent, StringComparison.Ordinal);
        Assert.Contains("where 1 box", card.Find(Marked.ById("truth")).TextContent, StringComparison.Ordinal);
        Vote? decided = null;
        var form = Render<AdjudicationForm>(p => p.Add(f => f.Task, tasks[1]).Add(f => f.OnDecided, vote => { decided = vote; return Task.FromResult<string?>(null); }));
        form.Find(Marked.ById("truth-total")).Change("\"2\"");
        await form.Find(Marked.ById("decide-fields")).ClickAsync();
        Assert.Contains("\"total\":\"2\"", decided!.Value.Text, StringComparison.Ordinal);
        form.Find(Marked.ById("truth-total")).Change("");
        form.Find(Marked.ById("own-total")).Change("7");
        await form.Find(Marked.ById("decide-fields")).ClickAsync();
        Assert.Contains("\"total\":\"7\"", decided!.Value.Text, StringComparison.Ordinal);
        Assert.IsType<AdjudicationOutcome.Decided>(await new Adjudication(floor.Transaction, floor.Activity, floor.Clock).DecideAsync(tasks[1].Id, decided.Value.Kind, decided.Value.Text, Guid.NewGuid(), default));

        var results = new BatchResults(floor.Databases);
        Assert.Equal(["total", "remark", "currency", "marks", "items", "rate", "where"], await results.FieldsAsync(floor.Batch.Id, default));
        using var csv = new MemoryStream();
        await ResultWriters.WriteCsvAsync(results.ReadAsync(floor.Batch.Id), await results.FieldsAsync(floor.Batch.Id, default), csv, default);
        csv.Position = 0;
        using var reader = new StreamReader(csv);
        var head = (await reader.ReadLineAsync())!.Split(',');
        Assert.Equal(["answer.total", "answer.remark", "answer.currency"], head.SkipWhile(c => !c.StartsWith("answer.", StringComparison.Ordinal)).Take(3));
        Assert.Equal("consensus.where", head[^1]);
        var row = (await reader.ReadLineAsync())!;
        Assert.Contains(",12.50,,usd,\"[\"\"logo\"\"]\",3,,\"[[1,2,30,20]]\",12.50,,usd,", row, StringComparison.Ordinal);
        var lines = await results.ReadAsync(floor.Batch.Id).ToListAsync();
        Assert.Equal("usd", lines[0].Answers[0].Value!.Value.GetProperty("currency").GetString());
        Assert.Equal("7", lines[1].Consensus!.Value!.Value.GetProperty("total").GetString());
    }

    private static Task<AnswerOutcome> SubmitAsync(LabelingFloor floor, int worker, Card card, string text) =>
        floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, text, kind: AnswerKind.Labeled);
}

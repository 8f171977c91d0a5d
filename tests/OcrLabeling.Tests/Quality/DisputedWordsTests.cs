using Bunit;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Quality;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Quality;

public sealed class DisputedWordsTests : BunitContext
{
    private static readonly string[] pages =
    [
        """[{"text":"the","box":[0,0,20,10],"line":0},{"text":"since","box":[30,0,50,10],"line":0},{"text":"1974","box":[60,0,80,10],"line":0}]""",
        """[{"text":"the","box":[0,0,20,10],"line":0},{"text":"SINCE","box":[30,0,50,10],"line":0}]""",
    ];

    private Vote? decided;

    public DisputedWordsTests() => Services.AddTexts();

    [Fact]
    public void Each_open_word_is_shown_at_its_place_with_what_is_said_and_by_whom()
    {
        var words = Show(pages).FindAll("[data-testid=disputed-word]");
        Assert.Equal(2, words.Count);
        Assert.Equal(("30", "0"), (words[0].QuerySelector("rect")!.GetAttribute("x"), words[0].QuerySelector("rect")!.GetAttribute("y")));
        Assert.Equal([("since", "Ada"), ("SINCE", "Ben")], words[0].QuerySelectorAll("label").Select(l => (l.QuerySelector(".mono")!.TextContent, l.QuerySelector(".muted")!.TextContent)));
        Assert.Contains("no word here", words[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/images/page", words[0].QuerySelector("image")!.GetAttribute("href"));
    }

    [Fact]
    public void A_page_is_decided_when_every_open_word_is()
    {
        var view = Show(pages);
        Assert.True(view.Find("[data-testid=decide-words]").HasAttribute("disabled"));
        view.FindAll("[data-testid=disputed-own]")[0].Input(" Since\u00A0");
        view.FindAll("[data-testid=disputed-word]")[1].QuerySelectorAll("[data-testid=disputed-reading]")[^1].Change(true);
        view.Find("[data-testid=decide-words]").Click();
        Assert.Equal("the Since", PageTextForm.PlainText(decided!.Value.Text!));
    }

    [Fact]
    public void Pages_that_agree_have_no_open_word() => Assert.Empty(Show(pages[0], pages[0]).FindAll("[data-testid=disputed-word]"));

    [Fact]
    public void Lines_read_in_different_orders_are_named()
    {
        const string Turned = """[{"text":"since","box":[30,0,50,10],"line":0},{"text":"the","box":[0,0,20,10],"line":0},{"text":"1974","box":[60,0,80,10],"line":0}]""";
        Assert.Contains("the since 1974", Show(pages[0], Turned).Find("[data-testid=open-lines]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Show(pages[0], pages[0]).FindAll("[data-testid=open-lines]"));
    }

    [Fact]
    public void A_page_taken_as_the_machine_read_it_is_the_machines_candidate_too()
    {
        var task = new AnnotatedTask(
            TaskId.New(), BatchId.New(), "pages", Template.DocumentTranscription, 0, "letter.png, page 1", new BlobId(new string('a', 64)), "image/png", 100, 50,
            """[{"text":"the","box":[0,0,20,10],"line":0,"confidence":0.9}]""", null,
            [new Annotation(WorkerId.New(), "Ada", AnswerKind.Labeled, """[{"text":"the","box":[0,0,20,10],"line":0}]""", PreLabelRelation.Accepted, false, default, 0, default)], null);
        var candidate = Assert.Single(Candidate.Of(task));
        Assert.True(candidate.IsMachine);
        Assert.Equal("Ada", Assert.Single(candidate.Voters).Worker);
    }

    private IRenderedComponent<DisputedWords> Show(params string[] said) => Render<DisputedWords>(p => p
        .Add(d => d.Task, new AnnotatedTask(
            TaskId.New(), BatchId.New(), "pages", Template.DocumentTranscription, 0, "letter.png, page 1", new BlobId(new string('a', 64)), "image/png", 100, 50, null, null,
            [.. said.Select((text, i) => new Annotation(WorkerId.New(), i == 0 ? "Ada" : "Ben", AnswerKind.Labeled, text, PreLabelRelation.Typed, false, default, 0, default))], null))
        .Add(d => d.ImageUrl, "/images/page")
        .Add(d => d.OnDecided, (Func<Vote, Task>)(vote =>
        {
            decided = vote;
            return Task.CompletedTask;
        })));
}

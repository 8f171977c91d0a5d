using System.Globalization;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>What is drawn on pages: boxes round words and corners of documents.</summary>
[Collection(nameof(Stage))]
public sealed class DrawingJourney(Stage stage)
{
    // where the page says "quick": the second word of the first line
    private static readonly PixelBox quick = new(160, 132, 210, 156);

    [Fact]
    public async Task Boxes_are_clicked_dragged_and_moved_by_key()
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, "Boxes", Template.RectSelect, """{"words":3}""", 1);
        await using var worker = await StartAsync(batch);
        await worker.ScreenshotAsync("boxes-empty");
        // the heading by key, too few to be accepted
        await worker.Page.Keyboard.PressAsync("Space");
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("card")).ToContainTextAsync("Draw boxes around 3 words; there are 1.");
        // a word by a click, another by a sloppy drag; both boxes end at the ink
        await ClickAsync(worker, 185, 145);
        await DragAsync(worker, (252, 124), (320, 162));
        await Expect(worker.Part("count")).ToHaveTextAsync("3 of the first 3 words");
        // the last one is in hand: 2 pixels wider
        await worker.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await worker.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await worker.ScreenshotAsync("boxes-drawn");
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync();

        var answer = Assert.Single(await batch.AnswersAsync());
        Assert.Equal((AnswerKind.Labeled, PreLabelRelation.Typed), (answer.Kind, answer.Relation));
        var boxes = BoxesForm.Parse(answer.Text!);
        Assert.Equal(3, boxes.Count);
        Assert.InRange(boxes[0].Top, 55, 90);
        Assert.InRange(boxes[1].OverlapWith(quick), 0.6, 1);
        Assert.InRange(boxes[2].Left, 258, 266);
        Assert.InRange(boxes[2].Bottom - boxes[2].Top, 12, 30);
    }

    [Fact]
    public async Task Corners_are_dragged_and_moved_by_key()
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, "Corners", Template.DocumentCorners, "{}", 1);
        await using var worker = await StartAsync(batch);
        await DragAsync(worker, (36, 48), (20, 30));
        await worker.Page.Keyboard.PressAsync("Control+ArrowRight");
        await worker.Page.Keyboard.PressAsync("ArrowUp");
        await worker.ScreenshotAsync("corners");
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync();

        var corners = CornersForm.Parse((await batch.AnswersAsync()).Single().Text!);
        Assert.InRange(corners[0].X, 28, 32);
        Assert.InRange(corners[0].Y, 27, 31);
        Assert.Equal([(564, 48), (564, 752), (36, 752)], corners.Skip(1));
    }

    [Fact]
    public async Task A_page_is_put_right_word_by_word()
    {
        // the machine has joined two words, misread one, torn one apart, made one up, and missed "jumps" at the end of the line
        var machine = PageTextForm.Write(
        [
            new("thequick", [58, 132, 210, 156], 0, 0.4), new("br0wn", [258, 132, 312, 152], 0, 0.8), new("f", [359, 132, 366, 152], 0, 0.9), new("ox", [366, 132, 390, 152], 0, 0.9),
            new("~", [500, 700, 510, 710], 1, 0.1),
        ]);
        var batch = await DrawnBatch.OfPagesAsync(stage, "Pages", Template.DocumentTranscription, "{}", 1, machine);
        await using var worker = await StartAsync(batch);
        var keyboard = worker.Page.Keyboard;
        await Expect(worker.Part("word")).ToBeFocusedAsync();
        await keyboard.PressAsync("Home");
        for (var i = 0; i < 3; i++)
            await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("Alt+s");
        await keyboard.PressAsync("Enter");
        await Expect(worker.Part("count")).ToHaveTextAsync("Word 3 of 6");
        await keyboard.TypeAsync("brown");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Alt+m");
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Alt+Delete");
        await DragAsync(worker, (452, 126), (525, 164));
        await keyboard.TypeAsync("jumps");
        await Expect(worker.Part("line")).ToHaveTextAsync("the quick brown fox jumps");
        await worker.ScreenshotAsync("page-text");
        await keyboard.PressAsync("Control+Enter");
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync();

        var answer = Assert.Single(await batch.AnswersAsync());
        Assert.Equal((PreLabelRelation.Edited, 10), (answer.Relation, answer.EditDistance));
        var words = PageTextForm.Parse(answer.Text!);
        Assert.Equal(["the", "quick", "brown", "fox", "jumps"], words.Select(w => w.Text));
        Assert.All(words, w => Assert.Equal(0, w.Line));
        Assert.InRange(words[1].Pixels.OverlapWith(quick), 0.6, 1);
        Assert.InRange(words[4].Box[0], 456, 466);
    }

    private async Task<Visit> StartAsync(DrawnBatch batch)
    {
        var worker = await stage.SignInAsync(Role.Worker);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("layer")).ToBeVisibleAsync();
        return worker;
    }

    private static async Task ClickAsync(Visit worker, int x, int y)
    {
        var (left, top) = await OnScreenAsync(worker, x, y);
        await worker.Page.Mouse.ClickAsync(left, top);
    }

    private static async Task DragAsync(Visit worker, (int X, int Y) from, (int X, int Y) to)
    {
        var (left, top) = await OnScreenAsync(worker, from.X, from.Y);
        await worker.Page.Mouse.MoveAsync(left, top);
        await worker.Page.Mouse.DownAsync();
        (left, top) = await OnScreenAsync(worker, to.X, to.Y);
        await worker.Page.Mouse.MoveAsync(left, top, new() { Steps = 4 });
        await worker.Page.Mouse.UpAsync();
    }

    /// <summary>Where a pixel of the image is on the screen.</summary>
    private static async Task<(float Left, float Top)> OnScreenAsync(Visit worker, int x, int y)
    {
        var at = await worker.Part("layer").EvaluateAsync<float[]>(string.Create(CultureInfo.InvariantCulture,
            $"layer => {{ const p = new DOMPoint({x}, {y}).matrixTransform(layer.getScreenCTM()); return [p.x, p.y]; }}"));
        return (at[0], at[1]);
    }
}

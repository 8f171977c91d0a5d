using System.Text.Json.Nodes;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>What becomes of an answer: refused, taken back, given again; and what the keys type meanwhile.</summary>
[Collection(nameof(Stage))]
public sealed class AnswersJourney(Stage stage)
{
    private const string AnswersPath = "**/api/work/answers";
    private static readonly LocatorAssertionsToBeHiddenOptions patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task What_the_server_refuses_is_kept_shown_and_put_right()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Refused", ["Total", "Sum"]);
        await using var worker = await StartAsync(batch);
        // as if this page knew another limit than the server
        await worker.Page.RouteAsync(AnswersPath, async route =>
        {
            var answers = JsonNode.Parse(route.Request.PostData!)!.AsArray();
            foreach (var answer in answers)
                answer!["text"] = new string('x', Transcription.MaxLength + 1);
            await route.ContinueAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(answers.ToJsonString()) });
        });
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("refused")).ToHaveTextAsync("2 rejected");
        await Expect(worker.Part("message")).ToContainTextAsync("at most 400 are allowed");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal((0, 2), ((await batch.AnswersAsync()).Count, await batch.RefusedCountAsync()));

        await worker.Page.UnrouteAsync(AnswersPath);
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("refused")).ToHaveTextAsync("2 rejected");
        await worker.Part("refused").ClickAsync();
        await Expect(worker.Part("refused-answer")).ToHaveCountAsync(2);
        await worker.LookAsync("work-refused", 1280, 390);
        await worker.Part("refused-answer").First.GetByTestId("open-refused").ClickAsync();
        await Expect(worker.Part("text").First).ToBeFocusedAsync();
        await Expect(worker.Part("text").First).ToHaveValueAsync("Total");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("refused")).ToHaveTextAsync("1 rejected");
        await worker.Part("refused").ClickAsync();
        await worker.Part("open-refused").ClickAsync();
        await Expect(worker.Part("text").First).ToHaveValueAsync("Sum");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("refused")).ToBeHiddenAsync(patient);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(["Total", "Sum"], (await batch.AnswersAsync()).Select(a => a.Text));
        Assert.Equal(0, await batch.RefusedCountAsync());
    }

    [Fact]
    public async Task What_is_pasted_is_cleaned_and_what_is_too_long_is_said_before_it_is_sent()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Pasted", ["INVOICE", "Sum"]);
        await using var worker = await StartAsync(batch);
        await worker.Page.Keyboard.InsertTextAsync("INV\tOICE\u0007\u200B 1\u00A0234\uFEFF");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.InsertTextAsync(new string('x', Transcription.MaxLength + 12));
        await Expect(worker.Part("card").Nth(1)).ToContainTextAsync("412 characters; at most 400");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 2 of 2 · 1 done");
        await worker.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await worker.Page.Keyboard.TypeAsync("Sum");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        Assert.Equal(["INV OICE 1 234", "Sum"], (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Fact]
    public async Task A_page_with_pasted_signs_nobody_sees_is_taken()
    {
        var machine = PageTextForm.Write([new("INVOICE", [58, 132, 210, 156], 0, 0.9)]);
        var batch = await DrawnBatch.OfPagesAsync(stage, "Pasted page", Template.DocumentTranscription, "{}", 1, machine);
        await using var worker = await StartAsync(batch);
        await Expect(worker.Part("word")).ToBeFocusedAsync();
        await worker.Page.Keyboard.InsertTextAsync("INV\tOICE\u0001");
        await worker.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal("INV OICE", PageTextForm.Parse(Assert.Single(await batch.AnswersAsync()).Text!).Single().Text);
    }

    [Fact]
    public async Task Typing_replaces_a_reading_that_was_not_touched_and_End_or_a_click_keeps_it()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Replaced", ["665/K/25", "Total", "Sum"], readings: ["485;K,/25", "Tota", "Su"]);
        await using var worker = await StartAsync(batch);
        await worker.Page.Keyboard.TypeAsync("665/K/25");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("End");
        await worker.Page.Keyboard.TypeAsync("l");
        await AcceptAsync(worker, 1);
        var field = worker.Part("text").Nth(2);
        var box = (await field.BoundingBoxAsync())!;
        await field.ClickAsync(new() { Position = new() { X = box.Width - 20, Y = box.Height / 2 } });
        await worker.Page.Keyboard.TypeAsync("m");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(["665/K/25", "Total", "Sum"], (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Theory]
    [InlineData(Template.WordTranscription, "text")]
    [InlineData(Template.DocumentTranscription, "word")]
    [InlineData(Template.Custom, "total")]
    public async Task A_key_that_makes_a_character_types_it_on_every_template(Template template, string field)
    {
        var form = template == Template.Custom ? """{"fields":[{"type":"text","name":"total","required":true},{"type":"choice","name":"kind","options":[{"value":"a","hotkey":"3"}]}]}""" : "{}";
        var batch = template == Template.WordTranscription
            ? await DrawnBatch.OfWordsAsync(stage, $"Option {template}", ["SKU"])
            : await DrawnBatch.OfPagesAsync(stage, $"Option {template}", template, form, 1, template == Template.Custom ? null : PageTextForm.Write([new("SKU", [58, 132, 210, 156], 0, 0.9)]));
        await using var worker = await StartAsync(batch);
        await worker.Page.AddInitScriptAsync("Object.defineProperties(navigator, { platform: { value: 'MacIntel' }, userAgentData: { value: undefined } })");
        await worker.Page.ReloadAsync();
        var input = template == Template.Custom ? worker.Page.Locator($"[data-field={field}] input").First : worker.Part(field).First;
        await input.FocusAsync();
        foreach (var (key, code) in new[] { ("#", "Digit3"), ("@", "Digit2"), ("–", "Minus"), ("ż", "KeyZ"), ("Dead", "KeyE"), ("?", "Slash") })
        {
            // what a Mac's browser tells of Option with the key; the browser types it when nobody prevents that
            var isTyped = await input.EvaluateAsync<bool>(
                "(input, [key, code]) => input.dispatchEvent(new KeyboardEvent('keydown', { key, code, altKey: key !== '?', shiftKey: key === '?', bubbles: true, cancelable: true }))", new[] { key, code });
            Assert.True(isTyped, $"{key} is swallowed on {template}.");
        }
        await Expect(worker.Part("help-dialog")).ToBeHiddenAsync();
        // Safari ends a composition so
        await input.EvaluateAsync("input => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))");
        await Expect(worker.Part("counter")).ToContainTextAsync("1 of 1 · 0 done");
        await worker.Page.Keyboard.PressAsync("F1");
        await Expect(worker.Part("help-dialog")).ToBeVisibleAsync();
        Assert.Equal("auto", await input.GetAttributeAsync("dir"));
    }

    [Fact]
    public async Task Zoom_buttons_leave_the_keyboard_where_it_was_and_each_template_has_its_own_zoom()
    {
        var words = await DrawnBatch.OfWordsAsync(stage, "Zoom", ["A rather wide word to be read here", "Sum"]);
        var pages = await DrawnBatch.OfPagesAsync(stage, "Zoomed pages", Template.DocumentTranscription, "{}", 1);
        await using var worker = await StartAsync(words);
        await worker.Part("larger").ClickAsync();
        await worker.Part("larger").ClickAsync();
        await Expect(worker.Part("zoom")).ToHaveTextAsync("160 %");
        await worker.Page.Keyboard.TypeAsync("typed");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 2 of 2 · 1 done");
        await worker.Page.Keyboard.PressAsync("Shift+Enter");
        for (var i = 0; i < 4; i++)
            await worker.Part("larger").ClickAsync();
        // what is wider than its place can be scrolled
        Assert.True(await worker.Page.Locator(".card.current .card-image").EvaluateAsync<bool>("image => image.scrollWidth > image.clientWidth && getComputedStyle(image).overflowX === 'auto'"));
        await worker.ScreenshotAsync("work-zoomed");
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("zoom")).ToHaveTextAsync("400 %");
        await worker.Page.GotoAsync(pages.Path);
        await Expect(worker.Part("layer")).ToBeVisibleAsync();
        await Expect(worker.Part("zoom")).ToHaveTextAsync("100 %");
        await worker.Part("fit").ClickAsync();
        Assert.True(await worker.Page.Locator(".scroll").EvaluateAsync<bool>("frame => frame.scrollHeight <= frame.clientHeight + 2"));
        await worker.Part("zoom").ClickAsync();
        await Expect(worker.Part("zoom")).ToHaveTextAsync("100 %");
    }

    [Fact]
    public async Task An_answer_taken_back_holds_no_more_until_it_is_given_again_also_after_a_reload()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Taken back", ["one", "two", "three"], readings: ["one", "two", "three"]);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.Keyboard.PressAsync("Alt+z");
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 2 of 3 · 1 done");
        await batch.UntilAsync(AssignmentStatus.Claimed, 2);
        Assert.Equal([false, true], (await batch.AnswersAsync()).Select(a => a.TakenBackAt is not null));
        await worker.Page.Keyboard.TypeAsync("zwei");
        await AcceptAsync(worker, 1);
        await batch.UntilAsync(AssignmentStatus.Submitted, 2);

        await worker.Page.ReloadAsync();
        await Expect(worker.Part("card")).ToHaveCountAsync(1);
        await worker.Page.Keyboard.PressAsync("Alt+z");
        await Expect(worker.Part("message")).ToContainTextAsync("taken back");
        await Expect(worker.Part("text").First).ToHaveValueAsync("zwei");
        await batch.UntilAsync(AssignmentStatus.Claimed, 2);
        // the next one is the answer before, and the card that came first is not doubled
        await worker.Page.Keyboard.PressAsync("Alt+z");
        await Expect(worker.Part("text").First).ToHaveValueAsync("one");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("text").First).ToHaveValueAsync("zwei");
        await worker.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await worker.Page.Keyboard.TypeAsync("deux");
        await AcceptAsync(worker, 1);
        // back on the page that was left for it
        await Expect(worker.Part("text").First).ToHaveValueAsync("three");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(["one", "deux", "three"], (await batch.AnswersAsync()).Select(a => a.Text));

        await worker.Page.GotoAsync("/work/answers");
        await Expect(worker.Part("own-answer").First).ToContainTextAsync("three");
        await worker.LookAsync("work-answers", 1280, 390);
        await worker.Part("own-answer").Filter(new() { HasText = "one" }).First.GetByTestId("reopen").ClickAsync();
        await Expect(worker.Part("text").First).ToHaveValueAsync("one");
        await worker.Page.Keyboard.PressAsync("End");
        await worker.Page.Keyboard.TypeAsync("!");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await batch.UntilAsync(AssignmentStatus.Submitted, 3);
        Assert.Equal(["one!", "deux", "three"], (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Fact]
    public async Task Edits_of_a_page_are_undone_and_redone_step_by_step()
    {
        var machine = PageTextForm.Write([new("the", [58, 132, 100, 156], 0, 0.9), new("brown", [258, 132, 312, 152], 0, 0.9), new("fox", [359, 132, 390, 152], 0, 0.9)]);
        var batch = await DrawnBatch.OfPagesAsync(stage, "Undone page", Template.DocumentTranscription, "{}", 1, machine);
        await using var worker = await StartAsync(batch);
        var keyboard = worker.Page.Keyboard;
        await Expect(worker.Part("word")).ToBeFocusedAsync();
        await keyboard.TypeAsync("The");
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Alt+Delete");
        await Expect(worker.Part("line")).ToHaveTextAsync("The fox");
        await keyboard.PressAsync("Control+z");
        await Expect(worker.Part("line")).ToHaveTextAsync("The brown fox");
        await keyboard.PressAsync("Control+z");
        await Expect(worker.Part("line")).ToHaveTextAsync("the brown fox");
        await keyboard.PressAsync("Control+Shift+z");
        await keyboard.PressAsync("Control+Shift+z");
        await Expect(worker.Part("line")).ToHaveTextAsync("The fox");
        // throwing everything away is a step too
        await keyboard.PressAsync("Alt+Shift+r");
        await Expect(worker.Part("line")).ToHaveTextAsync("the brown fox");
        await keyboard.PressAsync("Control+z");
        await Expect(worker.Part("line")).ToHaveTextAsync("The fox");
    }

    [Fact]
    public async Task Boxes_are_undone_and_redone_and_a_page_without_words_is_accepted_by_key()
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, "Undone boxes", Template.RectSelect, BoxesForm.EveryWord, 1);
        await using var worker = await StartAsync(batch);
        var count = worker.Part("count");
        await worker.Page.Keyboard.PressAsync("Space");
        await worker.Page.Keyboard.PressAsync("Space");
        await Expect(count).ToHaveTextAsync("2 boxes drawn");
        await worker.Page.Keyboard.PressAsync("Control+z");
        await Expect(count).ToHaveTextAsync("1 box drawn");
        await worker.Page.Keyboard.PressAsync("Control+z");
        await Expect(count).ToHaveTextAsync("0 boxes drawn");
        await worker.Page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(count).ToHaveTextAsync("1 box drawn");

        var blank = await DrawnBatch.OfPagesAsync(stage, "Blank page", Template.DocumentTranscription, "{}", 1, "[]");
        await worker.Page.GotoAsync(blank.Path);
        await Expect(worker.Part("layer")).ToBeVisibleAsync();
        await worker.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(worker.Part("end")).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal("[]", Assert.Single(await blank.AnswersAsync()).Text);
    }

    [Fact]
    public async Task A_box_at_the_edge_of_a_large_image_ends_there()
    {
        await using var visit = await stage.OpenAsync();
        await visit.Page.GotoAsync("/account/sign-in");
        var boxes = await visit.Page.EvaluateAsync<int[][]>("""
            async () => {
              const { Ink } = await import('/labeling/ink.js');
              const canvas = Object.assign(document.createElement('canvas'), { width: 2481, height: 3508 });
              const context = canvas.getContext('2d');
              context.fillStyle = '#fff'; context.fillRect(0, 0, 2481, 3508);
              context.fillStyle = '#000'; context.font = '60px serif';
              context.fillText('cut by the edge', 2200, 400);
              context.fillText('and below', 400, 3520);
              const image = new Image();
              image.src = canvas.toDataURL();
              await image.decode();
              const ink = new Ink(image);
              return [ink.snap([2200, 340, 2481, 420]), ...ink.words()];
            }
            """);
        Assert.True(boxes.Length > 3);
        Assert.Equal(2481, boxes[0][2]);
        Assert.All(boxes, box => Assert.True(box[2] <= 2481 && box[3] <= 3508, string.Join(',', box)));
    }

    private async Task<Visit> StartAsync(DrawnBatch batch)
    {
        var worker = await stage.SignInAsync(Core.Accounts.Role.Worker);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        return worker;
    }

    private static async Task AcceptAsync(Visit worker, int times)
    {
        for (var i = 0; i < times; i++)
            await worker.Page.Keyboard.PressAsync("Enter");
    }
}

using Bunit;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Labeling.Forms;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Labeling.Forms;

/// <summary>The editor of custom forms, as fields and as JSON.</summary>
public sealed class CustomFormEditorTests : BunitContext, IAsyncLifetime
{
    private const string Broken = "{\n\"fields\": [\n{\"type\": \"text\", \"label\": \"Sum\"\n\"name\": \"sum\"}]}";

    private readonly CustomFormEditing editing = new(CustomSchema.Examples[0].Json);
    private readonly IRenderedComponent<MudDialogProvider> dialogs;
    private readonly IRenderedComponent<CustomFormEditor> editor;

    public CustomFormEditorTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddTexts();
        dialogs = Render<MudDialogProvider>();
        editor = Render<CustomFormEditor>(p => p.Add(e => e.Editing, editing));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void A_field_is_added_opened_labeled_and_named_by_its_label()
    {
        Click("add-field");
        Assert.Equal(["Text", "Single choice", "Multiple choice", "Number", "Boxes"], editor.FindAll("[data-kinds] strong").Select(k => k.TextContent));
        Click("add-Number");
        Assert.Equal(7, Titles.Count);
        Part("field-label").Input("Tax rate");
        Assert.Equal("tax_rate", Part("field-name").GetAttribute("value"));
        Part("field-min").Change("0");
        Part("field-max").Change("100");
        Part("field-required").Change(true);
        Assert.Equal(("tax_rate", "Tax rate", true, 0m, 100m), Last<CustomField.Number>() is var n ? (n.Name, n.Label, n.Required, n.Min!.Value, n.Max!.Value) : default);
        Assert.Equal("Tax rate", editor.Find("[data-pattern] [data-field=tax_rate]").GetAttribute("data-label"));
        Assert.Equal("7 fields, no faults.", Part("form-state").TextContent);
    }

    [Fact]
    public void Fields_move_by_their_buttons_and_are_duplicated()
    {
        Click("down");
        Assert.Equal(["Total", "What is it?", "Lines with an item"], Titles.Take(3));
        Assert.Contains("“What is it?”: 2 of 6.", Part("form-told").TextContent, StringComparison.Ordinal);
        Assert.True(Part("up").HasAttribute("disabled"));
        Click("duplicate");
        Assert.Equal(["total", "total_2", "kind"], editing.Form!.Fields.Take(3).Select(f => f.Name));
        Assert.Equal("Total", Part("field-label").GetAttribute("value"));
    }

    [Fact]
    public async Task A_dragged_field_goes_where_it_was_dropped()
    {
        var list = editor.FindComponent<CustomFieldList>();
        await list.InvokeAsync(() => list.Instance.MoveAsync(editing.Draft.Fields[0].Id, null, 5));
        Assert.Equal("What is it?", Titles[^1]);
        var field = editing.Draft.Fields[^1];
        await list.InvokeAsync(() => list.Instance.MoveAsync(field.Id, field.Options[2].Id, 0));
        Assert.Equal(["other", "receipt", "invoice"], Last<CustomField.Choice>().Options.Select(o => o.Value));
    }

    [Fact]
    public void What_is_deleted_comes_back_where_it_was()
    {
        Click("delete");
        Click("delete");
        Assert.Equal(("Lines with an item", 4), (Titles[0], Titles.Count));
        Assert.Contains("“Total” was deleted.", Part("form-told").TextContent, StringComparison.Ordinal);
        Click("undo-delete");
        Click("undo-delete");
        Assert.Equal(CustomSchema.Examples[0].Json, editing.Json);
        Assert.Empty(editor.FindAll(Marked.ById("undo-delete")));
    }

    [Fact]
    public void Options_are_added_named_moved_deleted_and_brought_back()
    {
        Click("field-title");
        Click("add-option");
        editor.FindAll(Marked.ById("option-label"))[3].Input("Bill");
        editor.FindAll(Marked.ById("option-hotkey"))[3].Input("B");
        editor.FindAll(Marked.ById("option-up"))[3].Click();
        Assert.Equal([("receipt", '1'), ("invoice", '2'), ("Bill", 'b'), ("other", '3')], ((CustomField.Choice)editing.Form!.Fields[0]).Options.Select(o => (o.Value, o.Hotkey!.Value)));
        editor.FindAll(Marked.ById("option-delete"))[0].Click();
        Assert.Equal(3, editor.FindAll(Marked.ById("option")).Count);
        Click("undo-delete");
        Assert.Equal("Receipt", editor.FindAll(Marked.ById("option-label"))[0].GetAttribute("value"));
    }

    [Fact]
    public void A_kind_is_tried_and_taken_back_with_its_options()
    {
        Click("field-title");
        Part("field-kind-of").Change("Number");
        Assert.IsType<CustomField.Number>(editing.Form!.Fields[0]);
        Part("field-kind-of").Change("Choice");
        Assert.Equal(CustomSchema.Examples[0].Json, editing.Json);
    }

    [Fact]
    public void A_fault_stands_at_its_field_as_a_sentence_and_the_preview_stays()
    {
        Click("field-title");
        Part("field-label").Input("");
        Assert.Equal("Field 1 has no label.", Part("field-fault").TextContent);
        Assert.Equal("6 fields, 1 fault.", Part("form-state").TextContent);
        Part("field-label").Input("Kind");
        Part("field-name").Input("total");
        Assert.Equal("Two fields are called “total”: give each its own name.", Part("field-fault").TextContent);
        Assert.Equal("Preview of the last version without faults.", Part("preview-old").TextContent);
        Assert.NotNull(editor.Find("[data-pattern] [data-field=kind]"));
    }

    [Fact]
    public void Form_and_JSON_follow_each_other()
    {
        Click("delete");
        Click("view-JSON");
        Assert.DoesNotContain("\"kind\"", Part("schema").GetAttribute("value"), StringComparison.Ordinal);
        Part("schema").Input("""{"fields":[{"type":"text","name":"sum","label":"Sum"}]}""");
        Assert.Equal("1 field, no faults.", Part("schema-good").TextContent);
        Click("view-Form");
        Assert.Equal(["Sum"], Titles);
        // what was typed stays as it was written until a field changes
        Click("view-JSON");
        Assert.Equal("""{"fields":[{"type":"text","name":"sum","label":"Sum"}]}""", Part("schema").GetAttribute("value"));
    }

    [Fact]
    public void Broken_JSON_keeps_the_last_fields_and_itself()
    {
        Click("view-JSON");
        Part("schema").Input(Broken);
        Assert.Equal("Line 3, column 32: A comma is missing after “Sum”.", Part("schema-faults").QuerySelector("p")!.TextContent);
        Click("view-Form");
        Assert.Contains("Line 3, column 32: A comma is missing after “Sum”.", Part("not-shown").TextContent, StringComparison.Ordinal);
        Assert.Equal(6, Titles.Count);
        Assert.True(editor.Find("fieldset").HasAttribute("disabled"));
        Click("to-json");
        Assert.Equal(Broken, Part("schema").GetAttribute("value"));
        Click("view-Form");
        Click("discard-json");
        dialogs.WaitForElement(Marked.ById("confirm")).Click();
        editor.WaitForAssertion(() => Assert.Equal(CustomSchema.Examples[0].Json, editing.Json));
        Assert.False(editor.Find("fieldset").HasAttribute("disabled"));
    }

    [Fact]
    public void A_template_asks_before_it_replaces_what_was_written()
    {
        Click("example-Words");
        Assert.Equal(["Word", "How is it written?"], Titles);
        Click("delete");
        Click("example-Receipts");
        dialogs.WaitForElement(Marked.ById("confirm-cancel")).Click();
        Assert.Equal(["How is it written?"], Titles);
        Click("example-Receipts");
        dialogs.WaitForElement(Marked.ById("confirm")).Click();
        editor.WaitForAssertion(() => Assert.Equal(6, Titles.Count));
        Click("example-Blank");
        Assert.Empty(Titles);
        Assert.Contains("The form has no fields.", Part("form-told").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_fields_are_added_than_a_form_can_have()
    {
        editor.InvokeAsync(() => Enumerable.Range(0, CustomSchema.MaxFields - 6).ToList().ForEach(_ => editing.Add(CustomFieldKind.Text)));
        editor.Render();
        Assert.True(Part("add-field").HasAttribute("disabled"));
        Assert.Contains("at most 20 fields", editor.Markup, StringComparison.Ordinal);
    }

    private List<string> Titles => [.. editor.FindAll(".field-label").Select(t => t.TextContent.Replace(" *", "", StringComparison.Ordinal))];

    private AngleSharp.Dom.IElement Part(string testId) => editor.Find(Marked.ById(testId));

    private void Click(string testId) => Part(testId).Click();

    private T Last<T>() where T : CustomField => Assert.IsType<T>(editing.Form!.Fields[^1]);
}

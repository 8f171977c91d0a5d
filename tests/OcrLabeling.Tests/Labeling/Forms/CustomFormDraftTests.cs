using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

/// <summary>Forms put together field by field.</summary>
public sealed class CustomFormDraftTests
{
    private static CustomFormDraft Receipts => CustomFormDraft.Read(CustomSchema.Examples[0].Json)!;

    [Fact]
    public void Examples_come_back_as_they_are_written() => Assert.All(CustomSchema.Examples, e => Assert.Equal(e.Json, CustomFormDraft.Read(e.Json)!.ToJson()));

    [Fact]
    public void Every_setting_survives_the_way_to_JSON_and_back()
    {
        const string Json = """
            {"fields":[
              {"type":"text","name":"a","label":"A \"quoted\" label","required":true,"hotkey":"q","multiline":true,"maxLength":12,"pattern":"\\d+","prefill":true},
              {"type":"choice","name":"b","label":"B","options":["x",{"value":"y","label":"Y","hotkey":"1"}]},
              {"type":"multi-choice","name":"c","label":"C","options":["x"]},
              {"type":"number","name":"d","label":"D","hotkey":"n","min":-1.5,"max":20,"step":0.25},
              {"type":"number","name":"e","label":"E","integer":true},
              {"type":"boxes","name":"f","label":"F","max":3}
            ]}
            """;
        Assert.Equal(CustomSchema.Compact(Json), CustomSchema.Compact(CustomFormDraft.Read(Json)!.ToJson()));
    }

    [Theory]
    [InlineData("{\"fields\":[")]
    [InlineData("""{"fields":[],"instructions":"x"}""")]
    [InlineData("""{"fields":[{"type":"texts","name":"a"}]}""")]
    [InlineData("""{"fields":[{"type":"text","name":"a","more":1}]}""")]
    [InlineData("""{"fields":[{"type":"text","name":"a","name":"b"}]}""")]
    [InlineData("""{"fields":[{"type":"text","name":"a","required":"yes"}]}""")]
    [InlineData("""{"fields":[{"type":"number","name":"a","min":"1"}]}""")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":{}}]}""")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[1]}]}""")]
    public void What_has_no_place_in_the_form_is_not_shown_and_is_a_fault(string json)
    {
        Assert.Null(CustomFormDraft.Read(json));
        Assert.NotEmpty(CustomSchema.Read(json).Faults);
    }

    [Theory]
    [InlineData("""{"fields":[]}""")]
    [InlineData("""{"fields":[{"type":"text","label":""}]}""")]
    [InlineData("""{"fields":[{"type":"text","name":"A b","maxLength":0.5},{"type":"text","name":"A b"}]}""")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":["",""]}]}""")]
    public void Faults_of_values_are_shown_to_be_mended(string json) => Assert.NotNull(CustomFormDraft.Read(json));

    [Fact]
    public void A_form_of_the_first_release_is_shown_without_its_instructions() =>
        Assert.Equal("a", Assert.Single(CustomFormDraft.Read("""{"instructions":"x","fields":[{"type":"text","name":"a"}]}""", isStored: true)!.Fields).Label);

    [Theory]
    [InlineData("Total", "total")]
    [InlineData("What is it?", "what_is_it")]
    [InlineData("Größe (cm)", "gro_e_cm")]
    [InlineData("Numéro 2", "numero_2")]
    [InlineData("2nd line", "field_2nd_line")]
    [InlineData("名前", "field")]
    [InlineData("", "field")]
    [InlineData("A label that is far longer than any name may ever be", "a_label_that_is_far_longer_than_any_name")]
    public void A_name_is_made_of_the_label(string label, string expected)
    {
        var draft = new CustomFormDraft([]).Added(CustomFieldKind.Text, label, out var added);
        Assert.Equal(expected, added.Name);
        Assert.DoesNotContain(CustomSchema.Read(draft.ToJson()).Faults, f => f.Message.Contains("cannot be a name", StringComparison.Ordinal));
    }

    [Fact]
    public void The_name_follows_the_label_until_it_is_edited_and_is_never_anothers()
    {
        var draft = Receipts.Added(CustomFieldKind.Text, "Text", out var added).Labeled(added.Id, "Total");
        Assert.Equal("total_2", draft.Find(added.Id)!.Name);
        draft = draft.Labeled(added.Id, "Tax").Labeled(added.Id, "Tax rate");
        Assert.Equal("tax_rate", draft.Find(added.Id)!.Name);
        draft = draft.With(added.Id, f => f with { Name = "vat" }).Labeled(added.Id, "Value added tax");
        Assert.Equal(("Value added tax", "vat"), (draft.Find(added.Id)!.Label, draft.Find(added.Id)!.Name));
    }

    [Fact]
    public void Every_kind_can_be_asked_as_it_is_added()
    {
        var draft = Enum.GetValues<CustomFieldKind>().Concat(Enum.GetValues<CustomFieldKind>()).Aggregate(new CustomFormDraft([]), (form, kind) => form.Added(kind, "Field", out _));
        Assert.Empty(CustomSchema.Read(draft.ToJson()).Faults);
        Assert.Equal(10, draft.Fields.Count);
    }

    [Fact]
    public void A_copy_stands_behind_its_original_with_a_name_and_without_shortcuts_of_its_own()
    {
        var draft = Receipts.Duplicated(Receipts.Fields[0].Id, out var none);
        Assert.Null(none);
        var receipts = Receipts;
        draft = receipts.Duplicated(receipts.Fields[0].Id, out var copy);
        Assert.Equal(["kind", "kind_2", "total"], draft.Fields.Take(3).Select(f => f.Name));
        Assert.All(copy!.Options, o => Assert.Empty(o.Hotkey));
        Assert.Empty(CustomSchema.Read(draft.ToJson()).Faults);
    }

    [Fact]
    public async Task Moving_keeps_all_fields_and_puts_one_where_it_is_wanted() => await Task.Run(() => Prop.ForAll(
        Gen.Choose(0, 5).Two().ToArbitrary(), move =>
        {
            var draft = Receipts;
            var moved = draft.Fields[move.Item1];
            var after = draft.Moved(moved.Id, move.Item2);
            return after.Fields[move.Item2] == moved && after.Without(moved.Id).Fields.SequenceEqual(draft.Without(moved.Id).Fields);
        }).QuickCheckThrowOnFailure());

    [Fact]
    public void Options_move_and_follow_their_label_until_they_are_stored_as_something_else()
    {
        var field = Receipts.Fields[0];
        Assert.Equal(["invoice", "other", "receipt"], field.WithMoved(field.Options[0].Id, 9).Options.Select(o => o.Value));
        Assert.Equal("Bill", CustomOptionDraft.Of("Invoice").Labeled("Bill").Value);
        Assert.Equal("invoice", field.Options[1].Labeled("Bill").Value);
        Assert.Equal("Option 4", field.NewOption().Label);
    }
}

using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling.Forms;

public sealed class OrientationFormTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    private static readonly AnswerForm form = LabelingTemplate.Of(Template.PageOrientation).Form("{}");

    [Theory]
    [InlineData("0", true)]
    [InlineData("270", true)]
    [InlineData("45", false)]
    [InlineData("090", false)]
    [InlineData("360", false)]
    [InlineData(null, false)]
    public void Only_quarter_turns_are_read(string? said, bool taken) =>
        Assert.Equal(taken, form.Read(AnswerKind.Labeled, said, new PixelSize(100, 200), out _) is not null);

    [Theory]
    [InlineData(AnswerKind.Transcribed, false)]
    [InlineData(AnswerKind.BadOrientation, false)]
    [InlineData(AnswerKind.Unreadable, true)]
    [InlineData(AnswerKind.Unsure, true)]
    public void Kinds_of_other_templates_are_refused(AnswerKind kind, bool taken)
    {
        var content = form.Read(kind, "90", new PixelSize(100, 200), out var fault);
        Assert.Equal((taken, taken), (content is { Text: null }, fault is null));
    }

    [Theory]
    [InlineData("90", "90", PreLabelRelation.Accepted, 0)]
    [InlineData("0", "270", PreLabelRelation.Edited, 1)]
    [InlineData("90", "270", PreLabelRelation.Edited, 2)]
    [InlineData(null, "90", PreLabelRelation.Typed, null)]
    public void The_distance_to_the_machine_is_in_quarter_turns(string? machine, string said, PreLabelRelation relation, int? distance) =>
        Assert.Equal((relation, distance), form.Compare(machine, shown: true, new AnswerContent(AnswerKind.Labeled, said)));

    [Fact]
    public async Task The_server_decides_how_an_answer_relates_to_the_pre_label()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, preLabel: "180", template: Template.PageOrientation);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        Assert.Equal("180", cards[0].PreLabel);
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, "a text"));
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, "12", kind: AnswerKind.Labeled));
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, "180", kind: AnswerKind.Labeled));
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], cards[1].AssignmentId, kind: AnswerKind.Unreadable));
        Assert.Equal(
            [(AnswerKind.Labeled, "180", PreLabelRelation.Accepted), (AnswerKind.Unreadable, null, PreLabelRelation.Flagged)],
            (await floor.AnswersAsync()).Select(a => (a.Kind, a.Text, a.Relation)));
    }
}

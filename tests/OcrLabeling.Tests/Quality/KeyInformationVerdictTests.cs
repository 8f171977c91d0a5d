using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class KeyInformationVerdictTests
{
    private static readonly LabelingTemplate template = LabelingTemplate.Of(Template.KeyInformation);

    [Fact]
    public void Each_field_is_voted_on_and_boxes_meet_in_the_middle()
    {
        var verdict = template.Decide([Said("ACME", 10, "12.50"), Said("ACME", 12, "12.50"), Said("ACNE", 11, "12.50")], 3);
        Assert.Equal((VerdictOutcome.Resolved, 2), (verdict.Outcome, verdict.AgreeingVotes));
        var truth = KeyInformationForm.Parse(verdict.Text!);
        Assert.Equal(("ACME", "12.50"), (truth[0].Value!.Text, truth[1].Value!.Text));
        Assert.Equal([new PixelBox(11, 10, 51, 20)], truth[0].Value!.Boxes);
    }

    [Fact]
    public void That_a_document_does_not_say_it_is_an_answer_too()
    {
        var verdict = template.Decide([Said("ACME", 10, null), Said("ACME", 10, null), Said("ACME", 10, "7")], 3);
        Assert.Equal((VerdictOutcome.Resolved, (KeyValue?)null), (verdict.Outcome, KeyInformationForm.Parse(verdict.Text!)[1].Value));
    }

    [Fact]
    public void A_field_without_a_majority_leaves_the_document_open()
    {
        Assert.Equal(VerdictOutcome.Waiting, template.Decide([Said("ACME", 10, "1"), Said("ACME", 10, "2")], 3).Outcome);
        Assert.Equal(VerdictOutcome.Disputed, template.Decide([Said("ACME", 10, "1"), Said("ACME", 10, "2")], 2).Outcome);
        // the same text at another place
        Assert.Equal(VerdictOutcome.Disputed, template.Decide([Said("ACME", 10, "1"), Said("ACME", 300, "1")], 2).Outcome);
    }

    [Fact]
    public void Right_is_the_same_text_at_nearly_the_same_place()
    {
        Assert.True(template.Agrees(Said("ACME", 10, null), Said("ACME", 14, null)));
        Assert.False(template.Agrees(Said("ACME", 10, null), Said("ACNE", 10, null)));
        Assert.False(template.Agrees(Said("ACME", 10, null), Said("ACME", 100, null)));
        Assert.False(template.Agrees(Said("ACME", 10, null), Said("ACME", 10, "7")));
        Assert.False(template.Agrees(Said("ACME", 10, null), new Vote(AnswerKind.Unsure, null)));
    }

    [Fact]
    public void How_far_boxes_overlap_is_known() => Assert.Equal(1.0 / 3, template.BoxOverlap(Said("ACME", 10, null).Text!, Said("ACME", 30, null).Text!)!.Value, 6);

    private static Vote Said(string vendor, int left, string? total) => new(AnswerKind.Labeled, KeyInformationForm.Write(
        [("vendor", new KeyValue(vendor, [new PixelBox(left, 10, left + 40, 20)])), ("total", total is null ? null : new KeyValue(total, [new PixelBox(200, 50, 240, 60)]))]));
}

using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Demo;

namespace OcrLabeling.Tests.Demo;

public sealed class DemoCrowdTests
{
    private static readonly (string, PixelBox)[] known = [("www.riversidebooks.co", new(10, 10, 210, 30)), ("Total", new(10, 50, 60, 70)), ("12.00", new(70, 50, 120, 70))];

    public static TheoryData<int[], string?> Reads() => new()
    {
        { [11, 9, 208, 31], "www.riversidebooks.co" },
        { [8, 48, 123, 72], "Total 12.00" },
        { [9, 49, 61, 71], "Total" },
        { [0, 40, 66, 80], "Total" },
        // texture of the table
        { [300, 300, 340, 320], "" },
        { [10, 72, 60, 90], "" },
        // a piece of a word
        { [10, 10, 40, 30], null },
        { [150, 10, 210, 30], null },
        { [90, 10, 140, 30], null },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public void What_stands_in_a_read_box_is_known_nothing_or_cannot_be_told(int[] read, string? text) =>
        Assert.Equal(text, DemoTruth.TextAt(new PixelBox(read[0], read[1], read[2], read[3]), known));

    [Fact]
    public void The_crowd_presses_no_text_where_there_is_none_and_never_takes_the_machine_for_the_truth()
    {
        var random = new Random(1);
        var careless = new DemoHabits(0.5, 0, 1);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal((AnswerKind.Unreadable, null), DemoCrowd.Say("pee", "", careless, random));
            Assert.Equal((AnswerKind.Unsure, null), DemoCrowd.Say("www.", null, careless, random));
        }
    }

    [Fact]
    public void The_crowd_errs_on_words_as_people_do()
    {
        var random = new Random(1);
        var said = Enumerable.Range(0, 1000).Select(_ => DemoCrowd.Say("Tota1", "Total", new DemoHabits(0.9, 0.75, 1), random)).ToList();
        Assert.All(said, s => Assert.Equal(AnswerKind.Transcribed, s.Kind));
        Assert.InRange(said.Count(s => s.Text == "Tota1"), 180, 330);
        Assert.InRange(said.Count(s => s.Text == "Total"), 600, 740);
        Assert.Equal("Total", DemoCrowd.Say("Total", "Total", new DemoHabits(0, 0, 1), random).Text);
    }
}

using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class PageScorerTests
{
    [Fact]
    public void A_perfect_reading_is_right_in_every_figure()
    {
        var counts = Score(Words("Total", "12.50", "EUR"), Read("Total", "12.50", "EUR"));
        Assert.Equal(new MatchCounts(3, 3, 3), counts.Words);
        Assert.Equal(counts.Words, counts.OptimalWordsCaseless);
        Assert.Equal(new MatchCounts(3, 3, 3), counts.Bag);
        Assert.Equal(new ShareCounts(3, 3), counts.Glued);
        Assert.Equal(new EditCounts(0, 15), counts.CharacterEdits);
        Assert.Equal(new EditCounts(0, 3), counts.WordEdits);
        Assert.Equal((0, 0), (counts.Merged.Part, counts.Fragmented.Part));
    }

    [Fact]
    public void A_page_without_a_prediction_counts_as_empty_output()
    {
        var page = PageScorer.Score(Words("a", "b"), prediction: null);
        Assert.Equal(1, page.Counts.Missing);
        Assert.Equal(new MatchCounts(0, 0, 2), page.Counts.Words);
        Assert.Equal(new EditCounts(3, 3), page.Counts.CharacterEdits);
    }

    [Fact]
    public void A_failed_page_counts_as_empty_output_and_keeps_its_reason()
    {
        var page = PageScorer.Score(Words("a"), PagePrediction.Failed("page.png", "out of memory"));
        Assert.Equal("out of memory", page.Failure);
        Assert.Equal((1, 0), (page.Counts.Failed, page.Counts.Missing));
        Assert.Equal(new MatchCounts(0, 0, 1), page.Counts.Bag);
    }

    [Fact]
    public void Case_counts_unless_the_truth_folds_it()
    {
        Assert.Equal(0, Score(Words("total"), Read("TOTAL")).Words.Matched);
        Assert.Equal(1, Score(Words("total"), Read("TOTAL")).WordsCaseless.Matched);
        Assert.Equal(1, Score(Words("total") with { FoldCase = true }, Read("TOTAL")).Words.Matched);
    }

    [Fact]
    public void What_is_read_inside_an_ignored_region_is_neither_asked_for_nor_held_against_the_engine()
    {
        var truth = Words("clear", "###") with { Words = [new("clear", Place(0)), new("###", Place(1), Ignore: true)] };
        Assert.Equal(new MatchCounts(1, 1, 1), Score(truth, Read("clear", "scribble")).Words);
    }

    [Fact]
    public void A_read_text_with_a_space_is_cut_in_proportion_to_its_characters()
    {
        var truth = Words() with { Words = [new("hello", new(0, 0, 50, 10)), new("you", new(60, 0, 90, 10))] };
        var read = new PagePrediction("page.png", [new("hello you", new Box(0, 0, 90, 10))]);
        Assert.Equal(new MatchCounts(2, 2, 2), Score(truth, read).Words);
    }

    [Fact]
    public void Two_words_read_as_one_are_merged()
    {
        var truth = Words() with { Words = [new("hello", new(0, 0, 50, 10)), new("world", new(55, 0, 105, 10)), new("!", new(110, 0, 120, 10))] };
        var read = new PagePrediction("page.png", [new("helloworld", new Box(0, 0, 105, 10)), new("!", new Box(110, 0, 120, 10))]);
        Assert.Equal(new ShareCounts(2, 3), Score(truth, read).Merged);
        Assert.Equal(0, Score(truth, read).Fragmented.Part);
    }

    [Fact]
    public void One_word_read_in_pieces_is_fragmented()
    {
        var truth = Words() with { Words = [new("world", new(0, 0, 50, 10))] };
        var read = new PagePrediction("page.png", [new("rld", new Box(22, 0, 50, 10)), new("wo", new Box(0, 0, 20, 10))]);
        Assert.Equal(new ShareCounts(1, 1), Score(truth, read).Fragmented);
        Assert.Equal(0, Score(truth, read).Merged.Part);
    }

    [Fact]
    public void Wrong_spaces_are_counted_without_boxes_too()
    {
        var truth = Plain("the hello world is a nice place");
        Assert.Equal(2, Score(truth, Text("the helloworld is a nice place")).Merged.Part);
        Assert.Equal(1, Score(truth, Text("the hello wo rld is a nice place")).Fragmented.Part);
        Assert.Equal(0, Score(truth, Text("the hello place is a nice world")).Merged.Part);
    }

    [Fact]
    public void A_sign_the_truth_could_not_write_costs_no_character_and_its_word_is_not_required()
    {
        var counts = Score(Plain("Proc~dure 3.2"), Text("Procedure 3.2"));
        Assert.Equal(new EditCounts(0, 12), counts.CharacterEdits);
        Assert.Equal(new EditCounts(0, 1), counts.WordEdits);
        Assert.Equal(new MatchCounts(1, 2, 1), counts.Bag);
    }

    [Fact]
    public void Combining_marks_are_no_character_errors() => Assert.Equal(0, Score(Plain("café"), Text("cafe\u0301")).CharacterEdits.Edits);

    [Fact]
    public void Character_errors_do_not_depend_on_the_order_of_boxes()
    {
        var truth = Words("one", "two", "three");
        var reversed = Read("one", "two", "three") with { Words = [.. Read("one", "two", "three").Words!.Reverse()] };
        Assert.Equal(0, Score(truth, reversed).CharacterEdits.Edits);
    }

    [Fact]
    public void The_most_confident_of_equal_words_is_the_right_one_when_there_are_no_boxes()
    {
        var read = new PagePrediction("page.png", [new("the", null, 0.2), new("the", null, 0.9)]);
        Assert.Equal([new WordVerdict(0.2, false), new WordVerdict(0.9, true)], PageScorer.Score(Plain("the"), read).Verdicts);
    }

    [Fact]
    public void Counts_of_pages_add_up()
    {
        var (one, other) = (Score(Words("a", "b"), Read("a", "x")), Score(Plain("c d e"), Text("c d")));
        var sum = one + other;
        Assert.Equal(new MatchCounts(3, 4, 5), sum.Bag);
        Assert.Equal(2, sum.Pages);
        Assert.Equal(one.BagF1Sum + other.BagF1Sum, sum.BagF1Sum);
        Assert.Equal(one.Words, sum.Words);
    }

    private static PageCounts Score(PageTruth truth, PagePrediction prediction) => PageScorer.Score(truth, prediction).Counts;

    private static PageTruth Words(params string[] words) =>
        new("page.png", "other", "test", 1000, 500, [.. words.Select((w, i) => new TruthRegion(w, Place(i)))], null, null, FoldCase: false);

    private static PageTruth Plain(string text) => Words() with { Words = null, Text = text };

    private static PagePrediction Read(params string[] words) => new("page.png", [.. words.Select((w, i) => new PredictedWord(w, Place(i)))]);

    private static PagePrediction Text(string text) => new("page.png", null, text);

    private static Box Place(int i) => new(i * 60, 10, i * 60 + 50, 30);
}

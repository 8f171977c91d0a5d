using OcrLabeling.Ocr.Engines.Tesseract;

namespace OcrLabeling.Ocr.Tests.Engines;

public sealed class TesseractNoiseTests
{
    [Fact]
    public void Words_that_are_hardly_believed_are_dropped_and_signs_sooner_than_text()
    {
        TesseractWord[] words = [Word("invoice", 0.95, 0), Word("w1ll", 0.25, 0), Word("junk", 0.19, 0), Word("|", 0.6, 0), Word("—", 0.75, 0)];
        Assert.Equal(["invoice", "w1ll", "—"], TesseractNoise.Drop(words).Select(word => word.Text));
    }

    [Fact]
    public void On_a_picture_only_words_that_stand_out_are_read()
    {
        TesseractWord[] words = [Word("bricks", 0.3, 0), Word("leaves", 0.6, 1), Word("wall", 0.1, 2), Word("EXIT", 0.9, 3), Word("Hl", 0.4, 4)];
        Assert.Equal([Word("EXIT", 0.9, 0)], TesseractNoise.Drop(words));
    }

    [Fact]
    public void Lines_are_numbered_without_gaps()
    {
        TesseractWord[] words = [Word("one", 0.9, 2), Word("two", 0.9, 2), Word("gone", 0.1, 5), Word("three", 0.9, 7)];
        Assert.Equal([0, 0, 1], TesseractNoise.Drop(words).Select(word => word.Line));
    }

    [Fact]
    public void Nothing_stays_nothing() => Assert.Empty(TesseractNoise.Drop([]));

    private static TesseractWord Word(string text, double confidence, int line) => new(text, confidence, new(0, 0, 10, 10), line);
}

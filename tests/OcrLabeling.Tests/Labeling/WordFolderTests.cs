using System.IO.Compression;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Labeling;

public sealed class WordFolderTests
{
    [Fact]
    public void A_zip_gives_its_images_in_order_with_their_texts()
    {
        var folder = WordFolder.From([Zip(("w/b.png", "B"), ("w/a.jpg", "A"), ("w/words.jsonl", "{\"image\":\"w/a.jpg\",\"text\":\"alpha\",\"confidence\":0.5}\n{\"image\":\"b.png\",\"text\":\"beta\"}\n"), ("notes.txt", "n"))]);
        Assert.Equal([("w/a.jpg", "alpha", (double?)0.5), ("w/b.png", "beta", null)], folder.Images.Select(i => (i.Name, i.Text!, i.Confidence)));
        Assert.Equal(["notes.txt: not a word image"], folder.Skipped);
        Assert.True(folder.HasTexts);
    }

    [Fact]
    public void Images_of_the_same_name_in_other_folders_have_their_own_texts()
    {
        var folder = WordFolder.From([Zip(
            ("export/a/001.png", "A"), ("export/b/001.png", "B"), ("export/c/001.png", "C"),
            ("export/words.jsonl", """{"image":"a/001.png","text":"ALPHA"}""" + "\n" + """{"image":"b/001.png","text":"BRAVO"}""" + "\n" + """{"image":"c/001.png","text":"CHARLIE"}"""))]);
        Assert.Equal(["ALPHA", "BRAVO", "CHARLIE"], folder.Images.Select(i => i.Text));
        Assert.Equal((0, 0), (folder.Unmatched.Lines.Count, folder.Unmatched.Images.Count));
    }

    [Fact]
    public void Lines_without_image_and_images_without_line_are_listed()
    {
        var folder = WordFolder.From([Zip(
            ("a/001.png", "A"), ("b/001.png", "B"), ("W1.PNG", "C"),
            ("words.jsonl", """{"image":"a/001.png","text":"ALPHA"}""" + "\n" + """{"image":"w1.png","text":"x"}""" + "\n" + """{"image":"001.png","text":"whose?"}"""))]);
        Assert.Equal([null, "ALPHA", null], folder.Images.Select(i => i.Text));
        Assert.Equal(["words.jsonl, line 2: w1.png", "words.jsonl, line 3: 001.png"], folder.Unmatched.Lines);
        Assert.Equal(["W1.PNG", "b/001.png"], folder.Unmatched.Images);
        Assert.Empty(WordFolder.From([Zip(("a.png", "A"))]).Unmatched.Images);
    }

    [Theory]
    [InlineData("""{"image":"cafe\u0301.png","text":"ALPHA"}""", "caf\u00E9.png")]
    [InlineData("""{"image":"caf\u00e9.png","text":"ALPHA"}""", "cafe\u0301.png")]
    [InlineData("""{"image":"img\\w1.png","text":"ALPHA"}""", "img/w1.png")]
    [InlineData("""{"image":"img/w1.png","text":"ALPHA"}""", "img\\w1.png")]
    [InlineData("""{"image":"./img//w1.png","text":"ALPHA"}""", "img/w1.png")]
    [InlineData("""{"image":"my words/w#2%20.png","text":"ALPHA"}""", "my words/w#2%20.png")]
    [InlineData("""{"image":"crops/w1.png","text":"ALPHA"}""", "w1.png")]
    public void A_path_may_be_written_in_several_ways(string line, string file) =>
        Assert.Equal("ALPHA", WordFolder.From([Zip((file, "A"), ("words.jsonl", line))]).Images.Single().Text);

    [Fact]
    public void Texts_may_come_with_a_mark_and_any_line_ends_and_are_cleaned()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("b.png", "B"), ("words.jsonl", "\uFEFF" + """{"image":"a.png","text":" 1\u00A0234\u200B"}""" + "\r\n" + """{"image":"b.png","text":"e\u0301"}""" + "\r\n"))]);
        Assert.Equal(["1 234", "\u00E9"], folder.Images.Select(i => i.Text));
        Assert.Empty(folder.Skipped);
    }

    [Fact]
    public void A_table_of_texts_gives_them_back_as_they_were()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("b.png", "B"), ("c.png", "C"), ("words.csv", "\uFEFFtext,image,confidence\r\n'-12.00,a.png,0.5\r\n\"''tis, so\",b.png,\r\nlost,x.png,\r\nalone\r\n"))]);
        Assert.Equal([("-12.00", 0.5), ("'tis, so", null), ((string?)null, (double?)null)], folder.Images.Select(i => (i.Text, i.Confidence)));
        Assert.Equal(["words.csv, line 4: x.png"], folder.Unmatched.Lines);
        Assert.Equal(["words.csv, line 5: a row with image and text is needed"], folder.UnusableLines);
    }

    [Fact]
    public void Rows_are_named_by_the_line_they_begin_on()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("words.csv", "image,text\r\na.png,\"two\r\nlines\"\r\n\r\nnope.png,x\r\nalone\r\n"))]);
        Assert.Equal("two lines", folder.Images.Single().Text);
        Assert.Equal(["words.csv, line 5: nope.png"], folder.Unmatched.Lines);
        Assert.Equal(["words.csv, line 6: a row with image and text is needed"], folder.UnusableLines);
    }

    [Fact]
    public void An_inch_mark_is_a_character_like_any()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("b.png", "B"), ("words.csv", "image,text\na.png,12\" nail\nb.png,bolt\n"))]);
        Assert.Equal(["12\" nail", "bolt"], folder.Images.Select(i => i.Text));
        Assert.Empty(folder.UnusableLines);
    }

    [Theory]
    [InlineData("image,text\na.png,\"12 nail\nb.png,bolt\n", null, "bolt")]
    [InlineData("image,text\na.png,\"12 nail\nb.png,\"5 bolt\n", null, null)]
    [InlineData("image,text\nb.png,bolt\na.png,\"12 nail", null, "bolt")]
    [InlineData("image,text\na.png,\"12\" nail\nb.png,bolt\n", null, "bolt")]
    public void A_quote_that_is_not_closed_takes_no_other_row_with_it(string table, string? first, string? second)
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("b.png", "B"), ("words.csv", table))]);
        Assert.Equal([first, second], folder.Images.Select(i => i.Text));
        var line = table[..table.IndexOf("a.png", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        Assert.StartsWith($"words.csv, line {line}: a quotation mark is not closed", folder.UnusableLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_full_of_open_quotes_is_read_to_its_end()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => $"{i}.png,\"x");
        var folder = WordFolder.From([Zip(("a.png", "A"), ("words.csv", $"image,text\n{string.Join('\n', rows)}\na.png,alpha\n"))]);
        Assert.Equal("alpha", folder.Images.Single().Text);
        Assert.Equal(5000, folder.UnusableLines.Count);
    }

    [Fact]
    public void Texts_are_named_by_the_file_they_came_in()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("b.png", "B"), ("t/words.csv", "image,text\na.png,alpha\n"), ("words.jsonl", """{"image":"b.png","text":"beta"}"""))]);
        Assert.Equal(["words.csv", "words.jsonl"], folder.Images.Select(i => i.TextFrom));
    }

    [Theory]
    [InlineData("words.jsonl", """{"image":"a.png","text":"A","confidence":7}""", 1)]
    [InlineData("words.jsonl", """{"image":"a.png","text":"A","confidence":-0.1}""", 1)]
    [InlineData("words.csv", "image,text,confidence\na.png,A,2", 2)]
    [InlineData("words.csv", "image,text,confidence\na.png,A,high", 2)]
    public void A_confidence_out_of_range_is_left_out_and_named(string file, string content, int line)
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), (file, content))]);
        Assert.Equal(("A", null), (folder.Images.Single().Text, folder.Images.Single().Confidence));
        Assert.Equal([$"{file}, line {line}: the confidence is no number from 0 to 1, so the text is taken without it"], folder.UnusableLines);
    }

    [Fact]
    public void A_second_line_of_an_image_is_named()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("words.jsonl", """{"image":"a.png","text":"one"}""" + "\n" + """{"image":"./a.png","text":"two"}"""))]);
        Assert.Equal(("one", "words.jsonl, line 2: ./a.png stands on an earlier line, too"), (folder.Images.Single().Text, folder.UnusableLines.Single()));
    }

    [Fact]
    public void Loose_files_are_a_folder_too()
    {
        var folder = WordFolder.From([new UploadedFile("b.png", "B"u8.ToArray()), new UploadedFile("a.png", "A"u8.ToArray())]);
        Assert.Equal(["a.png", "b.png"], folder.Images.Select(i => i.Name));
        Assert.False(folder.HasTexts);
    }

    [Fact]
    public void A_bad_line_of_texts_is_named_and_the_rest_taken()
    {
        var folder = WordFolder.From([Zip(("a.png", "A"), ("words.jsonl", "{nonsense\n{\"image\":\"a.png\",\"text\":\"alpha\"}"))]);
        Assert.Equal("alpha", folder.Images.Single().Text);
        Assert.Contains("line 1", folder.UnusableLines.Single(), StringComparison.Ordinal);
    }

    private static UploadedFile Zip(params (string Name, string Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        return new UploadedFile("words.zip", stream.ToArray());
    }
}

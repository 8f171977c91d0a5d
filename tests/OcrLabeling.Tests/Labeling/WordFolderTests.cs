using System.IO.Compression;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;

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
        Assert.Contains("line 1", folder.Skipped.Single(), StringComparison.Ordinal);
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

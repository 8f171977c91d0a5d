using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Labeling;

/// <summary>The shared cases that come in by the door of word images; the same behaviours are tested on archives of our own in <see cref="WordFolderTests"/>.</summary>
public sealed class SharedWordFolderTests
{
    [SharedCaseTheory]
    [InlineData("dup_names.zip", "export/receiptA/001.png=ALPHA export/receiptB/001.png=BRAVO export/receiptC/001.png=CHARLIE", 0, "")]
    [InlineData("dup_names_partial.zip", "receiptA/001.png=ALPHA receiptB/001.png=", 0, "receiptB/001.png")]
    [InlineData("nfd.zip", "café.png=ALPHA w2.png=BRAVO", 0, "")]
    [InlineData("case.zip", "W1.PNG=", 1, "W1.PNG")]
    [InlineData("backslash.zip", "img/w1.png=ALPHA img/w2.png=BRAVO", 0, "")]
    public void Images_have_the_texts_that_are_meant(string file, string images, int lost, string bare)
    {
        var folder = Open(file);
        Assert.Equal(images.Normalize(), string.Join(' ', folder.Images.Select(i => $"{i.Name.Normalize()}={i.Text}")));
        Assert.Equal((lost, bare), (folder.Unmatched.Lines.Count, string.Join(' ', folder.Unmatched.Images)));
    }

    [SharedCaseFact]
    public void Spaces_and_signs_in_names_are_kept() => Assert.Equal(["ALPHA", "BRAVO"], Open("spaces.zip").Images.Select(i => i.Text));

    [SharedCaseFact]
    public void The_shadow_files_of_a_Mac_are_left_out() => Assert.DoesNotContain(Open("mac.zip").Images, i => i.Name.Contains("__MACOSX", StringComparison.Ordinal));

    private static WordFolder Open(string file) => WordFolder.From([new UploadedFile(file, File.ReadAllBytes(Path.Combine(SharedCases.Folder!, file)))]);
}

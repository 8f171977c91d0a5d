using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class ImageIndexTests
{
    [Theory]
    [InlineData("a/b.png", "a/b.png")]
    [InlineData("./a//b.png", "a/b.png")]
    [InlineData("a\\b.png", "a/b.png")]
    [InlineData(".\\a\\.\\b.png", "a/b.png")]
    [InlineData("cafe\u0301.png", "caf\u00E9.png")]
    [InlineData("A/B.PNG", "A/B.PNG")]
    [InlineData("/etc/passwd", "/etc/passwd")]
    [InlineData("a/../../b.png", "../b.png")]
    [InlineData("./dot/../dot/y.png", "dot/y.png")]
    [InlineData("../../b.png", "../../b.png")]
    [InlineData("/../b.png", "/../b.png")]
    [InlineData("my words/w#2%20.png", "my words/w#2%20.png")]
    public void A_path_has_one_canonical_writing(string path, string canonical) => Assert.Equal(canonical, ImagePath.Canonical(path));

    [Theory]
    [InlineData("a/001.png", "a/001.png")]
    [InlineData("001.png", null)]
    [InlineData("c/001.png", null)]
    [InlineData("only.png", "b/only.png")]
    [InlineData("elsewhere/top.png", "top.png")]
    [InlineData("z/only.png", null)]
    [InlineData("nly.png", null)]
    [InlineData("Only.png", null)]
    public void A_line_means_the_file_at_its_path_or_the_only_one_that_ends_so(string line, string? file) =>
        Assert.Equal(file, new ImageIndex(["a/001.png", "b/001.png", "b/only.png", "top.png"]).Find(line));

    [Fact]
    public void The_lines_own_folder_comes_first()
    {
        var index = new ImageIndex(["x/a.png", "a.png"]);
        Assert.Equal(("x/a.png", "a.png"), (index.Find("a.png", "x/"), index.Find("a.png")));
    }

    [Fact]
    public void Another_name_counts_where_no_file_has_it()
    {
        var index = new ImageIndex(["one.png", "two.png"], [("uno.png", "one.png"), ("one.png", "two.png")]);
        Assert.Equal(("one.png", "one.png"), (index.Find("uno.png"), index.Find("one.png")));
    }
}

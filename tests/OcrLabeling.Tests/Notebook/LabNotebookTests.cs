using OcrLabeling.Web.Notebook;

namespace OcrLabeling.Tests.Notebook;

public sealed class LabNotebookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("notebook").FullName;

    private LabNotebook Notebook => new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_newest_experiment_comes_first_and_is_called_by_its_heading()
    {
        Write("001-plain.md", "# 1. Plain fonts\n\ntext");
        Write("002-full.md", "no heading");
        Write("README.md", "# Not an experiment");
        Assert.Equal([new("002-full", "002-full"), new NotebookEntry("001-plain", "1. Plain fonts")], Notebook.Entries());
    }

    [Fact]
    public void Pictures_beside_an_experiment_are_served_and_others_left_alone()
    {
        Write("001-plain.md", "![loss](001-loss.svg) ![far](https://example.org/a.svg)");
        Assert.Equal("![loss](notebook/files/001-loss.svg) ![far](https://example.org/a.svg)", Notebook.Read("001-plain"));
    }

    [Theory]
    [InlineData("../secret.svg"), InlineData("001-plain.md"), InlineData(".hidden.svg"), InlineData("missing.svg"), InlineData("a/b.svg")]
    public void Only_pictures_of_the_folder_are_served(string name)
    {
        Write("001-plain.md", "# 1");
        Write(".hidden.svg", "<svg/>");
        Assert.Null(Notebook.FindPicture(name));
    }

    [Fact]
    public void A_picture_of_the_folder_is_found()
    {
        Write("001-loss.svg", "<svg/>");
        Assert.Equal(Path.Combine(folder, "001-loss.svg"), Notebook.FindPicture("001-loss.svg"));
    }

    [Fact]
    public void Without_a_folder_the_notebook_is_empty() => Assert.Empty(new LabNotebook(Path.Combine(folder, "none")).Entries());

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}

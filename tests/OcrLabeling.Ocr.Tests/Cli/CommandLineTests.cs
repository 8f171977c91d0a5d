namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class CommandLineTests
{
    private const string PagesOnly =
        "--by and --sampled are for pages; crops are grouped by dataset and kind, and only those with a prediction count.";

    [Theory]
    [InlineData("score --truth a", "--predictions is missing.")]
    [InlineData("score --truth a --predictions b --fast", "There is no option --fast.")]
    [InlineData("score --truth a --truth b --predictions c", "--truth is given twice.")]
    [InlineData("score --truth --predictions b", "--truth needs a value: --truth PATH")]
    [InlineData("score --truth a --predictions b --json=yes", "--json takes no value.")]
    [InlineData("score a --truth a --predictions b", "\"a\" is not expected here.")]
    [InlineData("score --truth a --predictions b --by colour", "--by is \"colour\"; allowed are category and dataset.")]
    [InlineData("score --truth a --predictions b --crops --sampled", PagesOnly)]
    [InlineData("recognize --engine fake", "IMAGE is missing.")]
    public async Task A_wrong_command_line_ends_with_2_the_fault_and_the_usage(string words, string fault)
    {
        var run = await CommandRun.OfAsync(words.Split(' '));
        Assert.Equal(2, run.ExitCode);
        var name = words.Split(' ')[0];
        Assert.StartsWith($"ocrlab {name}: {fault}\nusage: ocrlab {name} ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task An_unknown_command_ends_with_2_and_the_list_of_commands()
    {
        var run = await CommandRun.OfAsync("divine");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no command \"divine\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("  evaluate ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("evaluate", "--help")]
    public async Task Help_is_a_result_and_good(params string[] words)
    {
        var run = await CommandRun.OfAsync(words);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("usage: ocrlab", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_missing_file_ends_with_1_and_names_the_file()
    {
        var run = await CommandRun.OfAsync("score", "--truth", "/nowhere/gt.jsonl", "--predictions", "/nowhere/p.jsonl");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/nowhere/gt.jsonl", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_after_two_dashes_are_files_even_with_a_dash_in_front()
    {
        var run = await CommandRun.OfAsync("recognize", "--engine=fake", "--", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--json", run.Error, StringComparison.Ordinal);
    }
}

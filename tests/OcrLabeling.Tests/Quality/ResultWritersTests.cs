using System.Text;
using System.Text.Json;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Tests.Quality;

public sealed class ResultWritersTests
{
    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+49", "'+49")]
    [InlineData("-5.00", "'-5.00")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'tis", "''tis")]
    [InlineData("\uFF1Dx", "'\uFF1Dx")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_defused(string text, string cell)
    {
        var rows = await CsvAsync([Result(text)]);
        Assert.Equal(cell, rows[1][Column(rows, "text")]);
        Assert.Equal(cell, rows[1][Column(rows, "source")]);
        Assert.Equal(cell, rows[1][Column(rows, "worker")]);
    }

    [Theory]
    [InlineData("-12.00"), InlineData("+49"), InlineData("=1+2"), InlineData("@home"), InlineData("'quoted'"), InlineData("'"), InlineData("'=x"), InlineData("''"), InlineData("plain"), InlineData("")]
    public void What_was_defused_comes_back_unchanged(string text) => Assert.Equal(text, Spreadsheet.Plain(Spreadsheet.Safe(text)!));

    [Fact]
    public async Task Every_column_is_documented()
    {
        var docs = await File.ReadAllTextAsync(Repository.File("docs/datasets.md"));
        Assert.All((await CsvAsync([Result("x")]))[0], column => Assert.Contains($"`{column}`", docs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_spreadsheet_sees_that_it_is_UTF_8()
    {
        var output = new MemoryStream();
        await ResultWriters.WriteCsvAsync(new[] { Result("Größe") }.ToAsyncEnumerable(), output, default);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'t'], output.ToArray()[..4]);
    }

    [Fact]
    public async Task A_row_says_where_its_word_stands_and_how_far_people_agree()
    {
        var rows = await CsvAsync([Result("x")]);
        string Of(string column) => rows[1][Column(rows, column)];
        Assert.Equal((Document.ToString(), "receipt.jpg", "3", "[10,20.5,60,40]"), (Of("document_id"), Of("document_name"), Of("page_number"), Of("box")));
        Assert.Equal(("2", "1", "0.5"), (Of("votes"), Of("agreeing"), Of("agreement")));
        Assert.NotEqual("", Of("answer"));
    }

    [Fact]
    public async Task Any_text_comes_back_from_CSV() => await Task.Run(() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Where(s => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s.Get)) == s.Get).ToArbitrary(), text =>
        {
            var rows = CsvAsync([Result(text.Get)]).GetAwaiter().GetResult();
            var cell = rows[1][Column(rows, "text")];
            return Spreadsheet.Plain(cell) == text.Get;
        }).QuickCheckThrowOnFailure());

    [Fact]
    public async Task A_task_without_answers_has_a_row()
    {
        var rows = await CsvAsync([Result("x") with { Answers = [] }, Result("y")]);
        Assert.Equal(3, rows.Count);
        Assert.Equal("", rows[1][Column(rows, "answer")]);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }

    [Fact]
    public async Task Times_and_numbers_are_plain()
    {
        var rows = await CsvAsync([Result("x")]);
        Assert.Equal("2026-03-02T12:00:00.123Z", rows[1][Column(rows, "submitted_at")]);
        Assert.Equal("0.5", rows[1][Column(rows, "pre_label_confidence")]);
        Assert.Equal("1234", rows[1][Column(rows, "net_ms")]);
    }

    [Fact]
    public async Task JSONL_has_one_task_a_line_and_every_text_as_it_is()
    {
        var output = new MemoryStream();
        await ResultWriters.WriteJsonlAsync(new[] { Result("=1+2 \"é\"\n"), Result("b") }.ToAsyncEnumerable(), output, default);
        var lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        var task = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("=1+2 \"é\"\n", task.GetProperty("answers")[0].GetProperty("text").GetString());
        Assert.Equal("crops/word_000000.png", task.GetProperty("image_name").GetString());
        Assert.Equal((Document, 3, 20.5), (task.GetProperty("document_id").GetGuid(), task.GetProperty("page_number").GetInt32(), task.GetProperty("box")[1].GetDouble()));
        Assert.Equal("resolved", task.GetProperty("consensus").GetProperty("status").GetString());
        Assert.Contains("é", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_written_while_others_are_still_to_come()
    {
        var output = new MemoryStream();
        var writtenAtTheEnd = 0L;
        async IAsyncEnumerable<TaskResult> Many()
        {
            for (var i = 0; i < 2000; i++)
                yield return Result("x");
            writtenAtTheEnd = output.Length;
            await Task.CompletedTask;
        }
        await ResultWriters.WriteJsonlAsync(Many(), output, default);
        Assert.InRange(writtenAtTheEnd, output.Length / 2, output.Length);
        output.SetLength(0);
        await ResultWriters.WriteCsvAsync(Many(), output, default);
        Assert.InRange(writtenAtTheEnd, output.Length / 2, output.Length);
    }

    private static readonly Guid Document = Guid.NewGuid();

    private static TaskResult Result(string text) => new(
        TaskId.New(), 0, text, Document, "receipt.jpg", 3, [10, 20.5, 60, 40], "/api/tasks/x/image", "crops/word_000000.png", new string('a', 64), "register_tapes", new("pre", null, 0.5, "tesseract", "5.3.0"),
        [
            new(AnswerId.New(), Guid.NewGuid(), text, "transcribed", text, null, "edited", 1, 2, 1, false, new(2026, 3, 2, 11, 59, 58, DateTimeKind.Utc),
                new DateTime(2026, 3, 2, 12, 0, 0, 123, DateTimeKind.Utc), 1234, 1000, null),
        ],
        new("resolved", "transcribed", text, null, 2, 1));

    private static int Column(List<string[]> rows, string name) => Array.IndexOf(rows[0], name);

    private static async Task<List<string[]>> CsvAsync(IReadOnlyList<TaskResult> results)
    {
        var output = new MemoryStream();
        await ResultWriters.WriteCsvAsync(results.ToAsyncEnumerable(), output, default);
        output.Position = 3; // behind the mark
        using var reader = CsvReader.Create(output, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        return rows;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Cli;
using OcrLabeling.Cli.Accounts;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Commands;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class TotalsCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ocrlab-totals-").FullName;
    private readonly StringWriter output = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        output.Dispose();
    }

    [Fact]
    public async Task A_wrong_tally_is_found_and_put_right()
    {
        await MakeBatchAsync();
        Assert.Equal(0, await RunAsync("check"));
        Assert.Contains("All totals are right.", output.ToString(), StringComparison.Ordinal);
        await using (var services = await AccountServices.OpenAsync(folder, default))
        await using (var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
            await db.Batches.ExecuteUpdateAsync(s => s.SetProperty(b => b.AssignmentCount, 7));
        Assert.Equal(1, await RunAsync("check"));
        Assert.Contains("Receipts: number of assignments is wrong", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("repair", "--batch", "Receipts", "--json"));
        Assert.Contains("\"worker\":null", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("check"));
    }

    [Fact]
    public async Task A_batch_that_is_not_there_is_named() => Assert.Equal(1, await RunAsync("check", "--batch", "Nothing"));

    private async Task MakeBatchAsync()
    {
        await using var services = await AccountServices.OpenAsync(folder, default);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var pool = new Pool("Readers", PoolKind.Contractors, DateTime.UtcNow);
        var batch = new Batch("Receipts", Template.WordTranscription, pool, 1, 15, "", true, Privacy.Public, "{}", Guid.NewGuid(), DateTime.UtcNow);
        batch.Open(batch.Preparation.Start(DateTime.UtcNow), 0, [], DateTime.UtcNow);
        db.AddRange(pool, batch);
        await db.SaveChangesAsync();
    }

    private Task<int> RunAsync(params string[] words)
    {
        output.GetStringBuilder().Clear();
        var table = new CommandTable([new TotalsCommand(repair: false), new TotalsCommand(repair: true)]);
        return table.RunAsync(["totals", .. words, "--data", folder], new Terminal(output, TextWriter.Null, IsInteractive: false, TimeProvider.System), CancellationToken.None);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Cli.Accounts;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Cli.Commands;

/// <summary>Counts again what the stats are read from; with <paramref name="repair"/> puts right what differs. The server may go on meanwhile.</summary>
internal sealed class TotalsCommand(bool repair) : ICommand
{
    public string Name => repair ? "totals repair" : "totals check";

    public string Summary => repair ? "Count answers again and put wrong totals right." : "Compare the totals behind stats and pay with the answers.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("batch", "NAME", "one batch; otherwise all"),
        new("data", "DIR", "the server's data folder; otherwise its environment variables tell"),
        Option.Json,
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        await using var services = await AccountServices.OpenAsync(arguments.OptionalText("data"), ct);
        var databases = services.GetRequiredService<IDbContextFactory<AppDb>>();
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = arguments.OptionalText("batch") is { } name ? await FindAsync(db, name, ct) : (BatchId?)null;
        using var transaction = new WriteTransaction(databases);
        var recount = new TotalsRecount(transaction, databases);
        var faults = await (repair ? recount.RepairAsync(batch, ct) : recount.CheckAsync(batch, ct));
        if (arguments.Has("json"))
            terminal.Output.WriteLine(JsonSerializer.Serialize(new { wrong = faults.Select(f => new { batch = f.Batch.Value, worker = f.Worker?.Value }), repaired = repair }));
        else
            await TellAsync(db, faults, terminal, ct);
        return faults.Count == 0 || repair ? 0 : 1;
    }

    private async Task TellAsync(AppDb db, IReadOnlyList<TotalsFault> faults, Terminal terminal, CancellationToken ct)
    {
        var batches = await db.Batches.ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var workers = await db.Workers.ToDictionaryAsync(w => w.Id, w => w.DisplayName, ct);
        foreach (var fault in faults)
            terminal.Output.WriteLine(Terminal.Safe($"{batches[fault.Batch]}: {(fault.Worker is { } worker ? $"what {workers[worker]} did" : "number of assignments")} {(repair ? "was wrong, counted again" : "is wrong")}"));
        terminal.Output.WriteLine(faults.Count == 0 ? "All totals are right." : repair ? $"{faults.Count} put right." : $"{faults.Count} wrong; `totals repair` puts them right.");
    }

    private static async Task<BatchId> FindAsync(AppDb db, string name, CancellationToken ct) =>
        await db.Batches.Where(b => b.Name == name).Select(b => b.Id).ToListAsync(ct) switch
        {
            [var only] => only,
            [] when Guid.TryParse(name, out var key) && await db.Batches.AnyAsync(b => b.Id == new BatchId(key), ct) => new BatchId(key),
            [] => throw new CommandFailedException($"There is no batch \"{name}\"."),
            var several => throw new CommandFailedException($"{several.Count} projects have a batch \"{name}\". Give the key of one: {string.Join(", ", several)}."),
        };
}

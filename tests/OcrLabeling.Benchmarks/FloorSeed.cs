using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Benchmarks;

/// <summary>A big floor, written by the database itself: batches of one pool, two slots for each task, all open or all answered over the last thirty days.</summary>
internal sealed class FloorSeed(BenchmarkStore store, BenchmarkOptions options)
{
    // a stretch of tasks one worker does at a sitting
    private const int Sitting = 50;
    private const int Days = 30;

    public List<WorkerId> Workers { get; } = [];
    public List<BatchId> Batches { get; } = [];

    /// <param name="answered">Every slot is filled and counted; else all are open.</param>
    public static async Task<FloorSeed> OpenAsync(BenchmarkStore store, BenchmarkOptions options, bool answered)
    {
        await store.OpenAsync();
        var seed = new FloorSeed(store, options);
        await seed.MakePeopleAndBatchesAsync();
        await seed.MakeTasksAsync();
        if (answered)
            await seed.MakeAnswersAsync();
        else
            await seed.MakeOpenSlotsAsync();
        await store.SettleAsync();
        return seed;
    }

    private async Task MakePeopleAndBatchesAsync()
    {
        var now = DateTime.UtcNow;
        await using var db = store.CreateDbContext();
        var pool = new Pool("Benchmark", PoolKind.Contractors, now);
        db.Add(pool);
        for (var i = 0; i < options.Workers; i++)
        {
            var account = new Account($"Worker {i}", $"worker{i}@example.org", Role.Worker, now);
            var worker = new Worker(account.Id, account.DisplayName, now);
            db.AddRange(account, worker, new PoolMember(pool.Id, worker.Id, now));
            Workers.Add(worker.Id);
        }
        for (var i = 0; i < options.Batches; i++)
        {
            var batch = new Batch($"Batch {i}", Template.WordTranscription, pool, BenchmarkOptions.Overlap, 15, "Type what you see.", true, Privacy.Public, "{}", Guid.NewGuid(), now.AddMinutes(i));
            batch.Open(batch.Preparation.Start(now), options.TasksPerBatch, [], now);
            db.Add(batch);
            Batches.Add(batch.Id);
        }
        await db.SaveChangesAsync();
        // a benchmark claims and claims
        await db.Batches.ExecuteUpdateAsync(s => s.SetProperty(b => b.HeldPages, BatchSettings.MaxHeldPages));
        await store.ExecuteAsync("people and batches", $"create table \"Numbered\" as {Numbered('b', Batches.Select(b => b.Value))} union all {Numbered('w', Workers.Select(w => w.Value))}");
    }

    private Task MakeTasksAsync() => store.ExecuteAsync("tasks", $"""
        {store.Trusting}insert into "Tasks" ("Id", "BatchId", "Sequence", "Category", "Image", "ImageMediaType", "Width", "Height", "PreLabelText", "PreLabelConfidence", "PreLabelEngineId", "PreLabelEngineVersion", "Source", "Wanted", "BeginsBlank")
        select {store.NewKey($"b.i * {options.TasksPerBatch} + n.i")}, b."Id", n.i, 'RegisterTapes', '{new string('a', 64)}', 'image/png', 120, 30, 'word ' || n.i, 0.8, 'tesseract', '5.3.0', 'receipt ' || (n.i / 100) || '.png, page 1', {BenchmarkOptions.Overlap}, false
        from "Numbered" b cross join {store.Numbers(options.TasksPerBatch)} n where b.kind = 'b' order by b.i, n.i
        """);

    private Task MakeOpenSlotsAsync() => store.ExecuteAsync("open assignments", $"""
        {store.Trusting}insert into "Assignments" ("Id", "TaskId", "BatchId", "TaskSequence", "Slot", "Status")
        select {store.NewKey($"(b.i * {options.TasksPerBatch} + t.\"Sequence\") * {BenchmarkOptions.Overlap} + n.i")}, t."Id", t."BatchId", t."Sequence", n.i, 'Open'
        from "Tasks" t join "Numbered" b on b."Id" = t."BatchId" cross join {store.Numbers(BenchmarkOptions.Overlap)} n order by b.i, t."Sequence", n.i
        """);

    private async Task MakeAnswersAsync()
    {
        var start = DateTimeOffset.UtcNow.AddDays(-Days).ToUnixTimeMilliseconds();
        // written with a decimal point: the product does not fit 32 bits
        var step = ((double)Days * 86_400_000 / options.Assignments).ToString("0.0###", CultureInfo.InvariantCulture);
        var number = $"((b.i * {options.TasksPerBatch} + t.\"Sequence\") * {BenchmarkOptions.Overlap} + n.i)";
        await store.ExecuteAsync("plan of the answers", $"""
            create table "Plan" as select {store.NewKey(number)} as "AssignmentId", t."Id" as "TaskId", t."BatchId", t."Sequence", n.i as "Slot", w."Id" as "WorkerId", t."PreLabelText", {number} as i,
              {start} + {number} * {step} as "At", 2000 + (t."Sequence" * 7919 + n.i * 4001) % 9000 as "Net"
            from "Tasks" t join "Numbered" b on b."Id" = t."BatchId" cross join {store.Numbers(BenchmarkOptions.Overlap)} n
              join "Numbered" w on w.i = (t."Sequence" / {Sitting} + b.i + n.i * {options.Workers / 2}) % {options.Workers} and w.kind = 'w'
            order by b.i, t."Sequence", n.i
            """);
        await store.ExecuteAsync("assignments", $"""
            {store.Trusting}insert into "Assignments" ("Id", "TaskId", "BatchId", "TaskSequence", "Slot", "Status", "WorkerId", "ClaimedAt", "SubmittedAt")
            select n."AssignmentId", n."TaskId", n."BatchId", n."Sequence", n."Slot", 'Submitted', n."WorkerId", {store.Time("n.\"At\" - 60000")}, {store.Time("n.\"At\"")} from "Plan" n
            """);
        await store.ExecuteAsync("claims", $"""
            {store.Trusting}insert into "Claims" ("Id", "AssignmentId", "TaskId", "BatchId", "WorkerId", "ClaimedAt", "Ending", "EndedAt")
            select {store.NewKey("n.i")}, n."AssignmentId", n."TaskId", n."BatchId", n."WorkerId", {store.Time("n.\"At\" - 60000")}, 'Submitted', {store.Time("n.\"At\"")} from "Plan" n
            """);
        await store.ExecuteAsync("answers", $"""
            {store.Trusting}insert into "Answers" ("Id", "AssignmentId", "TaskId", "BatchId", "WorkerId", "Kind", "Text", "Revision", "IsSurplus", "IsLate", "Relation", "EditDistance", "Keystrokes", "ShownAt", "SubmittedAt", "NetMilliseconds", "ActiveMilliseconds", "UnseenMilliseconds", "FirstKeyMilliseconds")
            select {store.NewKey("n.i")}, n."AssignmentId", n."TaskId", n."BatchId", n."WorkerId", 'Transcribed', n."PreLabelText", 1, false, false, 'Accepted', 0, 1,
              {store.Time("n.\"At\" - n.\"Net\"")}, {store.Time("n.\"At\"")}, n."Net", n."Net" - 500, 0, 400 from "Plan" n
            """);
        await store.ExecuteAsync("plan dropped", "drop table \"Plan\"");
        await CountAsync();
    }

    /// <summary>The totals as the product keeps them, a batch at a time.</summary>
    private async Task CountAsync()
    {
        var watch = Stopwatch.StartNew();
        foreach (var batch in Batches)
        {
            await using var db = store.CreateDbContext();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var mine in (await db.Answers.AsNoTracking().Where(a => a.BatchId == batch).OrderBy(a => a.SubmittedAt).ToListAsync()).GroupBy(a => a.WorkerId))
            {
                var work = new WorkTotals(batch, mine.Key);
                var pace = new Dictionary<int, PaceTotals>();
                foreach (var answer in mine)
                {
                    work.Claim(1, 0, answer.SubmittedAt.AddMinutes(-1));
                    work.Take(answer);
                    var slot = PaceTotals.SlotOf(answer.SubmittedAt);
                    if (!pace.TryGetValue(slot, out var totals))
                        pace.Add(slot, totals = new PaceTotals(batch, mine.Key, slot));
                    totals.Take(answer);
                }
                db.Add(work);
                db.AddRange(pace.Values);
            }
            await db.SaveChangesAsync();
        }
        await store.SayAsync("totals", watch);
    }

    private string Numbered(char kind, IEnumerable<Guid> ids) =>
        string.Join(" union all ", ids.Select((id, i) => $"select '{kind}' as kind, {i} as i, {store.Key(id)} as \"Id\""));
}

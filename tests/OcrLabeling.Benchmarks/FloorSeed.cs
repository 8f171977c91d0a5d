using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Statistics;
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

    public static async Task<FloorSeed> OpenAsync(BenchmarkStore store, BenchmarkOptions options)
    {
        await store.OpenAsync();
        var seed = new FloorSeed(store, options);
        await seed.MakePeopleAndBatchesAsync();
        await seed.MakeTasksAsync();
        await store.SettleAsync();
        return seed;
    }

    /// <summary>Fills every slot, then counts the tallies from what is there.</summary>
    public async Task AnswerAllAsync()
    {
        var start = DateTimeOffset.UtcNow.AddDays(-Days).ToUnixTimeMilliseconds();
        // written with a decimal point: the product does not fit 32 bits
        var step = (double)Days * 86_400_000 / options.Assignments;
        await store.ExecuteAsync($"""
            create table "Plan" as select a."Id" as "AssignmentId", a."TaskId", a."BatchId", a."TaskSequence", w."Id" as "WorkerId", t."PreLabelText",
              {start} + ((b.i * {options.TasksPerBatch} + a."TaskSequence") * {BenchmarkOptions.Overlap} + a."Slot") * {step.ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture)} as "At",
              2000 + (a."TaskSequence" * 7919 + a."Slot" * 4001) % 9000 as "Net"
            from "Assignments" a join "Tasks" t on t."Id" = a."TaskId" join "Numbered" b on b."Id" = a."BatchId" join "Numbered" w on w.i = (a."TaskSequence" / {Sitting} + b.i + a."Slot" * {options.Workers / 2}) % {options.Workers} and w.kind = 'w'
            where b.kind = 'b'
            """);
        await store.ExecuteAsync($"""
            insert into "Claims" ("Id", "AssignmentId", "TaskId", "BatchId", "WorkerId", "ClaimedAt", "Ending", "EndedAt")
            select {store.NewKey}, n."AssignmentId", n."TaskId", n."BatchId", n."WorkerId", {store.Time("n.\"At\" - 60000")}, 'Submitted', {store.Time("n.\"At\"")} from (select *, "AssignmentId" as i from "Plan") n
            """);
        await store.ExecuteAsync($"""
            insert into "Answers" ("Id", "AssignmentId", "TaskId", "BatchId", "WorkerId", "Kind", "Text", "Revision", "IsSurplus", "Relation", "EditDistance", "Keystrokes", "ShownAt", "SubmittedAt", "NetMilliseconds", "ActiveMilliseconds", "FirstKeyMilliseconds")
            select {store.NewKey}, n."AssignmentId", n."TaskId", n."BatchId", n."WorkerId", 'Transcribed', n."PreLabelText", 1, false, 'Accepted', 0, 1,
              {store.Time("n.\"At\" - n.\"Net\"")}, {store.Time("n.\"At\"")}, n."Net", n."Net" - 500, 400 from (select *, "AssignmentId" as i from "Plan") n
            """);
        await store.ExecuteAsync($"""
            update "Assignments" set "Status" = 'Submitted', "WorkerId" = p."WorkerId", "ClaimedAt" = {store.Time("p.\"At\" - 60000")}, "SubmittedAt" = {store.Time("p.\"At\"")}
            from "Plan" p where p."AssignmentId" = "Assignments"."Id"
            """);
        await store.ExecuteAsync("drop table \"Plan\"");
        await store.SettleAsync();
        using var transaction = new WriteTransaction(store);
        var counted = await new TallyRecount(transaction, store).RepairAsync(null, default);
        await Console.Error.WriteLineAsync($"{store.Name}: {counted.Count:N0} tallies counted");
        await store.SettleAsync();
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
            batch.Preparation.Start(now);
            batch.Open(options.TasksPerBatch, [], now);
            db.Add(batch);
            Batches.Add(batch.Id);
        }
        await db.SaveChangesAsync();
    }

    private async Task MakeTasksAsync()
    {
        await store.ExecuteAsync($"create table \"Numbered\" as {Numbered('b', Batches.Select(b => b.Value))} union all {Numbered('w', Workers.Select(w => w.Value))}");
        await store.ExecuteAsync($"""
            insert into "Tasks" ("Id", "BatchId", "Sequence", "Category", "Image", "ImageMediaType", "Width", "Height", "PreLabelText", "PreLabelConfidence", "PreLabelEngineId", "PreLabelEngineVersion", "Source", "Wanted")
            select {store.NewKey}, b."Id", n.i, 'RegisterTapes', '{new string('a', 64)}', 'image/png', 120, 30, 'word ' || n.i, 0.8, 'tesseract', '5.3.0', 'receipt ' || (n.i / 100) || '.png, page 1', {BenchmarkOptions.Overlap}
            from "Numbered" b cross join {store.Numbers(options.TasksPerBatch)} n where b.kind = 'b' order by b.i, n.i
            """);
        await store.ExecuteAsync($"""
            insert into "Assignments" ("Id", "TaskId", "BatchId", "TaskSequence", "Slot", "Status")
            select {store.NewKey}, t."Id", t."BatchId", t."Sequence", n.i, 'Open' from "Tasks" t cross join {store.Numbers(BenchmarkOptions.Overlap)} n order by t."BatchId", t."Sequence", n.i
            """);
    }

    private string Numbered(char kind, IEnumerable<Guid> ids) =>
        string.Join(" union all ", ids.Select((id, i) => $"select '{kind}' as kind, {i} as i, {store.Key(id)} as \"Id\""));
}

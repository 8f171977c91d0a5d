using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Projects;

/// <param name="Kept">Those that stay where they are, each with the reason, for people.</param>
public sealed record MoveOutcome(int Moved, IReadOnlyList<string> Kept);

/// <summary>
/// Moves documents, batches and datasets into another project, each by itself: what was made from it stays where it is. Only what the account sees is moved, and only to where it sees. Thread-safe.
/// </summary>
public sealed class ProjectMoves(WriteTransaction transaction, AuditLog audit, ProjectActivity activity)
{
    /// <summary>With their pages, words and tags.</summary>
    public Task<MoveOutcome> DocumentsAsync(IReadOnlyCollection<DocumentId> ids, ProjectId to, Guid by, CancellationToken ct) => MoveAsync(to, by, async (db, move, reader) =>
    {
        var documents = await db.Documents.Visible(db, reader).Where(d => ids.Contains(d.Id) && d.ProjectId != to).ToListAsync(ct);
        var contents = documents.ConvertAll(d => d.Original);
        var there = (await db.Documents.Where(d => d.ProjectId == to && contents.Contains(d.Original)).Select(d => d.Original).ToListAsync(ct)).ToHashSet();
        foreach (var document in documents)
        {
            if (there.Add(document.Original))
                move.Of(document, "document", document.Id, document.FileName);
            else
                move.Keep($"{document.FileName}: the same file is in {move.To} already.");
        }
    }, ct);

    /// <summary>With their tasks, answers and results.</summary>
    public Task<MoveOutcome> BatchesAsync(IReadOnlyCollection<BatchId> ids, ProjectId to, Guid by, CancellationToken ct) => MoveAsync(to, by, async (db, move, reader) =>
    {
        var batches = await db.Batches.Visible(db, reader).Where(b => ids.Contains(b.Id) && b.ProjectId != to).ToListAsync(ct);
        var names = batches.ConvertAll(b => b.Name);
        var there = (await db.Batches.Where(b => b.ProjectId == to && names.Contains(b.Name)).Select(b => b.Name).ToListAsync(ct)).ToHashSet();
        foreach (var batch in batches)
        {
            if (there.Add(batch.Name))
                move.Of(batch, "batch", batch.Id, batch.Name);
            else
                move.Keep($"{batch.Name}: a batch in {move.To} has this name.");
        }
    }, ct);

    /// <summary>With all versions of their names, their evaluations and training runs.</summary>
    public Task<MoveOutcome> DatasetsAsync(IReadOnlyCollection<DatasetId> ids, ProjectId to, Guid by, CancellationToken ct) => MoveAsync(to, by, async (db, move, reader) =>
    {
        var chosen = db.Datasets.Visible(db, reader).Where(d => ids.Contains(d.Id) && d.ProjectId != to);
        var datasets = await db.Datasets.Where(d => chosen.Any(c => c.ProjectId == d.ProjectId && c.Name == d.Name)).ToListAsync(ct);
        var names = datasets.Select(d => d.Name).Distinct().ToList();
        var there = (await db.Datasets.Where(d => d.ProjectId == to && names.Contains(d.Name)).Select(d => d.Name).ToListAsync(ct)).ToHashSet();
        foreach (var versions in datasets.GroupBy(d => (d.ProjectId, d.Name)))
        {
            if (!there.Add(versions.Key.Name))
                move.Keep($"{versions.Key.Name}: a dataset in {move.To} has this name; their versions would be mixed.");
            else
                foreach (var dataset in versions)
                    move.Of(dataset, "dataset", dataset.Id, $"{dataset.Name} v{dataset.Version}");
        }
    }, ct);

    private async Task<MoveOutcome> MoveAsync(ProjectId to, Guid by, Func<AppDb, Move, ProjectScope, Task> choose, CancellationToken ct)
    {
        var outcome = await transaction.RunAsync(async db =>
        {
            var reader = await ProjectScope.OfAsync(db, by, ct);
            if (await db.Projects.Visible(db, reader).Where(p => p.Id == to && p.ArchivedAt == null).Select(p => p.Name).SingleOrDefaultAsync(ct) is not { } name)
                return new MoveOutcome(0, ["There is no such project to move to."]);
            var move = new Move(db, audit, to, name, by, await db.Projects.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct));
            await choose(db, move, reader);
            await db.SaveChangesAsync(ct);
            return move.Outcome;
        }, ct);
        if (outcome.Moved > 0)
            activity.Publish();
        return outcome;
    }

    private sealed class Move(AppDb db, AuditLog audit, ProjectId to, string name, Guid by, Dictionary<ProjectId, string> names)
    {
        private readonly List<string> kept = [];
        private int moved;

        public string To => name;

        public MoveOutcome Outcome => new(moved, kept);

        public void Of<TId>(IInProject subject, string kind, TId id, string called)
        {
            db.Add(audit.Entry(by, $"{kind}.move", $"{kind}:{id}", $"{called}: {names[subject.ProjectId]} -> {name}"));
            db.Entry(subject).Property(nameof(IInProject.ProjectId)).CurrentValue = to;
            moved++;
        }

        public void Keep(string reason) => kept.Add(reason);
    }
}

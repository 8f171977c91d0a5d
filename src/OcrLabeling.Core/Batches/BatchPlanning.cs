using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Batches;

/// <summary>Makes batches, and says beforehand what a draft would make.</summary>
public sealed class BatchPlanning(IDbContextFactory<AppDb> databases, WriteTransaction transaction, StoredArchive archives, IJobQueue jobs, AuditLog audit, TimeProvider clock)
{
    private static readonly DraftFault nameIsTaken = new(nameof(BatchDraft.Name), "Another batch has this name.");

    /// <summary>Counts tasks without making any.</summary>
    public async Task<BatchPreview> PreviewAsync(TaskSelection selection, CancellationToken ct)
    {
        switch (selection)
        {
            case TaskSelection.WordImages images:
                return new BatchPreview(images.Folder.Images.Count, 0, 0, 0, images.Privacy);
            case TaskSelection.DocumentWords words:
                await using (var db = await databases.CreateDbContextAsync(ct))
                {
                    var chosen = await WordSelection.ChooseWordsAsync(db, words, ct);
                    return new BatchPreview(
                        chosen.Count, chosen.Runs.Count, chosen.Runs.Select(r => r.DocumentId).Distinct().Count(), chosen.PagesUnread, Strictest(chosen.Runs.Select(r => r.Privacy)),
                        await PagesBeingRead.CountAsync(db, words.Project, words.Category, words.Documents, words.EngineId, ct)) { TooLarge = chosen.TooLong };
                }
            case TaskSelection.DocumentPages pages:
                await using (var db = await databases.CreateDbContextAsync(ct))
                {
                    var chosen = await PageSelection.ChooseAsync(db, pages, ct);
                    return new BatchPreview(
                        chosen.Pages.Count, chosen.Pages.Count, chosen.Pages.Select(p => p.DocumentId).Distinct().Count(), chosen.NotRendered, Strictest(chosen.Pages.Select(p => p.Privacy)),
                        await PagesBeingRead.CountAsync(db, pages.Project, pages.Category, pages.Documents, pages.EngineId, ct)) { TooLarge = chosen.TooLarge };
                }
            default:
                throw new InvalidOperationException($"Unknown selection {selection.GetType().Name}.");
        }
    }

    /// <summary>Stores the batch and queues its preparation.</summary>
    public async Task<CreateBatchOutcome> CreateAsync(BatchDraft draft, Guid createdBy, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pool = draft.PoolId is { } poolId ? await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, ct) : null;
        var faults = FaultsOf(draft, pool);
        var name = draft.Name.Trim();
        var project = draft.Selection?.Project ?? Project.DefaultId;
        if (!await db.Projects.TakesFromAsync(db, project, createdBy, ct))
            faults.Add(new(nameof(draft.Selection), ProjectAccess.TakesNothing));
        else if (await db.Batches.AnyAsync(b => b.ProjectId == project && b.Name == name, ct))
            faults.Add(nameIsTaken);
        if (draft.Selection is not null)
        {
            if (await AnyOutsideAsync(db, draft.Selection, createdBy, ct))
                faults.Add(new(nameof(draft.Selection), "A batch is made from documents of one project, and some of these are in another. Choose documents of one, or move them first."));
            var preview = await PreviewAsync(draft.Selection, ct);
            if (pool?.RefusalOf(preview.Privacy) is { } refusal)
                faults.Add(new(nameof(draft.PoolId), refusal));
            if (preview.Tasks == 0)
                faults.Add(new(nameof(draft.Selection), preview.TooLarge is [var first, ..] ? $"No task would be made. {first}." : "Nothing matches: no task would be made."));
            if (preview.Tasks > BatchDraft.MaxTasks)
                faults.Add(new(nameof(draft.Selection), $"{preview.Tasks:N0} tasks are too many for one batch; the limit is {BatchDraft.MaxTasks:N0}."));
        }
        if (faults.Count > 0)
            return new CreateBatchOutcome.Refused(faults);

        var (source, privacy) = await FreezeAsync(db, draft.Selection!, ct);
        var now = clock.UtcNow();
        var batch = new Batch(
            name, draft.Template, pool!, draft.Overlap, draft.LeaseMinutes, draft.Instructions.Trim(), draft.Prefill, privacy, source.ToJson(), createdBy, now,
            LabelingTemplate.Of(draft.Template).StoredSettings(draft.FormJson)) { StartsPaused = draft.StartsPaused, ProjectId = project };
        if (draft.Like is { } like)
            batch.Follow(like);
        var isStored = await transaction.RunAsync(async write =>
        {
            // somebody else may have taken the name meanwhile
            if (await write.Batches.AnyAsync(b => b.ProjectId == project && b.Name == name, ct))
                return false;
            write.Batches.Add(batch);
            write.AuditEntries.Add(audit.Entry(createdBy, "batch.create", $"batch:{batch.Id}", batch.Name));
            await write.SaveChangesAsync(ct);
            return true;
        }, ct);
        if (!isStored)
        {
            if (source is BatchSource.WordImages { Archive: var uploaded })
                await archives.DeleteAsync(new BlobId(uploaded), CancellationToken.None);
            return new CreateBatchOutcome.Refused([nameIsTaken]);
        }
        await jobs.EnqueueAsync(JobKind.PrepareBatch, [batch.Id.Value], ct);
        return new CreateBatchOutcome.Created(batch.Id);
    }

    /// <summary>Documents were chosen by their keys that are not in the batch's project.</summary>
    private static async Task<bool> AnyOutsideAsync(AppDb db, TaskSelection selection, Guid createdBy, CancellationToken ct)
    {
        var seen = db.Documents.Visible(db, await ProjectScope.OfAsync(db, createdBy, ct));
        var chosen = selection switch { TaskSelection.DocumentWords words => words.Documents, TaskSelection.DocumentPages pages => pages.Documents, _ => null };
        foreach (var some in (chosen ?? []).Chunk(ChosenDocuments.KeysPerQuery))
        {
            if (await seen.AnyAsync(d => some.Contains(d.Id) && d.ProjectId != selection.Project, ct))
                return true;
        }
        return false;
    }

    private static List<DraftFault> FaultsOf(BatchDraft draft, Pool? pool)
    {
        var faults = new List<DraftFault>();
        Check(nameof(draft.Name), GivenName.Clean(draft.Name, Batch.MaxNameLength) is not null, $"A name of 1 to {Batch.MaxNameLength} characters is needed.");
        Check(nameof(draft.PoolId), pool is not null, "Choose the pool of workers.");
        Check(nameof(draft.Overlap), draft.Overlap is >= 1 and <= Batch.MaxOverlap, $"1 to {Batch.MaxOverlap} answers per task.");
        Check(nameof(draft.LeaseMinutes), draft.LeaseMinutes is >= 1 and <= Batch.MaxLeaseMinutes, $"1 to {Batch.MaxLeaseMinutes} minutes.");
        Check(nameof(draft.Instructions), draft.Instructions.Length <= Batch.MaxInstructionsLength, $"At most {Batch.MaxInstructionsLength:N0} characters.");
        Check(nameof(draft.Selection), draft.Selection is not null, "Choose documents or upload word images.");
        if (!LabelingTemplate.IsKnown(draft.Template))
        {
            faults.Add(new(nameof(draft.Template), "Choose what is asked."));
        }
        else
        {
            var template = LabelingTemplate.Of(draft.Template);
            if (template.FaultOf(draft.FormJson) is { } fault)
                faults.Add(new(nameof(draft.FormJson), fault));
            if (draft.Selection is TaskSelection.DocumentPages && template.Shows == CardImage.Word)
                faults.Add(new(nameof(draft.Selection), "Words are transcribed one by one: choose words or word images."));
            if (draft.Selection is not (null or TaskSelection.DocumentPages) && template.Shows == CardImage.Page)
                faults.Add(new(nameof(draft.Selection), "This is asked of whole pages: choose documents."));
        }
        if (draft.Selection is TaskSelection.DocumentWords words)
        {
            Check(nameof(words.EngineId), words.EngineId.Length > 0, "Choose the engine whose words are taken.");
            Check(nameof(words.MinConfidence), words is { MinConfidence: >= 0, MaxConfidence: <= 1 } && words.MinConfidence <= words.MaxConfidence,
                "The confidence range goes from 0 to 1, the lower end first.");
        }
        if (draft.Selection is TaskSelection.WordImages images && new IntakeChoices(images.Category, images.Privacy, images.ConsentNote).Fault is { } consent)
            faults.Add(new(nameof(images.ConsentNote), consent));
        return faults;

        void Check(string field, bool holds, string message)
        {
            if (!holds)
                faults.Add(new(field, message));
        }
    }

    private async Task<(BatchSource, Privacy)> FreezeAsync(AppDb db, TaskSelection selection, CancellationToken ct)
    {
        switch (selection)
        {
            case TaskSelection.WordImages images:
                var archive = await StoredWordFolder.PutAsync(archives, images.Folder.Images, ct);
                var stored = images.Folder.Images.Select(i => images.UseTexts ? new StoredWordImage(i.Name, i.Text, i.Confidence) { TextFrom = i.Text is null ? null : i.TextFrom } : new(i.Name, null, null)).ToList();
                return (new BatchSource.WordImages(images.Folder.Name, images.Category, images.ConsentNote, archive.Value, stored, images.EngineId), images.Privacy);
            case TaskSelection.DocumentWords words:
                var used = (await WordSelection.ChooseWordsAsync(db, words, ct)).Runs;
                return (new BatchSource.DocumentWords([.. used.Select(r => r.RunId)], words.MinConfidence, words.MaxConfidence), Strictest(used.Select(r => r.Privacy)));
            case TaskSelection.DocumentPages pages:
                var selected = (await PageSelection.ChooseAsync(db, pages, ct)).Pages;
                return (new BatchSource.DocumentPages([.. selected.Select(p => p.Id)], pages.EngineId), Strictest(selected.Select(p => p.Privacy)));
            default:
                throw new InvalidOperationException($"Unknown selection {selection.GetType().Name}.");
        }
    }

    private static Privacy Strictest(IEnumerable<Privacy> privacies) => privacies.Contains(Privacy.Donated) ? Privacy.Donated : Privacy.Public;
}

using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Core.Projects;

/// <summary>What an address can name that stands in a project.</summary>
public enum ProjectSubject { Project, Document, Batch, Task, Dataset, Evaluation, Training }

/// <summary>Asked before anything is shown that an address names by its key. Thread-safe.</summary>
public sealed class ProjectGate(IDbContextFactory<AppDb> databases)
{
    /// <summary>False where there is no such thing, and where the reader may not see it: nobody can tell the two apart.</summary>
    public async Task<bool> OpensAsync(ProjectSubject subject, Guid id, ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (subject switch
        {
            ProjectSubject.Project => db.Projects.Visible(db, reader).AnyAsync(p => p.Id == new ProjectId(id), ct),
            ProjectSubject.Document => db.Documents.Visible(db, reader).AnyAsync(d => d.Id == new DocumentId(id), ct),
            ProjectSubject.Batch => db.Batches.Visible(db, reader).AnyAsync(b => b.Id == new BatchId(id), ct),
            ProjectSubject.Task => db.Batches.Visible(db, reader).AnyAsync(b => db.Tasks.Any(t => t.Id == new TaskId(id) && t.BatchId == b.Id), ct),
            ProjectSubject.Dataset => db.Datasets.Visible(db, reader).AnyAsync(d => d.Id == new DatasetId(id), ct),
            ProjectSubject.Evaluation => db.EvaluationRuns.OfVisibleDatasets(db, reader).AnyAsync(r => r.Id == new EvaluationRunId(id), ct),
            ProjectSubject.Training => db.TrainingRuns.OfVisibleDatasets(db, reader).AnyAsync(r => r.Id == new TrainingRunId(id), ct),
            _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
        });
    }
}

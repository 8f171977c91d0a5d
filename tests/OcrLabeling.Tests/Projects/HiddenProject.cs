using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Training;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Projects;

/// <summary>A project with one of everything that a team looks at, which only its one member and administrators may see.</summary>
internal sealed class HiddenProject
{
    public const string Tag = "hidden-tag";

    public required ProjectId Id { get; init; }
    public required Guid Member { get; init; }
    public required Document Document { get; init; }
    public required Batch Batch { get; init; }
    public required LabelingTask Task { get; init; }
    public required Dataset Dataset { get; init; }
    public required EvaluationRun Evaluation { get; init; }
    public required TrainingRun Training { get; init; }
    public required WorkerId Worker { get; init; }

    public Guid KeyOf(ProjectSubject subject) => subject switch
    {
        ProjectSubject.Project => Id.Value,
        ProjectSubject.Document => Document.Id.Value,
        ProjectSubject.Batch => Batch.Id.Value,
        ProjectSubject.Task => Task.Id.Value,
        ProjectSubject.Dataset => Dataset.Id.Value,
        ProjectSubject.Evaluation => Evaluation.Id.Value,
        ProjectSubject.Training => Training.Id.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "Seed one of these, too."),
    };

    /// <param name="image">Of the tasks.</param>
    public static async Task<HiddenProject> SeedAsync(IDbContextFactory<AppDb> databases, BlobId? image = null)
    {
        var now = Scene.Noon;
        var member = new Account("Mia", $"{Guid.NewGuid():N}@example.org", Role.Scientist, now);
        var project = new Project($"Hidden {Guid.NewGuid():N}", "", member.Id, now);
        using var scene = new Scene(databases);
        scene.Add(member, project, new ProjectMember(project.Id, member.Id, now));
        var document = new Document("hidden.png", new BlobId(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(project.Id.Value.ToByteArray()))), 10, DocumentFormat.Png, DocumentCategory.RegisterTapes, Privacy.Public, null, member.Id, now, [(100, 100)]) { ProjectId = project.Id };
        var run = new OcrRun(document.Pages[0].Id, "tesseract", OcrRunRole.Primary, now);
        run.State.Start(now);
        run.State.Fail("It failed.", now);
        scene.Add(document, new DocumentTag(document.Id, Tag), run);
        var worker = scene.Worker("Wanda");
        var batch = scene.Batch("Hidden batch", scene.Pool($"Pool {project.Id}"), 1, ["a", "b"], image: image is { } blob ? _ => blob : null, project: project.Id);
        scene.Answer(worker, batch, 0, "x", now, now.AddSeconds(5));
        var task = scene.Task(batch, 0);
        scene.Add(new Consensus(task.Id, batch.Id, new Verdict(VerdictOutcome.Disputed, AnswerKind.Transcribed, "x", 1, 1), now));
        scene.Add(new Skip(scene.Task(batch, 1).Id, batch.Id, worker.Id, SkipReason.Other, null, now));
        var dataset = new Dataset("Hidden truth", 1, Privacy.Public, null, batch.Id, null, member.Id, now) { ProjectId = project.Id };
        dataset.Complete(dataset.Import.Start(now), 30, 0, new string('a', 64), now);
        var evaluation = new EvaluationRun(dataset.Id, "hidden-engine", member.Id, now);
        var training = new TrainingRun(dataset.Id, null, 100, member.Id, now);
        scene.Add(dataset, evaluation, training);
        await scene.SaveAsync();
        return new() { Id = project.Id, Member = member.Id, Document = document, Batch = batch, Task = task, Dataset = dataset, Evaluation = evaluation, Training = training, Worker = worker.Id };
    }
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Training;

/// <summary>The bytes of a trained network.</summary>
/// <param name="Network">The ONNX file.</param>
/// <param name="Checkpoint">What a further training starts from.</param>
public sealed record TrainedFiles(byte[] Network, byte[] Checkpoint)
{
    /// <summary>Of the network, lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Network));
}

/// <summary>What a model scored on words it never learned from, beside the one it started from.</summary>
public sealed record HeldOutScore(int Words, int BaseRight, int Right);

/// <summary>Registers trained models and decides which one is current. Thread-safe.</summary>
public sealed class ModelRegistry(WriteTransaction transaction, IBlobStore blobs, AuditLog audit, TimeProvider clock)
{
    /// <summary>Stores the files and ends the run: the model and the run's success are one transaction.</summary>
    public async Task<WordModel> RegisterAsync(HeldJob job, TrainedFiles files, HeldOutScore score, CancellationToken ct)
    {
        var network = await blobs.PutAsync(files.Network, ct);
        var checkpoint = await blobs.PutAsync(files.Checkpoint, ct);
        return await transaction.RunAsync(async db =>
        {
            var runId = new TrainingRunId(job.Subject.Id);
            var run = await db.TrainingRuns.SingleAsync(r => r.Id == runId, ct);
            var now = clock.UtcNow();
            // two at the same time take the same number: the unique index stops one, which then counts again
            var model = new WordModel(await db.WordModels.MaxAsync(m => (int?)m.Number, ct) + 1 ?? 1, runId, network, checkpoint, files.Sha256, score.Words, score.BaseRight, score.Right, now);
            db.Add(model);
            run.State.Succeed(job.Lease, now);
            await db.SaveChangesAsync(ct);
            return model;
        }, ct);
    }

    /// <summary>Makes this model the one that reads as <see cref="WordModel.CurrentEngineId"/>; null goes back to the one that ships with the product.</summary>
    public async Task PromoteAsync(WordModelId? id, Guid accountId, CancellationToken ct) => await transaction.RunAsync(async db =>
    {
        var current = await db.WordModels.Where(m => m.PromotedAt != null).ToListAsync(ct);
        current.ForEach(m => m.Leave());
        var next = id is { } wanted ? await db.WordModels.SingleAsync(m => m.Id == wanted, ct) : null;
        next?.Promote(clock.UtcNow());
        db.Add(audit.Entry(accountId, "model.promote", $"model:{id?.ToString() ?? "shipped"}", next?.EngineId ?? "the model that ships with the product"));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);
}

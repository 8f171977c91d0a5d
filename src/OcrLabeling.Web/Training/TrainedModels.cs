using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Training;

/// <summary>
/// The networks trained here as files that the jail can read: each once under its own name, with a manifest that also says which one is current. The database is the truth; the
/// folder is written anew from it at every start. Thread-safe.
/// </summary>
public sealed class TrainedModels(IDbContextFactory<AppDb> databases, ModelRegistry registry, IBlobStore blobs, IOcrJail jail, IImageReader reader,
    IOptions<StorageOptions> storage, IOptions<PipelineOptions> pipeline) : IDisposable
{
    /// <summary>Where the jail sees them; made when missing.</summary>
    internal static string FolderOf(StorageOptions storage) => Directory.CreateDirectory(storage.PathOf("models")).FullName;

    private string Folder => FolderOf(storage.Value);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile List<(WordModelId, DateTime?)> written = [];

    /// <summary>What a training from the shipped network starts from.</summary>
    /// <exception cref="JobFailedException">This installation has no such file.</exception>
    public byte[] ShippedCheckpoint()
    {
        try
        {
            return ModelManifest.Load(JailHosting.ModelsFolder(pipeline.Value) ?? throw new ModelRefusedException("There is no models folder here.")).Read(WordNetworks.Weights);
        }
        catch (ModelRefusedException e)
        {
            throw new JobFailedException(e.Message);
        }
    }

    /// <summary>Writes the folder anew from the database.</summary>
    public async Task RestoreAsync(CancellationToken ct) => await WriteAsync(null, ct);

    /// <summary>Makes a network readable before it is registered, so that it can be scored first.</summary>
    public async Task PlaceAsync(TrainedFiles files, CancellationToken ct)
    {
        await WriteAsync(files, ct);
        await RenewAsync(ct);
    }

    /// <param name="id">Null: back to the network that ships with the product.</param>
    public async Task PromoteAsync(WordModelId? id, Guid accountId, CancellationToken ct)
    {
        await registry.PromoteAsync(id, accountId, ct);
        await WriteAsync(null, ct);
        await RenewAsync(ct);
    }

    /// <summary>Follows what another server has trained or promoted.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        List<(WordModelId, DateTime?)> now;
        await using (var db = await databases.CreateDbContextAsync(ct))
            now = Known(await db.WordModels.AsNoTracking().OrderBy(m => m.Number).ToListAsync(ct));
        if (now.SequenceEqual(written))
            return;
        await WriteAsync(null, ct);
        await RenewAsync(ct);
    }

    public void Dispose() => turn.Dispose();

    private static List<(WordModelId, DateTime?)> Known(List<WordModel> models) => models.ConvertAll(m => (m.Id, m.PromotedAt));

    private async Task RenewAsync(CancellationToken ct)
    {
        jail.Renew();
        await reader.LearnEnginesAsync(ct);
    }

    private async Task WriteAsync(TrainedFiles? unregistered, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            List<WordModel> models;
            await using (var db = await databases.CreateDbContextAsync(ct))
                models = await db.WordModels.AsNoTracking().OrderBy(m => m.Number).ToListAsync(ct);
            foreach (var model in models)
                await WriteFileAsync(FileName(model.Sha256), () => blobs.GetAsync(model.Network, ct), ct);
            if (unregistered is not null)
                await WriteFileAsync(FileName(unregistered.Sha256), () => Task.FromResult(unregistered.Network), ct);
            var entries = models.Select(m => Entry(m.EngineId, m.Sha256)).ToList();
            if (unregistered is not null)
                entries.Add(Entry(WordModel.EngineIdOf(unregistered.Sha256), unregistered.Sha256));
            entries.AddRange(models.Where(m => m.PromotedAt is not null).Select(m => Entry(WordNetworks.CurrentId, m.Sha256)));
            await ReplaceFileAsync(ModelManifest.FileName, ModelManifest.Write([.. entries.DistinctBy(e => e.Id)]), ct);
            written = Known(models);
        }
        finally
        {
            turn.Release();
        }
    }

    private static ModelEntry Entry(string id, string sha256) =>
        new(id, FileName(sha256), sha256, "", "trained here", Input: null, Charset: null);

    private static string FileName(string sha256) => $"{sha256}.onnx";

    private async Task WriteFileAsync(string name, Func<Task<byte[]>> read, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(Folder, name)))
            await ReplaceFileAsync(name, await read(), ct);
    }

    /// <summary>A worker that starts meanwhile sees the old file or the new one.</summary>
    private async Task ReplaceFileAsync(string name, byte[] bytes, CancellationToken ct)
    {
        // several servers may share the folder
        var fresh = Path.Combine(Folder, $"{name}.{Guid.NewGuid():N}.new");
        await File.WriteAllBytesAsync(fresh, bytes, ct);
        File.Move(fresh, Path.Combine(Folder, name), overwrite: true);
    }
}

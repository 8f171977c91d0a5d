namespace OcrLabeling.Web.Training;

/// <summary>
/// The folder of one training, locked (flock(2)) for one process: an attempt that was taken over while its process stood still may wake up beside the next one. It outlives a kill, so that the next attempt goes
/// on from the last checkpoint.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly FileStream held;

    private WorkFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>Another folder when another process has that of the run.</summary>
    public static WorkFolder Take(TrainingOptions options, Guid run, Guid attempt)
    {
        var folder = options.FolderOf(run);
        try
        {
            return new WorkFolder(folder, Lock(folder));
        }
        catch (IOException) when (File.Exists(LockOf(folder)))
        {
            folder = options.FolderOf(attempt);
            return new WorkFolder(folder, Lock(folder));
        }
    }

    public void Delete() => Directory.Delete(Path, recursive: true);

    public void Dispose() => held.Dispose();

    private static FileStream Lock(string folder) => new(LockOf(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, "lock");
}

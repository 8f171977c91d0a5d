namespace OcrLabeling.Web.Training;

/// <summary>Section <c>Training</c> of the configuration.</summary>
internal sealed class TrainingOptions
{
    public const string Section = "Training";
    private const string SharedMemory = "/dev/shm";

    /// <summary>
    /// Folder for the word images of a run while it lasts; they are not encrypted there. Empty: a folder in memory (/dev/shm), so that none of them reaches a disk.
    /// </summary>
    public string WorkFolder { get; set; } = "";

    /// <summary>The work folder of one run; made when missing, for this account only.</summary>
    public string FolderOf(Guid run)
    {
        var root = WorkFolder.Length > 0 ? Path.GetFullPath(WorkFolder) : Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"ocrlabeling-training-{Environment.UserName}");
        var folder = Path.Combine(root, run.ToString("N"));
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Training runs on Linux.");
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }
}

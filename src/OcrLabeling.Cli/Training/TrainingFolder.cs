using System.Security.Cryptography;
using System.Text;
using OcrLabeling.Cli.CommandLine;

namespace OcrLabeling.Cli.Training;

/// <summary>Where a training keeps what it needs to go on after a stop. Its name says what is trained, so that the same command finds it again. Held by one process at a time.</summary>
internal sealed class TrainingFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream turn;

    private TrainingFolder(string root, FileStream turn) => (Root, this.turn) = (root, turn);

    public string Root { get; }

    public string Real => Path.Combine(Root, "real");
    public string Synthetic => Path.Combine(Root, "synthetic");
    public string Start => Path.Combine(Root, "start.pt");
    public string Run => Path.Combine(Root, "run");

    /// <param name="parts">What decides the training; the same parts are the same training.</param>
    /// <exception cref="CommandFailedException">Another process is at it.</exception>
    public static TrainingFolder Open(string trainedFolder, params string[] parts)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Training runs on Linux.");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..12];
        // word images lie in it as they are
        var root = Directory.CreateDirectory(Path.Combine(trainedFolder, $"unfinished-{name}"), OwnerOnly).FullName;
        try
        {
            return new(root, new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new CommandFailedException($"another process is at this training in {root}");
        }
    }

    /// <summary>The training is over: nothing of it is needed again.</summary>
    public void Delete()
    {
        Dispose();
        Directory.Delete(Root, recursive: true);
    }

    public void Dispose() => turn.Dispose();
}

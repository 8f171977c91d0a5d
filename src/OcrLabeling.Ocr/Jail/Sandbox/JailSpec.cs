namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>One program in one jail: what it sees, what it may use.</summary>
/// <param name="Command">Path inside the jail, then its arguments.</param>
/// <param name="Folders">Read-only files and folders, beside the libraries of the system.</param>
internal sealed record JailSpec(IReadOnlyList<string> Command, IReadOnlyList<JailFolder> Folders, IReadOnlyDictionary<string, string> Environment, JailLimits Limits,
    byte[] SeccompFilter);

/// <summary>A file or folder of this machine, shown read-only at a path inside the jail. With <paramref name="Required"/> off it may be missing.</summary>
internal readonly record struct JailFolder(string Source, string Inside, bool Required = true)
{
    public static JailFolder AtSamePath(string path, bool required = true) => new(path, path, required);
}

/// <param name="MemoryMegabytes">Address space of the process (RLIMIT_AS).</param>
/// <param name="CpuSeconds">CPU seconds of its whole life (RLIMIT_CPU).</param>
/// <param name="ScratchMegabytes">Size of the /tmp in memory, the only place it can write to.</param>
internal readonly record struct JailLimits(int MemoryMegabytes, long CpuSeconds, int ScratchMegabytes);

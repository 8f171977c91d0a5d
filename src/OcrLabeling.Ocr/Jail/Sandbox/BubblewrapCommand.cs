using System.Globalization;
using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>
/// The command line of a jail: setsid(1) leaves the terminal, prlimit(1) sets the limits, bwrap(1) builds an empty file tree with the libraries of the system
/// and the folders asked for, new namespaces (no network, own processes) and no capabilities, loads the seccomp filter and starts the program as nobody.
/// </summary>
internal static class BubblewrapCommand
{
    private const int OpenFiles = 256, CpuGraceSeconds = 2;
    private const string Nobody = "65534", SetPriv = "/usr/bin/setpriv";

    private static readonly string[] libraryFolders =
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib/x86_64-linux-gnu", "/lib64", "/etc/ld.so.cache", "/etc/alternatives"];

    /// <exception cref="OcrJailUnavailableException">A tool or a folder is missing.</exception>
    public static IReadOnlyList<string> For(JailSpec spec, int seccompDescriptor)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new OcrJailUnavailableException($"The jail needs Linux on x86-64; this is {RuntimeInformation.RuntimeIdentifier}.");
        var asRoot = Environment.IsPrivilegedProcess;
        IReadOnlyList<JailFolder> folders = [.. SystemLibraries(), .. asRoot ? (JailFolder[])[new(Programs.Find("setpriv", "util-linux"), SetPriv)] : [], .. spec.Folders];
        return
        [
            // out of the session: Ctrl-C in a terminal is for the program that runs the jails, not for the jails
            Programs.Find("setsid", "util-linux"), Programs.Find("prlimit", "util-linux"), .. LimitArguments(spec.Limits),
            Programs.Find("bwrap", "bubblewrap"),
            "--die-with-parent", "--new-session", "--clearenv", "--hostname", "jail",
            .. asRoot ? NamespacesOfRoot : NamespacesOfUser,
            .. spec.Environment.SelectMany(variable => (string[])["--setenv", variable.Key, variable.Value]),
            .. Parents(folders).SelectMany(folder => (string[])["--dir", folder]),
            .. folders.SelectMany(FolderArguments),
            .. LinksToLibraries(),
            "--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev", "--remount-ro", "/dev",
            "--perms", "1777", "--size", Megabytes(spec.Limits.ScratchMegabytes), "--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/tmp",
            "--seccomp", seccompDescriptor.ToString(CultureInfo.InvariantCulture), "--",
            .. asRoot ? BecomeNobody : [],
            .. spec.Command,
        ];
    }

    /// <summary>A user's jail maps the user to nobody; for the kernel it stays the user, without any right.</summary>
    private static string[] NamespacesOfUser => ["--unshare-all", "--cap-drop", "ALL", "--uid", Nobody, "--gid", Nobody];

    /// <summary>
    /// Root mapped to nobody would still own the files of root for the kernel, those of /proc/sys among them; so root makes the jail without a user namespace
    /// and keeps just what it takes to become nobody for good.
    /// </summary>
    private static string[] NamespacesOfRoot =>
    [
        "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
        "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP",
    ];

    private static string[] BecomeNobody =>
        [SetPriv, "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--"];

    private static string[] LimitArguments(JailLimits limits) =>
    [
        "--core=0", string.Create(CultureInfo.InvariantCulture, $"--nofile={OpenFiles}"),
        // a signal first, which tells why it died; the kernel's kill a little later
        string.Create(CultureInfo.InvariantCulture, $"--cpu={limits.CpuSeconds}:{limits.CpuSeconds + CpuGraceSeconds}"), $"--as={Megabytes(limits.MemoryMegabytes)}", "--",
    ];

    /// <summary>The loader and the shared libraries of the distribution, merged /usr or not; nothing of /usr/bin, /etc (but for the loader's cache) or /home.</summary>
    private static IEnumerable<JailFolder> SystemLibraries() =>
        libraryFolders.Where(path => Path.Exists(path) && !IsLink("/" + path.Split('/')[1])).Select(path => JailFolder.AtSamePath(path));

    private static IEnumerable<string> LinksToLibraries() =>
        ((string[])["/lib", "/lib64"]).Where(IsLink).SelectMany(link => (string[])["--symlink", new DirectoryInfo(link).LinkTarget!, link]);

    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;

    /// <summary>bwrap would make them on its own, but closed to all but root.</summary>
    private static IEnumerable<string> Parents(IReadOnlyList<JailFolder> folders) =>
        folders.SelectMany(folder => ParentsOf(folder.Inside)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> ParentsOf(string path)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not (null or "/"); parent = Path.GetDirectoryName(parent))
            yield return parent;
    }

    private static string[] FolderArguments(JailFolder folder)
    {
        if (folder.Required && !Path.Exists(folder.Source))
            throw new OcrJailUnavailableException($"The jail shows {folder.Source} to the program inside, but there is no such file or folder.");
        return [folder.Required ? "--ro-bind" : "--ro-bind-try", folder.Source, folder.Inside];
    }

    private static string Megabytes(int count) => (count * 1024L * 1024).ToString(CultureInfo.InvariantCulture);
}

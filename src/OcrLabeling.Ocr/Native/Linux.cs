using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OcrLabeling.Ocr.Native;

/// <summary>The few Linux system calls the jail needs and .NET does not offer. Every method throws <see cref="Win32Exception"/> with the kernel's reason.</summary>
internal static unsafe partial class Linux
{
    private const int SetFileDescriptorFlags = 2, GetFileDescriptorFlags = 1, CloseOnExec = 1, AddSeals = 1033;
    private const int SealSeal = 1, SealShrink = 2, SealGrow = 4, SealWrite = 8;
    private const uint MemoryFileAllowSealing = 2;
    private const int SetNoNewPrivileges = 38;
    private const long SeccompCall = 317, SeccompSetModeFilter = 1, SeccompAllThreads = 1;
    private const int ResourceCpu = 0;

    /// <summary>A sealed file in memory with <paramref name="content"/>, its offset at the start. It is inherited by processes started while it is open.</summary>
    public static SafeFileHandle InheritableMemoryFile(string name, ReadOnlySpan<byte> content)
    {
        var file = new SafeFileHandle(Check(MemoryFileCreate(name, MemoryFileAllowSealing)), ownsHandle: true);
        RandomAccess.Write(file, content, 0);
        Check(FileControl((int)file.DangerousGetHandle(), AddSeals, SealSeal | SealShrink | SealGrow | SealWrite));
        return file;
    }

    /// <summary>Keeps every file that this process has open now (but for stdin, stdout and stderr) out of the processes it starts.</summary>
    public static void CloseOpenFilesOnExec()
    {
        foreach (var link in Directory.EnumerateFiles("/proc/self/fd"))
        {
            if (!int.TryParse(Path.GetFileName(link), out var descriptor) || descriptor <= 2)
                continue;
            var flags = FileControl(descriptor, GetFileDescriptorFlags, 0);
            if (flags >= 0 && (flags & CloseOnExec) == 0)
                Check(FileControl(descriptor, SetFileDescriptorFlags, flags | CloseOnExec));
        }
    }

    /// <summary>Takes stdout away from everything else in this process: the returned stream is the real one, and what others print there goes to stderr.</summary>
    public static FileStream TakeStandardOutput()
    {
        var own = new SafeFileHandle(Check(Duplicate(1)), ownsHandle: true);
        Check(DuplicateTo(2, 1));
        return new FileStream(own, FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Adds a seccomp filter to all threads of this process; it can never be taken off.</summary>
    public static void AddSeccompFilter(ReadOnlySpan<byte> program)
    {
        Check(ProcessControl(SetNoNewPrivileges, 1, 0, 0, 0));
        fixed (byte* instructions = program)
        {
            var filter = new SocketFilterProgram { Length = (ushort)(program.Length / SeccompInstructionBytes), Instructions = instructions };
            Check((int)SystemCall(SeccompCall, SeccompSetModeFilter, SeccompAllThreads, &filter));
        }
    }

    /// <summary>The kernel ends this process (SIGXCPU) once it has used so much CPU time in its whole life; the hard limit stays.</summary>
    public static void LimitCpu(TimeSpan total)
    {
        ResourceLimit limit;
        Check(GetResourceLimit(ResourceCpu, &limit));
        limit.Soft = Math.Min(limit.Hard, (ulong)Math.Ceiling(total.TotalSeconds));
        Check(SetResourceLimit(ResourceCpu, &limit));
    }

    /// <summary>In the environment that native libraries see.</summary>
    public static void SetEnvironmentVariable(string name, string value) => Check(SetVariable(name, value, 1));

    public const int SeccompInstructionBytes = 8;

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [StructLayout(LayoutKind.Sequential)]
    private struct SocketFilterProgram
    {
        public ushort Length;
        public byte* Instructions;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemoryFileCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(long number, long a, long b, SocketFilterProgram* c);

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetResourceLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetResourceLimit(int resource, ResourceLimit* limit);
}

using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OcrLabeling.OcrWorker;

/// <summary>The probes that need the C library.</summary>
internal static unsafe partial class NativeProbes
{
    public static string Fork() => Check(fork(), "forked");

    public static string Trace() => Check((int)ptrace(request: 0, process: 0, address: 0, data: 0), "traced");

    public static string MemoryFile() => Check(memfd_create("probe", 0), "created");

    /// <summary>Past the managed streams, as a chatty native library would.</summary>
    public static string Print(string text)
    {
        Check(puts(text), "");
        return Check(fflush(0), "printed");
    }

    public static string Allocate(long bytes)
    {
        var block = NativeMemory.Alloc((nuint)bytes);
        NativeMemory.Fill(block, (nuint)bytes, 1);
        NativeMemory.Free(block);
        return "allocated";
    }

    public static string Abort()
    {
        abort();
        return "still here";
    }

    private static string Check(int result, string success) => result >= 0 ? success : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fork();

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint ptrace(nint request, nint process, nint address, nint data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int puts(string text);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fflush(nint stream);

    [LibraryImport("libc")]
    private static partial void abort();
}

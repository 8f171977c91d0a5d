namespace OcrLabeling.Core.Data;

/// <summary>What is wrong with the machine's storage, said to people.</summary>
public static class StorageFault
{
    // errno in the low half of HResult; what .NET finds out by itself has the number Windows has for it
    private const int NoSpace = 28, QuotaExceeded = 122, ReadOnlyFileSystem = 30, DiskFull = 112;

    /// <summary>One sentence for people, or null when <paramref name="exception"/> is about something else.</summary>
    /// <param name="database">Tells about exceptions of the database in use.</param>
    public static string? Explain(Exception exception, Func<Exception, string?> database)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
            if ((OfFiles(e) ?? database(e)) is { } fault)
                return fault;
        return null;
    }

    private static string? OfFiles(Exception exception) => exception switch
    {
        IOException { HResult: var code } when (code & 0xFFFF) is NoSpace or QuotaExceeded or DiskFull => "The disk is full. Nothing of this was stored; make room, then try again.",
        IOException { HResult: var code } when (code & 0xFFFF) == ReadOnlyFileSystem => "The data folder cannot be written to: its file system is read-only.",
        UnauthorizedAccessException => $"The data folder cannot be written to: {exception.Message}",
        _ => null,
    };
}

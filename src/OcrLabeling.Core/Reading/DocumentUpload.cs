using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>Takes in what one request brought: a document, or a zip archive of them. One bad file never stops the others.</summary>
public sealed class DocumentUpload(DocumentIntake intake, UploadMemory memory, IOptions<UploadOptions> limits)
{
    public async Task<FileOutcome> AddAsync(UploadedFile upload, IntakeChoices choices, Guid accountId, CancellationToken ct) =>
        new(upload.Name, await intake.AddAsync(upload, choices, accountId, ct));

    /// <summary>What became of each file of a zip, as it is known. What is wrong with the archive as a whole is an outcome under its own name.</summary>
    /// <param name="archive">Seekable; read to its end, not disposed.</param>
    public async IAsyncEnumerable<FileOutcome> AddArchiveAsync(string name, Stream archive, IntakeChoices choices, Guid accountId, [EnumeratorCancellation] CancellationToken ct)
    {
        var together = choices with { UploadId = choices.UploadId ?? Guid.CreateVersion7() };
        using var entries = Archive.Expand(name, archive, limits.Value).GetEnumerator();
        while (true)
        {
            using var room = await memory.TakeAsync(limits.Value.MaxFileBytes, ct);
            if (!entries.MoveNext())
                yield break;
            var entry = entries.Current;
            yield return new FileOutcome(entry.Name, entry.Fault is { } fault
                ? new IntakeOutcome.Refused(fault)
                : await intake.AddAsync(new UploadedFile(entry.Name, entry.Bytes), together, accountId, ct));
        }
    }
}

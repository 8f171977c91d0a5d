using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace OcrLabeling.Core.Documents;

/// <summary>Takes in what one request brought: a document, or a zip archive of them. One bad file never stops the others.</summary>
public sealed class DocumentUpload(DocumentIntake intake, IOptions<UploadOptions> limits)
{
    /// <summary>What became of each file, as it is known. What is wrong with an archive as a whole is an outcome under its own name.</summary>
    public async IAsyncEnumerable<FileOutcome> AddAsync(UploadedFile upload, IntakeChoices choices, Guid accountId, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!Archive.IsZip(upload.Bytes.Span))
        {
            yield return new FileOutcome(upload.Name, await intake.AddAsync(upload, choices, accountId, ct));
            yield break;
        }
        foreach (var entry in Archive.Expand(upload, limits.Value))
        {
            yield return new FileOutcome(entry.Name, entry.Fault is { } fault
                ? new IntakeOutcome.Refused(fault)
                : await intake.AddAsync(new UploadedFile(entry.Name, entry.Bytes), choices, accountId, ct));
        }
    }
}

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Documents;

/// <summary>
/// One multipart upload, read from the wire piece by piece: the choices first, then the file, which is given up as soon as it passes the limit. A document is held in memory, within what all uploads share;
/// an archive goes into a sealed scratch file. Dispose it when the upload is done.
/// </summary>
internal sealed class UploadRequest : IAsyncDisposable
{
    private const int ZipSignatureBytes = 4;
    private const int MaxFieldCharacters = 4 * IntakeChoices.MaxConsentNoteLength;

    /// <summary>Null: the request itself is wrong.</summary>
    public IntakeChoices? Choices { get; private init; }

    /// <summary>As the browser names it.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Of a document.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>A zip; null when the file is none.</summary>
    public Stream? Archive { get; private init; }

    /// <summary>Why nothing is taken; null when all is well.</summary>
    public string? Fault { get; private init; }

    private IDisposable? Room { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Archive is not null)
            await Archive.DisposeAsync();
        Room?.Dispose();
    }

    public static async Task<UploadRequest> ReadAsync(HttpRequest request, UploadMemory memory, UploadOptions limits, string scratchFolder, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var contentType) || HeaderUtilities.RemoveQuotes(contentType.Boundary) is not { Length: > 0 } boundary)
            return Refused("The request must be multipart/form-data.");
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var reader = new MultipartReader(boundary.Value!, request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { } file)
                return await ReadFileAsync(file, fields, memory, limits, scratchFolder, ct);
            if (section.AsFormDataSection() is { } field)
                fields[field.Name] = await ReadFieldAsync(field.Section.Body, ct);
        }
        return Refused("The request carries no file.");
    }

    private static async Task<UploadRequest> ReadFileAsync(
        FileMultipartSection section, Dictionary<string, string> fields, UploadMemory memory, UploadOptions limits, string scratchFolder, CancellationToken ct)
    {
        var name = section.FileName;
        if (!DocumentCategories.TryParse(fields.GetValueOrDefault("category"), out var category))
            return Refused($"{name}: category must be one of {string.Join(", ", Enum.GetValues<DocumentCategory>().Select(c => c.ToName()))} and precede the file.");
        if (Choice.Parse<Privacy>(fields.GetValueOrDefault("privacy")) is not { } privacy)
            return Refused($"{name}: privacy must be one of {Choice.Allowed<Privacy>()} and precede the file.");
        if (ProjectField.Read(fields.GetValueOrDefault(ProjectField.Name)) is not { } project)
            return Refused($"{name}: {ProjectAccess.TakesNothing}");
        var choices = new IntakeChoices(category, privacy, fields.GetValueOrDefault("consentNote"))
        {
            Project = project,
            UploadId = Guid.TryParse(fields.GetValueOrDefault("upload"), out var together) ? together : null,
        };
        if (choices.Fault is { } fault)
            return Refused($"{name}: {fault}");

        var first = new byte[ZipSignatureBytes];
        var known = await section.FileStream!.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        using var content = new PrefixedStream(first.AsMemory(0, known), section.FileStream);
        return Core.Storage.Archive.IsZip(first.AsSpan(0, known))
            ? await SealedScratchStream.FillAsync(scratchFolder, content, limits.MaxArchiveBytes, ct) is { } archive
                ? new UploadRequest { Choices = choices, FileName = name, Archive = archive }
                : await TooLargeAsync(choices, section.FileStream, limits.MaxArchiveMegabytes, ct)
            : await ReadDocumentAsync(name, content, choices, memory, limits, ct);
    }

    private static async Task<UploadRequest> ReadDocumentAsync(string name, Stream content, IntakeChoices choices, UploadMemory memory, UploadOptions limits, CancellationToken ct)
    {
        var room = await memory.TakeAsync(limits.MaxFileBytes, ct);
        try
        {
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int count; (count = await content.ReadAsync(buffer, ct)) > 0;)
            {
                if (bytes.Length + count > limits.MaxFileBytes)
                {
                    room.Dispose();
                    return await TooLargeAsync(choices, content, limits.MaxFileMegabytes, ct);
                }
                bytes.Write(buffer, 0, count);
            }
            return new UploadRequest { Choices = choices, FileName = name, Bytes = bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Room = room };
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    private static async Task<UploadRequest> TooLargeAsync(IntakeChoices choices, Stream rest, int megabytes, CancellationToken ct)
    {
        // the rest is read and thrown away: a browser that is cut off in the middle shows a network error instead of the reason
        await rest.CopyToAsync(Stream.Null, ct);
        return new UploadRequest { Choices = choices, Fault = $"The file has more than {megabytes} MB, which is the limit." };
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[MaxFieldCharacters];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, ct));
    }

    private static UploadRequest Refused(string fault) => new() { Fault = fault };
}

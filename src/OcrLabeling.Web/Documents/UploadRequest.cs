using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Web.Documents;

/// <summary>One multipart upload, read from the wire piece by piece: the choices first, then the file, which is given up as soon as it passes the limit.</summary>
internal sealed record UploadRequest(IntakeChoices? Choices, UploadedFile? File, string? Fault)
{
    private const int MaxFieldCharacters = 4 * IntakeChoices.MaxConsentNoteLength;

    public static async Task<UploadRequest> ReadAsync(HttpRequest request, UploadOptions limits, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var contentType) || HeaderUtilities.RemoveQuotes(contentType.Boundary) is not { Length: > 0 } boundary)
            return Refused("The request must be multipart/form-data.");
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var reader = new MultipartReader(boundary.Value!, request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { } file)
                return await ReadFileAsync(file, fields, limits, ct);
            if (section.AsFormDataSection() is { } field)
                fields[field.Name] = await ReadFieldAsync(field.Section.Body, ct);
        }
        return Refused("The request carries no file.");
    }

    private static async Task<UploadRequest> ReadFileAsync(FileMultipartSection section, Dictionary<string, string> fields, UploadOptions limits, CancellationToken ct)
    {
        var name = section.FileName;
        if (!DocumentCategories.TryParse(fields.GetValueOrDefault("category"), out var category))
            return Refused($"{name}: category must be one of {string.Join(", ", Enum.GetValues<DocumentCategory>().Select(c => c.ToName()))} and precede the file.");
        if (!Enum.TryParse<Privacy>(fields.GetValueOrDefault("privacy"), ignoreCase: true, out var privacy))
            return Refused($"{name}: privacy must be one of {string.Join(", ", Enum.GetNames<Privacy>())} and precede the file.");
        var choices = new IntakeChoices(category, privacy, fields.GetValueOrDefault("consentNote"));
        if (choices.Fault is { } fault)
            return Refused($"{name}: {fault}");

        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        var limit = (Bytes: limits.MaxFileBytes, Megabytes: limits.MaxFileMegabytes);
        for (int count; (count = await section.FileStream!.ReadAtLeastAsync(buffer, 4, throwOnEndOfStream: false, ct)) > 0;)
        {
            if (bytes.Length == 0 && Archive.IsZip(buffer.AsSpan(0, count)))
                limit = (limits.MaxArchiveBytes, limits.MaxArchiveMegabytes);
            if (bytes.Length + count > limit.Bytes)
            {
                // the rest is read and thrown away: a browser that is cut off in the middle shows a network error instead of the reason
                await section.FileStream.CopyToAsync(Stream.Null, ct);
                return new UploadRequest(choices, null, $"The file has more than {limit.Megabytes} MB, which is the limit.");
            }
            bytes.Write(buffer, 0, count);
        }
        return new UploadRequest(choices, new UploadedFile(name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)), null);
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[MaxFieldCharacters];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, ct));
    }

    private static UploadRequest Refused(string fault) => new(null, null, fault);
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Datasets;

internal sealed record DatasetUploadAnswer(DatasetId DatasetId, int Version);

internal static class DatasetUpload
{
    private const string TokenHeader = "RequestVerificationToken";
    private const int MaxFieldBytes = 4 * IntakeChoices.MaxConsentNoteLength;

    /// <summary>Room for the multipart headers and fields around the file.</summary>
    private const long EnvelopeBytes = 64 * 1024;

    /// <summary>A ground-truth folder as zip: multipart with name, privacy and consentNote before the file, which goes from the wire into the encrypted store piece by piece.</summary>
    public static void MapDatasetUpload(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/datasets", AddAsync).RequireAuthorization(Policies.Scientist).WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> AddAsync(
        HttpContext context, CurrentUser user, IAntiforgery antiforgery, DatasetCatalog catalog, StoredArchive archives, IOptions<ImportOptions> limits, CancellationToken ct)
    {
        // only as a header: looking for it in the form would buffer the whole body, on the disk
        if (!context.Request.Headers.ContainsKey(TokenHeader) || !await antiforgery.IsRequestValidAsync(context))
            return Refused("The request carries no valid antiforgery token; reload the page.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limits.Value.MaxArchiveBytes + EnvelopeBytes;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            return Refused("The request must be multipart/form-data.");

        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var reader = new MultipartReader(boundary.Value!, context.Request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { } file)
                return await TakeAsync(file, fields, user, catalog, archives, limits.Value, ct);
            if (section.AsFormDataSection() is { } field)
                fields[field.Name] = await ReadFieldAsync(section.Body, ct);
        }
        return Refused("The request carries no file.");
    }

    private static async Task<IResult> TakeAsync(
        FileMultipartSection file, Dictionary<string, string> fields, CurrentUser user, DatasetCatalog catalog, StoredArchive archives, ImportOptions limits, CancellationToken ct)
    {
        if (Choice.Parse<Privacy>(fields.GetValueOrDefault("privacy")) is not { } privacy)
            return Refused($"privacy must be one of {Choice.Allowed<Privacy>()} and precede the file.");
        if (ProjectField.Read(fields.GetValueOrDefault(ProjectField.Name)) is not { } project)
            return Refused(ProjectAccess.TakesNothing);
        try
        {
            var archive = await archives.PutAsync(file.FileStream!, limits.MaxArchiveBytes, ct);
            return await catalog.ImportAsync(project, fields.GetValueOrDefault("name", ""), privacy, fields.GetValueOrDefault("consentNote"), archive, user.AccountId, ct) switch
            {
                NewDatasetOutcome.Added added => Results.Ok(new DatasetUploadAnswer(added.Id, added.Version)),
                NewDatasetOutcome.Refused refused => Refused(refused.Reason),
                var other => throw new InvalidOperationException($"No answer for {other}."),
            };
        }
        catch (ArchiveTooLargeException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[MaxFieldBytes];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, ct));
    }

    private static IResult Refused(string reason) => Results.Problem(reason, statusCode: StatusCodes.Status400BadRequest);
}

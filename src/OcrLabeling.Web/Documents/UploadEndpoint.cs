using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Documents;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Documents;

/// <summary>What became of one file, as one line of the answer.</summary>
/// <param name="Outcome"><c>added</c>, <c>duplicate</c> or <c>refused</c>.</param>
/// <param name="DocumentId">The stored document, also of a duplicate.</param>
internal sealed record UploadAnswer(string File, string Outcome, DocumentId? DocumentId, int? Pages, string? Reason)
{
    public static UploadAnswer Of(FileOutcome file) => file.Outcome switch
    {
        IntakeOutcome.Added added => new(file.Name, "added", added.Id, added.PageCount, null),
        IntakeOutcome.Duplicate duplicate => new(file.Name, "duplicate", duplicate.Of, null, $"Already here as {duplicate.FileName}."),
        IntakeOutcome.Refused refused => new(file.Name, "refused", null, null, refused.Reason),
        _ => throw new InvalidOperationException($"No answer for {file.Outcome}."),
    };
}

internal static class UploadEndpoint
{
    private const string TokenHeader = "RequestVerificationToken";

    /// <summary>Room for the multipart headers and fields around the file.</summary>
    private const long EnvelopeBytes = 64 * 1024;

    /// <summary>One file or archive a request; answers one JSON line for each file, as it is taken in.</summary>
    public static void MapUpload(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/documents", AddAsync).RequireAuthorization(Policies.Scientist).WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> AddAsync(
        HttpContext context, CurrentUser user, IAntiforgery antiforgery, DocumentUpload upload, IOptions<UploadOptions> limits, IOptions<JsonOptions> json, CancellationToken ct)
    {
        // only as a header: looking for it in the form would buffer the whole body, on the disk
        if (!context.Request.Headers.ContainsKey(TokenHeader) || !await antiforgery.IsRequestValidAsync(context))
            return Results.Problem("The request carries no valid antiforgery token; reload the page.", statusCode: StatusCodes.Status400BadRequest);
        var largest = Math.Max(limits.Value.MaxArchiveBytes, limits.Value.MaxFileBytes) + EnvelopeBytes;
        if (context.Request.ContentLength > largest)
            return Results.Problem($"The request has {context.Request.ContentLength / 1048576.0:0.0} MB; {largest / 1048576} MB are allowed.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = largest;

        var request = await UploadRequest.ReadAsync(context.Request, limits.Value, ct);
        if (request.Choices is null)
            return Results.Problem(request.Fault, statusCode: StatusCodes.Status400BadRequest);
        if (request.File is null)
            return Results.Problem(request.Fault, statusCode: StatusCodes.Status413PayloadTooLarge);

        context.Response.ContentType = "application/x-ndjson";
        await foreach (var outcome in upload.AddAsync(request.File, request.Choices, user.AccountId, ct))
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, UploadAnswer.Of(outcome), json.Value.JsonSerializerOptions, ct);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), ct);
            await context.Response.Body.FlushAsync(ct);
        }
        return Results.Empty;
    }
}

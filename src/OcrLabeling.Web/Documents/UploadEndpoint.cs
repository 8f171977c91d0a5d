using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Documents;

/// <summary>What became of one file, as one line of the answer.</summary>
/// <param name="Outcome"><c>added</c>, <c>duplicate</c>, <c>restricted</c> (a duplicate that is Donated from now on) or <c>refused</c>.</param>
/// <param name="DocumentId">The stored document, also of a duplicate.</param>
internal sealed record UploadAnswer(string File, string Outcome, DocumentId? DocumentId, int? Pages, string? Reason)
{
    public static UploadAnswer Of(FileOutcome file) => file.Outcome switch
    {
        IntakeOutcome.Added added => new(file.Name, "added", added.Id, added.PageCount, null),
        IntakeOutcome.Duplicate duplicate => new(file.Name, "duplicate", duplicate.Of, null, $"Already here as {duplicate.FileName}.{(duplicate.KeepsConsent ? " Its consent note stays as it is; the note given now was not stored." : "")}"),
        IntakeOutcome.Restricted restricted => new(file.Name, "restricted", restricted.Of, null, $"Already here as {restricted.FileName}; it was Public and is Donated now, with this consent."),
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
        HttpContext context, CurrentUser user, IAntiforgery antiforgery, DocumentUpload upload, UploadMemory memory, IOptions<UploadOptions> limits, IOptions<StorageOptions> storage,
        IOptions<JsonOptions> json, CancellationToken ct)
    {
        // only as a header: looking for it in the form would buffer the whole body, on the disk
        if (!context.Request.Headers.ContainsKey(TokenHeader) || !await antiforgery.IsRequestValidAsync(context))
            return Results.Problem("The request carries no valid antiforgery token; reload the page.", statusCode: StatusCodes.Status400BadRequest);
        var largest = Math.Max(limits.Value.MaxArchiveBytes, limits.Value.MaxFileBytes) + EnvelopeBytes;
        if (context.Request.ContentLength > largest)
            return Results.Problem($"The request has {context.Request.ContentLength / 1048576.0:0.0} MB; {largest / 1048576} MB are allowed.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = largest;

        await using var request = await UploadRequest.ReadAsync(context.Request, memory, limits.Value, storage.Value.PathOf("incoming"), ct);
        if (request.Fault is not null)
            return Results.Problem(request.Fault, statusCode: request.Choices is null ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge);

        context.Response.ContentType = "application/x-ndjson";
        var outcomes = request.Archive is { } archive
            ? upload.AddArchiveAsync(request.FileName, archive, request.Choices!, user.AccountId, ct)
            : OneAsync(upload.AddAsync(new UploadedFile(request.FileName, request.Bytes), request.Choices!, user.AccountId, ct));
        await foreach (var outcome in ExplainedAsync(outcomes, request.FileName))
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, UploadAnswer.Of(outcome), json.Value.JsonSerializerOptions, ct);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), ct);
            await context.Response.Body.FlushAsync(ct);
        }
        return Results.Empty;
    }

    private static async IAsyncEnumerable<FileOutcome> OneAsync(Task<FileOutcome> outcome)
    {
        yield return await outcome;
    }

    /// <summary>The answer has begun: a disk that is full in the middle becomes its last line.</summary>
    private static async IAsyncEnumerable<FileOutcome> ExplainedAsync(IAsyncEnumerable<FileOutcome> outcomes, string name)
    {
        await using var each = outcomes.GetAsyncEnumerator();
        while (true)
        {
            string? fault = null;
            var more = false;
            try
            {
                more = await each.MoveNextAsync();
            }
            catch (Exception e) when (StartCheck.Explain(e) is { } explained)
            {
                fault = explained;
            }
            if (fault is not null)
                yield return new FileOutcome(name, new IntakeOutcome.Refused(fault));
            if (!more)
                yield break;
            yield return each.Current;
        }
    }
}

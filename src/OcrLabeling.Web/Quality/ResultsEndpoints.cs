using System.Globalization;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Quality;

internal static class ResultsEndpoints
{
    /// <summary>Results of a batch as they are read from the database: nothing is gathered first. Each download is audited.</summary>
    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("/api/batches/{key:guid}").RequireAuthorization(Policies.Scientist).OfProject(ProjectSubject.Batch);
        foreach (var format in ResultFormat.All)
            results.MapGet($"/results.{format.Extension}", (Guid key, BatchDownload download, CurrentUser user, CancellationToken ct) => download.StartAsync(new BatchId(key), format, user, ct));
        routes.MapGet("/api/tasks/{key:guid}/image", ImageAsync).RequireAuthorization(Policies.Scientist).OfProject(ProjectSubject.Task);
    }

    /// <summary>Where the results of a batch are downloaded, from the root of the application.</summary>
    public static string AddressOf(this ResultFormat format, BatchId batch) => $"api/batches/{batch}/results.{format.Extension}";

    /// <summary>Where the image column of results leads: the address carries nothing, whoever opens it must be signed in. Each look is audited.</summary>
    private static async Task<IResult> ImageAsync(Guid key, BatchResults results, IBlobStore blobs, AuditLog audit, CurrentUser user, HttpContext context, CancellationToken ct)
    {
        if (await results.ImageAsync(new TaskId(key), ct) is not { } image)
            return Results.Problem("There is no such task.", statusCode: StatusCodes.Status404NotFound);
        await audit.AppendAsync(user.AccountId, "task.image", $"task:{key}", null, ct);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(await blobs.GetAsync(image.Blob, ct), image.MediaType);
    }
}

/// <summary>Writes the results of a batch into a response.</summary>
internal sealed class BatchDownload(BatchResults results, AuditLog audit, TimeProvider clock, IHttpContextAccessor http)
{
    public async Task<IResult> StartAsync(BatchId batchId, ResultFormat format, CurrentUser user, CancellationToken ct)
    {
        if (await results.NameAsync(batchId, ct) is not { } name)
            return Results.Problem("There is no such batch.", statusCode: StatusCodes.Status404NotFound);
        await audit.AppendAsync(user.AccountId, "results.download", $"batch:{batchId}", $"{name}, {format.Extension}", ct);
        var day = clock.UtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var fields = await results.FieldsAsync(batchId, ct);
        // links must lead somewhere from wherever the file is opened
        var request = http.HttpContext!.Request;
        var site = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var rows = results.ReadAsync(batchId, ct).Select(row => row with { Image = site + row.Image });
        return Results.Stream(output => format.WriteAsync(rows, fields, output, ct), format.MediaType, FileNames.Of($"{name}-results-{day}", format.Extension));
    }
}

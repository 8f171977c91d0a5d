using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Datasets;

internal static class DatasetDownload
{
    /// <summary>The dataset as a zip, written while it is read. Each download is audited.</summary>
    public static void MapDatasetDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/datasets/{key:guid}.zip", GetAsync).RequireAuthorization(Policies.Scientist).OfProject(ProjectSubject.Dataset);

    private static async Task<IResult> GetAsync(Guid key, DatasetList datasets, DatasetArchive archive, AuditLog audit, CurrentUser user, CancellationToken ct)
    {
        if (await datasets.FindAsync(user.Reader, new DatasetId(key), ct) is not { IsComplete: true } dataset)
            return Results.Problem("There is no complete dataset of this kind.", statusCode: StatusCodes.Status404NotFound);
        await audit.AppendAsync(user.AccountId, "dataset.download", $"dataset:{dataset.Id}", $"{dataset.Title}, {dataset.Privacy}", ct);
        return Results.Stream(output => archive.WriteAsync(dataset.Id, output, ct), "application/zip", FileNames.Of($"{dataset.Name}-v{dataset.Version}", "zip"));
    }
}

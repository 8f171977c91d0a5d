using System.Globalization;
using CsvHelper;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Workers;

/// <summary>Lists about workers as CSV. Each download is audited.</summary>
internal static class WorkerDownloads
{
    private const string ContentType = "text/csv; charset=utf-8";

    public static void MapWorkerDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.MapGroup("/api").RequireAuthorization(Policies.Admin);
        downloads.MapGet("/pay.csv", PayAsync);
        downloads.MapGet("/pools/{key:guid}/nda.csv", AcceptancesAsync);
    }

    private static async Task<IResult> PayAsync(
        [AsParameters] PayQuery query, PayReport report, AuditLog audit, CurrentUser user, CancellationToken ct)
    {
        var view = await report.ReadAsync(query.Filter, query.First, query.Last, query.PayRate, ct);
        await audit.AppendAsync(user.AccountId, "pay.download", query.Pool is { } pool ? $"pool:{pool}" : "pools", $"{query.From} to {query.Until}, {query.Per ?? "no rate"} {query.Rate}", ct);
        return Results.Stream(output => PayReport.WriteCsvAsync(view, output, ct), ContentType, FileNames.Of($"pay-{query.From ?? "start"}-{query.Until ?? "now"}", "csv"));
    }

    private static async Task<IResult> AcceptancesAsync(Guid key, PoolRules rules, AuditLog audit, TimeProvider clock, CurrentUser user, CancellationToken ct)
    {
        var poolId = new PoolId(key);
        if (await rules.FindAsync(poolId, ct) is not { } pool)
            return Results.Problem("There is no such pool.", statusCode: StatusCodes.Status404NotFound);
        var rows = await rules.AcceptancesAsync(poolId, ct);
        await audit.AppendAsync(user.AccountId, "nda.download", $"pool:{key}", null, ct);
        var day = clock.UtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Results.Stream(output => WriteAsync(pool.Name, rows, output, ct), ContentType, FileNames.Of($"{pool.Name}-nda-{day}", "csv"));
    }

    private static async Task WriteAsync(string pool, IReadOnlyList<NdaAcceptanceRow> rows, Stream output, CancellationToken ct)
    {
        await using var csv = await Spreadsheet.CreateAsync(output, ["pool", "worker", "worker_id", "version", "accepted_at", "text_sha256", "is_current"], ct);
        foreach (var row in rows)
        {
            csv.WriteText(pool);
            csv.WriteText(row.Worker);
            csv.WriteField(row.WorkerId.Value);
            csv.WriteField(row.Version);
            csv.WriteField(row.AcceptedAt, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
            csv.WriteField(row.TextHash);
            csv.WriteField(row.IsCurrent);
            await csv.EndRecordAsync(ct);
        }
    }
}

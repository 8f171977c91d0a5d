using System.Text;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Evaluation;

internal static class EvaluationDownloads
{
    /// <summary>The report as JSON, and the predictions as <c>ocrlab score</c> reads them.</summary>
    public static void MapEvaluationDownloads(this IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/evaluations/{key:guid}").RequireAuthorization(Policies.Scientist).OfProject(ProjectSubject.Evaluation);
        run.MapGet("/report.json", ReportAsync);
        run.MapGet("/gt-predictions.jsonl", (Guid key, EvaluationList runs, AuditLog audit, CurrentUser user, CancellationToken ct) =>
            PredictionsAsync(key, DatasetItemKind.Page, runs, audit, user, ct));
        run.MapGet("/words-predictions.jsonl", (Guid key, EvaluationList runs, AuditLog audit, CurrentUser user, CancellationToken ct) =>
            PredictionsAsync(key, DatasetItemKind.Crop, runs, audit, user, ct));
    }

    private static async Task<IResult> ReportAsync(Guid key, EvaluationList runs, CurrentUser user, CancellationToken ct) =>
        await runs.FindAsync(user.Reader, new EvaluationRunId(key), ct) is { ReportJson: { } json } run
            ? Results.Text(EvaluationReport.Parse(json).ToJson(indented: true), "application/json")
            : Results.Problem("There is no report of this run.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<IResult> PredictionsAsync(Guid key, DatasetItemKind kind, EvaluationList runs, AuditLog audit, CurrentUser user, CancellationToken ct)
    {
        var id = new EvaluationRunId(key);
        if (await runs.FindAsync(user.Reader, id, ct) is not { } run)
            return Results.Problem("There is no such run.", statusCode: StatusCodes.Status404NotFound);
        await audit.AppendAsync(user.AccountId, "evaluation.download", $"evaluation:{id}", $"{run.Engine} on {run.Dataset}, {kind} predictions", ct);
        var name = FileNames.Of($"{run.EngineId}-{run.Dataset}-{(kind == DatasetItemKind.Page ? "pages" : "words")}", "jsonl");
        return Results.Stream(output => WriteAsync(runs, id, kind, output, ct), "application/x-ndjson", name);
    }

    private static async Task WriteAsync(EvaluationList runs, EvaluationRunId id, DatasetItemKind kind, Stream output, CancellationToken ct)
    {
        await foreach (var (_, prediction) in runs.ReadingsAsync(id, kind, ct))
        {
            if (prediction is not null)
                await output.WriteAsync(Encoding.UTF8.GetBytes(prediction + "\n"), ct);
        }
    }
}

using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Evaluation;

internal static class EvaluationHosting
{
    public static void AddEvaluation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EvaluationService>();
        builder.Services.AddSingleton<EvaluationList>();
        builder.Services.AddSingleton<ItemReader>();
        builder.Services.AddSingleton<RunScores>();
        builder.Services.AddSingleton<RunComparisons>();
        builder.Services.AddSingleton<JobTable, EvaluationJobs>();
        builder.Services.AddSingleton<IJobRunner, EvaluateRunner>();
    }

    public static void MapEvaluation(this WebApplication app) => app.MapEvaluationDownloads();
}

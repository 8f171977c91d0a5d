using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Workers;

internal static class WorkersHosting
{
    public static void AddWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PoolRules>();
        builder.Services.AddSingleton<InvitationService>();
        builder.Services.AddSingleton<InvitationGuard>();
        builder.Services.AddSingleton<QualificationService>();
        builder.Services.AddSingleton<WorkerDiary>();
        builder.Services.AddSingleton<PayReport>();
    }

    public static void MapWorkers(this WebApplication app) => app.MapWorkerDownloads();
}

using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Work;

namespace OcrLabeling.Web.Quality;

internal static class QualityHosting
{
    public static void AddQuality(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ConsensusResolver>();
        builder.Services.AddSingleton<ConsensusSummaries>();
        builder.Services.AddSingleton<Adjudication>();
        builder.Services.AddSingleton<AdjudicationQueue>();
        builder.Services.AddSingleton<WaitingList>();
        builder.Services.AddSingleton<TruthReview>();
        builder.Services.AddSingleton<TaskComments>();
        builder.Services.AddSingleton<OpenDecisions>();
        builder.Services.AddSingleton<AnnotationGallery>();
        builder.Services.AddSingleton<GoldBox>();
        builder.Services.AddSingleton<MissedChecks>();
        builder.Services.AddSingleton<DisputeService>();
        builder.Services.AddSingleton<QualityReport>();
        builder.Services.AddSingleton<AgreementOverTime>();
        builder.Services.AddSingleton<LiveMonitor>();
        builder.Services.AddSingleton<WorkerSupervision>();
        builder.Services.AddSingleton<BatchResults>();
        builder.Services.AddSingleton<BatchDownload>();
        builder.Services.AddHostedService<ConsensusKeeper>();
    }

    public static void MapQuality(this WebApplication app) => app.MapResults();
}

using OcrLabeling.Core.Statistics;

namespace OcrLabeling.Web.Statistics;

internal static class StatisticsHosting
{
    public static void AddStatistics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LabelingStatistics>();
        builder.Services.AddSingleton<ActivityOverTime>();
        builder.Services.AddSingleton<StatsChoices>();
        builder.Services.AddSingleton<TotalsRecount>();
        builder.Services.AddSingleton<CardCeiling>();
        builder.Services.AddHostedService<CardCeilingService>();
    }
}

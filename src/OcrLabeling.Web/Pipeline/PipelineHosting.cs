using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Pipeline;

internal static class PipelineHosting
{
    /// <summary>The background jobs: queue, jail, runners of this room. Other rooms add their <see cref="JobTable"/>s and <see cref="IJobRunner"/>s themselves.</summary>
    public static void AddPipeline(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<PipelineOptions>(PipelineOptions.Section);
        builder.Services.AddOptions<JobOptions>().BindConfiguration(PipelineOptions.Section);
        builder.Services.AddSingleton<JobTables>();
        builder.Services.AddSingleton(services => new JobActivity(hearsAll: services.GetRequiredService<RunningJobs>().IsAlone));
        builder.Services.AddSingleton<JobList>();
        builder.Services.AddSingleton<JobControl>();
        builder.Services.AddSingleton<JobExecution>();
        builder.Services.AddSingleton(services => new RunningJobs(isAlone: services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite));
        builder.Services.AddSingleton<PageReads>();
        builder.Services.AddSingleton<JobTable, OcrRunJobs>();
        builder.Services.AddSingleton<IJobRunner, ReadPageRunner>();
        builder.AddJail();
        builder.AddQueue();
    }
}

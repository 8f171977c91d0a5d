using Microsoft.Extensions.DependencyInjection.Extensions;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;

namespace OcrLabeling.Web.Labeling;

internal static class LabelingHosting
{
    public static void AddLabeling(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<LabelingActivity>();
        builder.Services.TryAddSingleton<StoredArchive>();
        builder.Services.AddSingleton<WriteTransaction>();
        builder.Services.AddSingleton<LeaseSweep>();
        builder.Services.AddSingleton<TaskQueue>();
        builder.Services.AddSingleton<AnswerIntake>();
        builder.Services.AddSingleton<WorkList>();
        builder.Services.AddSingleton<BatchPlanning>();
        builder.Services.AddSingleton<BatchSampling>();
        builder.Services.AddSingleton<WordUpload>();
        builder.Services.AddSingleton<TaskSlots>();
        builder.Services.AddSingleton<BatchControl>();
        builder.Services.AddSingleton<SkipList>();
        builder.Services.AddSingleton<OwnAnswers>();
        builder.Services.AddSingleton<WordContext>();
        builder.Services.AddSingleton<RefusedAnswerList>();
        builder.Services.AddSingleton<OwnRefusedAnswers>();
        builder.Services.AddSingleton<LostCards>();
        builder.Services.AddSingleton<TurnedDrafts>();
        builder.Services.AddSingleton<AnswerKey>();
        builder.Services.AddSingleton<BatchList>();
        builder.Services.AddSingleton<IBlobUses, TaskBlobs>();
        builder.Services.AddSingleton<JobTable, BatchJobs>();
        builder.Services.AddSingleton<IJobRunner, PrepareBatchRunner>();
        builder.Services.AddHostedService<LeaseSweepService>();
    }

    public static void MapLabeling(this WebApplication app) => app.MapWork();
}

using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Web.Training;

internal static class TrainingHosting
{
    public static void AddTraining(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<TrainingOptions>(TrainingOptions.Section);
        builder.Services.AddSingleton(Trainer.BesideProgram);
        builder.Services.AddSingleton<TrainingService>();
        builder.Services.AddSingleton<TrainingList>();
        builder.Services.AddSingleton<ModelRegistry>();
        builder.Services.AddSingleton<WordPacker>();
        builder.Services.AddSingleton(new SyntheticMix());
        builder.Services.AddSingleton(_ => new SyntheticSheets());
        builder.Services.AddSingleton<HeldOutReader>();
        builder.Services.AddSingleton<TrainedModels>();
        builder.Services.AddHostedService<TrainedModelsWatch>();
        builder.Services.AddSingleton<JobTable, TrainingJobs>();
        builder.Services.AddSingleton<IJobRunner, TrainRunner>();
    }

    /// <summary>Before the first worker of the jail looks for its models.</summary>
    public static Task RestoreTrainedModelsAsync(this WebApplication app) => app.Services.GetRequiredService<TrainedModels>().RestoreAsync(CancellationToken.None);
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Datasets;

internal static class DatasetsHosting
{
    public static void AddDatasets(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<ImportOptions>(ImportOptions.Section);
        builder.Services.TryAddSingleton<StoredArchive>();
        builder.Services.AddSingleton<ITruthReader, ScorerTruthReader>();
        builder.Services.AddSingleton<IBlobUses, DatasetBlobs>();
        builder.Services.AddSingleton<DatasetSeal>();
        builder.Services.AddSingleton<DatasetList>();
        builder.Services.AddSingleton<DatasetCatalog>();
        builder.Services.AddSingleton<DatasetArchive>();
        builder.Services.AddSingleton<BatchSnapshot>();
        builder.Services.AddSingleton<FolderImport>();
        builder.Services.AddSingleton<JobTable, DatasetJobs>();
        builder.Services.AddSingleton<IJobRunner, DatasetRunner>();
    }

    public static void MapDatasets(this WebApplication app)
    {
        app.MapDatasetDownload();
        app.MapDatasetUpload();
    }
}

using Microsoft.Extensions.Options;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Documents;

internal static class DocumentsHosting
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<UploadOptions>(UploadOptions.Section);
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<IBlobStore>(services =>
        {
            var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return new EncryptedFolderBlobStore(storage.PathOf("blobs"), services.GetRequiredService<StorageKey>());
        });
        builder.Services.AddSingleton<BlobLifetime>();
        builder.Services.AddSingleton<IBlobUses, DocumentBlobs>();
        builder.Services.AddSingleton<DocumentIntake>();
        builder.Services.AddSingleton<DocumentUpload>();
        builder.Services.AddSingleton<UploadMemory>();
        builder.Services.AddSingleton<IDocumentRestriction, DocumentRestriction>();
        builder.Services.AddSingleton<DocumentCopies>();
        builder.Services.AddSingleton<PageTurning>();
        builder.Services.AddSingleton<DocumentDeletion>();
        builder.Services.AddSingleton<DocumentLabels>();
        builder.Services.AddSingleton<DocumentList>();
        builder.Services.AddSingleton<DocumentReading>();
        builder.Services.AddSingleton<SignedImageUrls>();
        builder.Services.AddScoped<DocumentsView>();
    }

    public static void MapDocuments(this WebApplication app)
    {
        app.MapUpload();
        app.MapImages();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Migrations;

namespace OcrLabeling.Web.Hosting;

internal static class DatabaseHosting
{
    /// <summary>The configured database behind <see cref="IDbContextFactory{TContext}"/>.</summary>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<StorageOptions>(StorageOptions.Section);
        builder.AddCheckedOptions<DatabaseOptions>(DatabaseOptions.Section);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPooledDbContextFactory<AppDb>((services, options) => options.UseConfiguredDatabase(
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value, services.GetRequiredService<IOptions<StorageOptions>>().Value));
    }
}

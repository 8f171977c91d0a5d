using OcrLabeling.Core.Pipeline;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Web.Pipeline;

internal static class JailHosting
{
    public static void AddJail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOcrJail>(_ => throw new InvalidOperationException("no jail yet"));
        builder.Services.AddSingleton<IImageReader, JailedImageReader>();
    }
}

using Microsoft.AspNetCore.Diagnostics;

namespace OcrLabeling.Web.Hosting;

/// <summary>A full or read-only disk is answered in words: as problem details to scripts, as plain text to whoever opened a page, for a page may need the very database that gave out.</summary>
internal sealed partial class StorageFaultAnswer(ILogger<StorageFaultAnswer> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StartCheck.Explain(exception) is not { } fault)
            return false;
        Log.Fault(logger, fault);
        await Results.Problem(fault, title: "The server cannot store anything at the moment.", statusCode: StatusCodes.Status507InsufficientStorage).ExecuteAsync(httpContext);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(102, LogLevel.Critical, "{Fault}")]
        public static partial void Fault(ILogger logger, string fault);
    }
}

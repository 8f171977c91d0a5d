using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The log of the queue. Hangfire has one for the whole process, which may outlive the host it was made for; from then on it is silent.</summary>
internal sealed class QueueLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider log = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return log.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Silence();
        }
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string> messageFunc, Exception? exception) => false;
    }
}

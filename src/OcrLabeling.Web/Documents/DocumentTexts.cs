using System.Globalization;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Documents;

/// <summary>How values of documents and jobs read on screens.</summary>
internal static class DocumentTexts
{
    /// <summary>Such as <c>Register tapes</c>.</summary>
    public static string Label(this DocumentCategory category)
    {
        var words = category.ToName().Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>As people write it: <c>JPEG</c>, <c>WebP</c>.</summary>
    public static string Label(this DocumentFormat format) => format == DocumentFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    /// <summary>Such as <c>1.4 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB"),
    };

    /// <summary>Such as <c>0.8 s</c> or <c>2:05 min</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, duration.TotalSeconds):0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}:{duration.Seconds:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00} h"),
    };

    public static string Label(this JobStatus status) => status == JobStatus.TimedOut ? "Timed out" : status.ToString();

    /// <summary>Colour class of the badge.</summary>
    public static string Tone(this JobStatus status) => status switch
    {
        JobStatus.Succeeded => "good",
        JobStatus.Running => "info",
        JobStatus.Failed or JobStatus.TimedOut => "bad",
        JobStatus.Cancelled => "warn",
        _ => "",
    };
}

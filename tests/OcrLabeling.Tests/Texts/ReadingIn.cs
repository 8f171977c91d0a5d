using System.Globalization;

namespace OcrLabeling.Tests.Texts;

/// <summary>As long as it lives, this thread reads that language.</summary>
internal sealed class ReadingIn : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public ReadingIn(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}

namespace OcrLabeling.Web.Templates;

/// <summary>The keys that labels get in their order; what stands behind them has none, and X and U are those of the flags.</summary>
internal static class ClassificationKeys
{
    public const string All = "1234567890ABCDEFGHIJKLMNOPQRSTVWYZ";
}

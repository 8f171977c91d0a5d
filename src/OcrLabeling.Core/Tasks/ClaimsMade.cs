namespace OcrLabeling.Core.Tasks;

/// <summary>Which rows of <see cref="Claim"/> are claims.</summary>
internal static class ClaimsMade
{
    /// <summary>Those that "# Claimed" counts: where a worker took a card.</summary>
    public static IQueryable<Claim> Made(this IQueryable<Claim> claims) => claims.Where(c => c.Ending != ClaimEnding.Moved && c.Ending != ClaimEnding.Reworked);
}

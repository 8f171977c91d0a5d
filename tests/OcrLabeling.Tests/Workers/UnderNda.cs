using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Workers;

internal static class UnderNda
{
    /// <summary>Adds the pool, and the agreement that it asks for.</summary>
    public static void AddUnderNda(this AppDb db, Pool pool, DateTime now)
    {
        var nda = new PoolNda(pool.Id, 1, "Tell nobody.", Guid.NewGuid(), now);
        pool.AskFor(nda);
        db.AddRange(pool, nda);
    }
}

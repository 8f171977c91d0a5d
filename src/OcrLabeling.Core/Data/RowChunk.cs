using Microsoft.EntityFrameworkCore;

namespace OcrLabeling.Core.Data;

/// <summary>Statements over many rows, a piece at a time: from 5,000 rows on SQL Server turns the locks of one statement into a lock of the whole table.</summary>
public static class RowChunk
{
    public const int Size = 2000;

    public static async Task DeleteInChunksAsync<T>(this IQueryable<T> rows, CancellationToken ct)
    {
        while (await rows.Take(Size).ExecuteDeleteAsync(ct) == Size)
        {
        }
    }
}

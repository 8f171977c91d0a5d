using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Datasets;

internal static class DatasetAccess
{
    /// <summary>Rows about datasets, such as evaluations and training runs, which follow their dataset.</summary>
    internal static IQueryable<T> OfVisibleDatasets<T>(this IQueryable<T> rows, AppDb db, ProjectScope reader) where T : class, IOfDataset
    {
        if (reader.IsEverything)
            return rows;
        var datasets = db.Datasets.Visible(db, reader);
        return rows.Where(r => datasets.Any(d => d.Id == r.DatasetId));
    }
}

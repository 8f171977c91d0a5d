using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Workers;

internal enum PayLineKind { Batch, Worker, Total }

/// <summary>A line of the pay table: what a worker did in a batch, a worker's sum, or the sum of all.</summary>
/// <param name="Row">Of a batch; null for sums.</param>
/// <param name="Batches">How many a sum is of.</param>
internal sealed record PayLine(PayLineKind Kind, WorkerId WorkerId, string Title, PayRow? Row, PayFigures Figures, int PaidAnswers, decimal? Amount, int Batches)
{
    public object Key => (Kind, WorkerId, Row?.BatchId);

    public static PayLine Of(PayRow row) => new(PayLineKind.Batch, row.WorkerId, row.Worker, row, row.Figures, row.PaidAnswers, row.Amount, 1);

    public static PayLine SumOf(PayLineKind kind, WorkerId worker, string title, PayView of) => new(kind, worker, title, null, of.Total, of.PaidAnswers, of.Amount, of.Rows.Count);
}

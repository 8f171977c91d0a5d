using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>Makes believable wrong readings out of truth: lost, doubled, glued, cut, misread and shifted words, some without boxes.</summary>
internal sealed class Distortion(int seed)
{
    private const string Misread = "lI1O0.,eE ~ß\u00A0";
    private readonly Random random = new(seed);

    public PagePrediction Of(PageTruth truth)
    {
        var words = truth.Regions.Count > 0
            ? truth.Regions.SelectMany(Of)
            : (truth.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(t => Of(new TruthRegion(t, null)));
        var list = words.ToList();
        return random.Next(10) switch
        {
            0 => new(truth.Image, null, string.Join(' ', list.Select(w => w.Text)), random.NextDouble()),
            1 => new(truth.Image, [.. list.Select(w => w with { Box = null })], Seconds: random.NextDouble()),
            _ => new(truth.Image, list, Seconds: random.NextDouble(), CpuSeconds: random.NextDouble()),
        };
    }

    public CropPrediction Of(CropTruth truth) =>
        new(truth.Image, Misreading(truth.Text), random.NextDouble(), random.NextDouble() / 10, random.NextDouble() / 10);

    private IEnumerable<PredictedWord> Of(TruthRegion region)
    {
        var kind = random.NextDouble();
        if (kind < 0.06)
            yield break;
        var box = region.Box is { } b ? Shifted(b) : (Box?)null;
        if (kind < 0.1)
            yield return new(region.Text, box, random.NextDouble());
        if (kind < 0.2 && region.Text.Length > 3 && box is { } whole)
        {
            var half = whole.X0 + whole.Width / 2;
            yield return new(region.Text[..(region.Text.Length / 2)], whole with { X1 = half }, random.NextDouble());
            yield return new(region.Text[(region.Text.Length / 2)..], whole with { X0 = half }, random.NextDouble());
            yield break;
        }
        yield return new(Misreading(region.Text), box, random.NextDouble());
    }

    private string Misreading(string text) => random.Next(8) switch
    {
        0 => text.ToLowerInvariant(),
        1 => text.Replace(" ", "", StringComparison.Ordinal),
        2 when text.Length > 0 => text.Remove(random.Next(text.Length), 1),
        3 => text.Insert(random.Next(text.Length + 1), Misread[random.Next(Misread.Length)].ToString()),
        _ => text,
    };

    private Box Shifted(Box box)
    {
        var (x, y) = ((random.NextDouble() - 0.5) * box.Width / 2, (random.NextDouble() - 0.5) * box.Height / 2);
        return new(box.X0 + x, box.Y0 + y, box.X1 + x, box.Y1 + y * random.NextDouble());
    }
}

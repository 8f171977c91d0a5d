using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Datasets;

/// <summary>One good line of an uploaded ground-truth file.</summary>
/// <param name="Image">Canonical name (<see cref="ImagePath"/>), as the dataset calls it.</param>
/// <param name="File">What the image is called in the folder.</param>
internal sealed record ImportedLine(DatasetItemKind Kind, int Index, string Place, string Image, string File, DocumentCategory Category, int Width, int Height, string Json)
{
    private const int MaxImageNameLength = 400;

    /// <summary>The line with the hash of the image that is stored for it, its name canonical and its texts clean; untouched when it is so already.</summary>
    public string WithImage(BlobId image) => ImportedText.Of(Kind, Json, Image, image.Value);

    /// <summary>All lines of one file that are good; the faults of the others go to <paramref name="faults"/>.</summary>
    public static List<ImportedLine> ReadAll(DatasetItemKind kind, byte[] bytes, ITruthReader reader, FolderZip folder, HashSet<string> images, ImportFaults faults)
    {
        var name = DatasetLines.FileName(kind);
        var good = new List<ImportedLine>();
        if (TextLines.Split(bytes) is not { } lines)
        {
            faults.Add($"{name} is not UTF-8 text.");
            return good;
        }
        foreach (var (index, raw) in lines.Index())
        {
            var json = raw.Trim();
            if (json.Length == 0)
                continue;
            var place = $"{name} line {index + 1}";
            switch (kind == DatasetItemKind.Label ? LabelLine.Read(name, index + 1, json) : reader.Read(kind, name, index + 1, json))
            {
                case TruthReading.Bad bad:
                    faults.Add(bad.Fault);
                    break;
                case TruthReading.Good line:
                    if (FaultOf(line, folder, images, out var category, out var image, out var file) is { } fault)
                        faults.Add($"{place}: {fault}");
                    else
                        good.Add(new ImportedLine(kind, good.Count, place, image, file, category, line.Width, line.Height, json));
                    break;
            }
        }
        return good;
    }

    private static string? FaultOf(TruthReading.Good line, FolderZip folder, HashSet<string> images, out DocumentCategory category, out string image, out string file)
    {
        (category, image, file) = (DocumentCategory.Other, ImagePath.Canonical(line.Image), "");
        if (line.Category is not null && !DocumentCategories.TryParse(line.Category, out category))
            return $"category \"{line.Category}\" is none of {string.Join(", ", Enum.GetValues<DocumentCategory>().Select(c => c.ToName()))}";
        if (image.Length > MaxImageNameLength || image.StartsWith('/') || image.Any(c => char.IsControl(c) || c is ':') || image.Split('/').Any(p => p is "" or ".."))
            return $"\"{line.Image}\" is not the name of a file in the folder";
        if (folder.Find(image) is not { } found)
            return $"{line.Image} is not in the archive";
        file = found;
        return images.Add(file) ? null : $"{line.Image} stands on an earlier line, too";
    }
}

/// <summary>Faults of an import: the first ones word by word, the others by their number.</summary>
internal sealed class ImportFaults
{
    private const int Shown = 12;
    private const int MaxShownLength = 150;
    private readonly List<string> shown = [];

    public int Count { get; private set; }

    /// <summary>Enough to give up.</summary>
    public bool IsFull => Count >= Shown;

    public void Add(string fault)
    {
        Count++;
        if (shown.Count < Shown)
            shown.Add(BriefText.Of(fault, MaxShownLength));
    }

    public override string ToString() => string.Join("\n", Count > shown.Count ? [.. shown, $"and {Count - shown.Count:N0} more."] : shown);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Datasets;

/// <summary>One good line of an uploaded ground-truth file.</summary>
internal sealed record ImportedLine(DatasetItemKind Kind, int Index, string Place, string Image, DocumentCategory Category, int Width, int Height, string Json)
{
    private const int MaxImageNameLength = 400;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line with the hash of the image that is stored for it; untouched when it has that hash already.</summary>
    public string WithImage(BlobId image)
    {
        var line = JsonNode.Parse(Json)!.AsObject();
        if (line.TryGetPropertyValue("sha256", out var hash) && hash is JsonValue value && value.TryGetValue<string>(out var text) && text == image.Value)
            return Json;
        line["sha256"] = image.Value;
        return line.ToJsonString(Readable);
    }

    /// <summary>All lines of one file that are good; the faults of the others go to <paramref name="faults"/>.</summary>
    public static List<ImportedLine> ReadAll(DatasetItemKind kind, byte[] file, ITruthReader reader, FolderZip folder, HashSet<string> images, ImportFaults faults)
    {
        var name = DatasetLines.FileName(kind);
        var good = new List<ImportedLine>();
        string[] lines;
        try
        {
            lines = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF').Split('\n');
        }
        catch (DecoderFallbackException)
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
                case TruthReading.Good line when FaultOf(line, folder, images, out var category) is not { } fault:
                    good.Add(new ImportedLine(kind, good.Count, place, line.Image, category, line.Width, line.Height, json));
                    break;
                case TruthReading.Good line:
                    faults.Add($"{place}: {FaultOf(line, folder, images, out _)}");
                    break;
            }
        }
        return good;
    }

    private static string? FaultOf(TruthReading.Good line, FolderZip folder, HashSet<string> images, out DocumentCategory category)
    {
        category = DocumentCategory.Other;
        if (line.Category is not null && !DocumentCategories.TryParse(line.Category, out category))
            return $"category \"{line.Category}\" is none of {string.Join(", ", Enum.GetValues<DocumentCategory>().Select(c => c.ToName()))}";
        if (line.Image.Length > MaxImageNameLength || line.Image.StartsWith('/') || line.Image.Any(c => char.IsControl(c) || c is '\\' or ':') || line.Image.Split('/').Any(p => p is "" or "." or ".."))
            return $"\"{line.Image}\" is not the name of a file in the folder";
        if (!folder.Has(line.Image))
            return $"{line.Image} is not in the archive";
        return images.Add(line.Image) ? null : $"{line.Image} stands on an earlier line, too";
    }
}

/// <summary>Faults of an import: the first ones word by word, the others by their number.</summary>
internal sealed class ImportFaults
{
    private const int Shown = 12;
    private readonly List<string> shown = [];

    public int Count { get; private set; }

    /// <summary>Enough to give up.</summary>
    public bool IsFull => Count >= Shown;

    public void Add(string fault)
    {
        Count++;
        if (shown.Count < Shown)
            shown.Add(fault.Length > 150 ? fault[..150] + "…" : fault);
    }

    public override string ToString() => string.Join("\n", Count > shown.Count ? [.. shown, $"and {Count - shown.Count:N0} more."] : shown);
}

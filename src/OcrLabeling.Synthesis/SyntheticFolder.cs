using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis;

/// <summary>
/// Writes documents as a ground-truth folder: <c>gt.jsonl</c> with <c>images/</c>, <c>words.jsonl</c> with <c>crops/</c> (each word cut out upright).
/// Not thread-safe; the files are complete after <see cref="Dispose"/>.
/// </summary>
public sealed class SyntheticFolder : IDisposable
{
    /// <summary>Pixels of surroundings left around a cut-out word.</summary>
    private const int CropPaddingPixels = 2;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string root;
    private readonly FileStream pages, crops;

    private SyntheticFolder(string root)
    {
        this.root = root;
        Directory.CreateDirectory(Path.Combine(root, "images"));
        Directory.CreateDirectory(Path.Combine(root, "crops"));
        pages = new(Path.Combine(root, "gt.jsonl"), FileMode.CreateNew);
        crops = new(Path.Combine(root, "words.jsonl"), FileMode.CreateNew);
    }

    /// <exception cref="IOException">The folder has a <c>gt.jsonl</c> or <c>words.jsonl</c> already.</exception>
    public static SyntheticFolder Create(string root) => new(root);

    /// <summary>Adds a document with all of its words.</summary>
    public void Add(SyntheticDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var name = string.Create(CultureInfo.InvariantCulture, $"{document.Category.Name()}_{document.Seed:00000}");
        var image = $"images/{name}{document.FileExtension}";
        File.WriteAllBytes(Path.Combine(root, image), document.Encode());
        WriteLine(pages, json => WritePage(json, document, image));
        foreach (var (word, number) in document.Words.Select((w, i) => (w, i)))
        {
            var crop = string.Create(CultureInfo.InvariantCulture, $"crops/{name}_{number:0000}.png");
            using (var cut = document.Image.CutQuad(word.Quad, CropPaddingPixels))
                File.WriteAllBytes(Path.Combine(root, crop), cut.EncodePng());
            WriteLine(crops, json =>
            {
                json.WriteString("image", crop);
                json.WriteString("text", word.Text);
            });
        }
    }

    public void Dispose()
    {
        pages.Dispose();
        crops.Dispose();
    }

    private static void WritePage(Utf8JsonWriter json, SyntheticDocument document, string image)
    {
        json.WriteString("image", image);
        json.WriteString("category", document.Category.Name());
        json.WriteNumber("width", document.Image.Width);
        json.WriteNumber("height", document.Image.Height);
        json.WriteStartArray("words");
        foreach (var word in document.Words)
            WriteRegion(json, word.Text, word.Quad, document.Image);
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in document.Lines)
            WriteRegion(json, line.Text, line.Quad, document.Image);
        json.WriteEndArray();
    }

    // The box is rounded outwards, so that no ink lies outside of it.
    private static void WriteRegion(Utf8JsonWriter json, string text, Quad quad, Image image)
    {
        var bounds = quad.Bounds;
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteStartArray("box");
        json.WriteNumberValue((int)Math.Max(0, Math.Floor(bounds.X0)));
        json.WriteNumberValue((int)Math.Max(0, Math.Floor(bounds.Y0)));
        json.WriteNumberValue((int)Math.Min(image.Width, Math.Ceiling(bounds.X1)));
        json.WriteNumberValue((int)Math.Min(image.Height, Math.Ceiling(bounds.Y1)));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLine(FileStream file, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(file, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
    }
}

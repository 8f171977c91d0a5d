using System.Security.Cryptography;
using System.Text.Json;

namespace OcrLabeling.Ocr.Models;

/// <summary>One file of <c>models/manifest.json</c>.</summary>
/// <param name="Id">Name that engines ask for.</param>
/// <param name="File">Path below the models folder.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of its bytes.</param>
/// <param name="Licence">SPDX id of the licence the file is used under.</param>
/// <param name="Origin">Who made it and where it was taken from, or the training run.</param>
/// <param name="Input">Names, types and shapes of the inputs; null for files that are no network.</param>
/// <param name="Charset">Id of the manifest entry with its characters; null when it reads none.</param>
public sealed record ModelEntry(string Id, string File, string Sha256, string Licence, string Origin, string? Input, string? Charset);

/// <summary>A model file is missing, altered or not listed. The message names the file and the cure.</summary>
public sealed class ModelRefusedException(string message) : Exception(message);

/// <summary>The models folder and its <c>manifest.json</c>; hands out bytes only when they are the ones the manifest names.</summary>
public sealed class ModelManifest
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly string folder;

    private ModelManifest(string folder, IReadOnlyList<ModelEntry> models)
    {
        this.folder = folder;
        Models = models;
    }

    public IReadOnlyList<ModelEntry> Models { get; }

    /// <exception cref="ModelRefusedException">There is no manifest, or it cannot be read.</exception>
    public static ModelManifest Load(string modelsFolder)
    {
        var path = Path.Combine(modelsFolder, FileName);
        if (!File.Exists(path))
            throw new ModelRefusedException($"There is no model manifest at '{path}'; set the models folder.");
        try
        {
            var content = JsonSerializer.Deserialize<ManifestFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            return new(modelsFolder, content?.Models ?? throw new JsonException("no models"));
        }
        catch (JsonException exception)
        {
            throw new ModelRefusedException($"The model manifest '{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>The bytes of a manifest with these models.</summary>
    public static byte[] Write(IReadOnlyList<ModelEntry> models) => JsonSerializer.SerializeToUtf8Bytes(new ManifestFile(models), Form);

    /// <summary>Reads a file whole and checks its SHA-256, so that what is used is what was checked.</summary>
    /// <exception cref="ModelRefusedException">Not listed, missing, or its bytes differ.</exception>
    public byte[] Read(string id)
    {
        var entry = Entry(id);
        var path = Path.Combine(folder, entry.File);
        if (!File.Exists(path))
            throw new ModelRefusedException($"The model file '{path}' is missing; building the solution fetches it.");
        var bytes = File.ReadAllBytes(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!string.Equals(found, entry.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new ModelRefusedException($"The model file '{path}' was altered: its SHA-256 is {found}, the manifest says {entry.Sha256}. Delete it and build again.");
        return bytes;
    }

    /// <summary>The SHA-256 that <see cref="Read"/> checks.</summary>
    /// <exception cref="ModelRefusedException">Not listed.</exception>
    public string Sha256(string id) => Entry(id).Sha256;

    private ModelEntry Entry(string id) =>
        Models.FirstOrDefault(model => model.Id == id) ?? throw new ModelRefusedException($"The model manifest in '{folder}' lists no '{id}'.");

    private sealed record ManifestFile(IReadOnlyList<ModelEntry> Models);
}

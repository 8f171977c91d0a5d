using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Storage;

/// <summary>Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    /// <summary>Folder of everything kept on this machine: embedded databases, blobs, keys. Made when missing. Relative to the working folder.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>The AES-256 key that documents are encrypted with at rest: base64 of 32 bytes. Give this or <see cref="EncryptionKeyFile"/>.</summary>
    public string EncryptionKey { get; set; } = "";

    /// <summary>A file that holds the key, base64 of 32 bytes. Keep it away from the data folder and its backups.</summary>
    public string EncryptionKeyFile { get; set; } = "";

    /// <summary>Full path of <paramref name="name"/> in the data folder, which exists on return.</summary>
    public string PathOf(string name) => Path.Combine(Directory.CreateDirectory(DataFolder).FullName, name);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? fault = null;
        try
        {
            StorageKey.FromConfiguration(EncryptionKey, EncryptionKeyFile);
        }
        catch (ArgumentException e)
        {
            fault = e.Message;
        }
        if (fault is not null)
            yield return new ValidationResult(fault, [EncryptionKey.Length > 0 ? nameof(EncryptionKey) : nameof(EncryptionKeyFile)]);
    }
}

using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Data;

/// <summary>Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of everything kept on this machine: embedded databases, blobs, keys. Made when missing. Relative to the working folder.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Full path of <paramref name="name"/> in the data folder, which exists on return.</summary>
    public string PathOf(string name) => Path.Combine(Directory.CreateDirectory(DataFolder).FullName, name);
}

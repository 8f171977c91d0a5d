namespace OcrLabeling.Synthesis.Rendering;

/// <summary>
/// The fonts of this machine that can write plain English, by what they are good for. Works with whichever are installed; which ones they are
/// decides what a seed looks like. Thread-safe.
/// </summary>
public sealed class FontCatalog
{
    /// <summary>Where Debian's packages put fonts.</summary>
    public const string SystemFolder = "/usr/share/fonts";

    private const string Needed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-+*/&%$#@!?()'\"";

    private static readonly Dictionary<FontRole, string[]> Families = new()
    {
        [FontRole.Receipt] = ["Spleen 12x24", "IBM 3270 Semi-Condensed", "IBM 3270", "Inconsolata", "DejaVu Sans Mono", "B612 Mono", "Liberation Mono"],
        [FontRole.Serif] = ["Liberation Serif", "Caladea", "EB Garamond 12", "EB Garamond", "DejaVu Serif"],
        [FontRole.Sans] = ["Liberation Sans", "Carlito", "Lato", "Open Sans", "Liberation Sans Narrow"],
        [FontRole.Typewriter] = ["Courier Prime", "Liberation Mono", "Courier Prime Code"],
        [FontRole.Handwriting] = ["DkgHandwriting", "Breip"],
        [FontRole.Screen] = ["Roboto", "Open Sans", "Lato", "DejaVu Sans", "Liberation Sans", "Carlito"],
        [FontRole.Display] = ["Bebas Neue", "Lato", "Roboto Condensed", "Caladea", "Open Sans", "Courier Prime", "Liberation Sans Narrow", "DejaVu Serif"],
    };

    private readonly Dictionary<FontRole, FontFile[]> byRole;

    private FontCatalog(IReadOnlyList<FontFile> files)
    {
        Files = files;
        byRole = Families.ToDictionary(role => role.Key, role => OfRole(role.Key, role.Value));
    }

    /// <summary>All usable fonts, by path.</summary>
    public IReadOnlyList<FontFile> Files { get; }

    /// <summary>Finds .ttf, .otf and .ttc files under the folders (default: <see cref="SystemFolder"/>); passes over those that lack English letters.</summary>
    /// <exception cref="FontsMissingException">Not one usable font is there.</exception>
    public static FontCatalog Load(params string[] folders)
    {
        if (folders.Length == 0)
            folders = [SystemFolder];
        var files = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(IsFontFile).Order(StringComparer.Ordinal)
            .AsParallel().AsOrdered().Select(Inspect).OfType<FontFile>().ToArray();
        return files.Length > 0 ? new(files) : throw new FontsMissingException(folders);
    }

    /// <summary>Fonts for the role, at least one: the families meant for it, else the nearest kind there is.</summary>
    public IReadOnlyList<FontFile> For(FontRole role) => byRole[role];

    /// <summary>The member of the same family that is nearest to the weight and slope wanted; the font itself when it has no relatives.</summary>
    public FontFile Relative(FontFile font, bool bold, bool italic)
    {
        ArgumentNullException.ThrowIfNull(font);
        return Files.Where(f => f.Family == font.Family).OrderBy(f => f.IsItalic == italic ? 0 : 1).ThenBy(f => Math.Abs(f.Weight - (bold ? 700 : 400))).First();
    }

    private FontFile[] OfRole(FontRole role, string[] families)
    {
        var upright = Files.Where(f => !f.IsItalic && f.Weight is >= 400 and <= 500).ToArray();
        var wanted = families.SelectMany(family => upright.Where(f => f.Family == family).Take(1)).ToArray();
        if (wanted.Length > 0)
            return wanted;
        var near = upright.Where(f => f.IsMonospaced == role is FontRole.Receipt or FontRole.Typewriter).ToArray();
        return near.Length > 0 ? near : [.. Files];
    }

    private static bool IsFontFile(string path) => Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC";

    private static FontFile? Inspect(string path)
    {
        try
        {
            using var font = Font.Open(path);
            return font.File.IsScalable && font.CountMissing(Needed) == 0 ? font.File : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>No font file that can write English was found.</summary>
public sealed class FontsMissingException(IEnumerable<string> folders) : Exception(
    $"No usable font (.ttf, .otf, .ttc) under {string.Join(", ", folders)}: install some, such as the Debian packages fonts-liberation and fonts-dejavu-core.");

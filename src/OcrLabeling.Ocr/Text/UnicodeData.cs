using System.Globalization;

namespace OcrLabeling.Ocr.Text;

/// <summary>The Unicode tables of unicode-data.txt (Unicode 14), read once. Needed because .NET carries none of them without ICU.</summary>
internal sealed class UnicodeData
{
    private static readonly Lazy<UnicodeData> Lazily = new(Read);

    /// <summary>Canonical decompositions, one step.</summary>
    private readonly Dictionary<int, int[]> canonical = [];

    /// <summary>Compatibility decompositions, one step.</summary>
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<int, byte> combiningClasses = [];
    private readonly Dictionary<(int First, int Second), int> composites = [];
    private readonly Dictionary<int, string> uppercase = [];

    public static UnicodeData Instance => Lazily.Value;

    public bool TryDecompose(int code, bool compatibly, out int[] sequence) =>
        canonical.TryGetValue(code, out sequence!) || (compatibly && compatible.TryGetValue(code, out sequence!));

    public bool TryCompose(int first, int second, out int composite) => composites.TryGetValue((first, second), out composite);

    public bool TryUppercase(int code, out string sequence) => uppercase.TryGetValue(code, out sequence!);

    public byte CombiningClass(int code) => combiningClasses.GetValueOrDefault(code);

    private static UnicodeData Read()
    {
        var data = new UnicodeData();
        var excluded = new HashSet<int>();
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("OcrLabeling.Ocr.Text.unicode-data.txt")
            ?? throw new InvalidOperationException("The Unicode tables are missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var fields = line.Split(' ');
            if (fields[0] == "C")
                data.AddCombiningClass(Code(fields[1]), Code(fields[2]), byte.Parse(fields[3], CultureInfo.InvariantCulture));
            else if (fields[0] == "X")
                excluded.Add(Code(fields[1]));
            else
                data.AddMapping(fields[0], Code(fields[1]), Array.ConvertAll(fields[2..], Code));
        }
        foreach (var (code, sequence) in data.canonical)
        {
            if (sequence.Length == 2 && !excluded.Contains(code))
                data.composites.Add((sequence[0], sequence[1]), code);
        }
        return data;
    }

    private void AddCombiningClass(int first, int last, byte order)
    {
        for (var code = first; code <= last; code++)
            combiningClasses.Add(code, order);
    }

    private void AddMapping(string kind, int code, int[] sequence)
    {
        if (kind == "U")
            uppercase.Add(code, string.Concat(sequence.Select(char.ConvertFromUtf32)));
        else
            (kind == "D" ? canonical : compatible).Add(code, sequence);
    }

    private static int Code(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace OcrLabeling.Cli.CommandLine;

/// <summary>A command line that fits its <see cref="CommandSyntax"/>.</summary>
internal sealed class Arguments(IReadOnlyList<string> operands, IReadOnlyDictionary<string, string> values)
{
    public IReadOnlyList<string> Operands { get; } = operands;

    public bool Has(string option) => values.ContainsKey(option);

    public string? OptionalText(string option) => values.GetValueOrDefault(option);

    /// <summary>The value of a required option.</summary>
    public string Text(string option) => values[option];

    /// <exception cref="UsageException">Not a whole number within the bounds.</exception>
    public int? OptionalInteger(string option, int least, int most)
    {
        if (OptionalText(option) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"--{option} is \"{text}\"; allowed are {least} to {most}.");
    }

    /// <summary>One of the enum's names in lower case; the first one when the option is not given.</summary>
    /// <exception cref="UsageException">None of the names.</exception>
    public T OneOf<T>(string option) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToList();
        if (OptionalText(option) is not { } text)
            return Enum.GetValues<T>()[0];
        var place = names.IndexOf(text);
        return place >= 0 ? Enum.GetValues<T>()[place] : throw new UsageException($"--{option} is \"{text}\"; allowed are {string.Join(" and ", names)}.");
    }
}

namespace OcrLabeling.Cli.CommandLine;

/// <summary>What may follow a command's name.</summary>
/// <param name="Operand">Name of the words without dashes, such as <c>IMAGE</c>; null when there are none. One or more are needed.</param>
internal sealed record CommandSyntax(string? Operand, IReadOnlyList<Option> Options)
{
    /// <summary>Its form on one line, without the command's name.</summary>
    public string Form
    {
        get
        {
            var options = Options.Select(o => o.IsRequired ? o.Form : $"[{o.Form}]");
            return string.Join(' ', Operand is null ? options : options.Prepend($"{Operand}..."));
        }
    }

    /// <exception cref="UsageException">A word is not part of the syntax, a value or a required option is missing, or an option comes twice.</exception>
    public Arguments Parse(IReadOnlyList<string> words)
    {
        var operands = new List<string>();
        var values = new Dictionary<string, string>();
        var onlyOperands = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--" && !onlyOperands)
                onlyOperands = true;
            else if (onlyOperands || !words[i].StartsWith("--", StringComparison.Ordinal))
                operands.Add(Operand is not null ? words[i] : throw new UsageException($"\"{words[i]}\" is not expected here."));
            else
                i = ParseOption(words, i, values);
        }
        if (Operand is not null && operands.Count == 0)
            throw new UsageException($"{Operand} is missing.");
        if (Options.FirstOrDefault(o => o.IsRequired && !values.ContainsKey(o.Name)) is { } missing)
            throw new UsageException($"--{missing.Name} is missing.");
        return new(operands, values);
    }

    /// <summary>Returns the place of the last word taken.</summary>
    private int ParseOption(IReadOnlyList<string> words, int place, Dictionary<string, string> values)
    {
        var parts = words[place][2..].Split('=', 2);
        var option = Options.FirstOrDefault(o => o.Name == parts[0]) ?? throw new UsageException($"There is no option --{parts[0]}.");
        string value;
        if (option.ValueName is null)
            value = parts.Length == 1 ? "" : throw new UsageException($"--{option.Name} takes no value.");
        else if (parts.Length == 2)
            value = parts[1];
        else if (place + 1 < words.Count && !words[place + 1].StartsWith("--", StringComparison.Ordinal))
            value = words[++place];
        else
            throw new UsageException($"--{option.Name} needs a value: {option.Form}");
        return values.TryAdd(option.Name, value) ? place : throw new UsageException($"--{option.Name} is given twice.");
    }
}

/// <summary>One option.</summary>
/// <param name="Name">Without the two dashes.</param>
/// <param name="ValueName">What its value is called; null for a flag.</param>
internal sealed record Option(string Name, string? ValueName, string Help, bool IsRequired = false)
{
    public static readonly Option Json = new("json", null, "print JSON instead of text");

    public string Form => ValueName is null ? $"--{Name}" : $"--{Name} {ValueName}";
}

namespace OcrLabeling.Cli.Accounts;

/// <summary>Reads a password: typed without echo at a screen, or the first line of what is piped in.</summary>
internal static class PasswordInput
{
    public static string Read(Terminal terminal)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        terminal.Error.Write("Password: ");
        var password = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                password.Length = Math.Max(0, password.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                password.Append(key.KeyChar);
        }
        terminal.Error.WriteLine();
        return password.ToString();
    }
}

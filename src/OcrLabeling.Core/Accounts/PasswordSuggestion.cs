using System.Security.Cryptography;

namespace OcrLabeling.Core.Accounts;

/// <summary>Passwords to hand over: four groups of four signs that cannot be misread, 79 bits.</summary>
public static class PasswordSuggestion
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}

using System.Security.Cryptography;

namespace OcrLabeling.Tests.Data;

/// <summary>Databases are out there that a released step has made. It stays as it is; what changes comes as another step (eng/add-migration.sh), with values for the rows that exist.</summary>
public sealed class ReleasedStepTests
{
    [Theory]
    [InlineData("Sqlite/Steps/20261130222554_Initial.cs", "b6f977d2c2ee5e81b2749e06c98d997048e8e64eeffce1914f7115c3e2282446")]
    [InlineData("PostgreSql/Steps/20261130222622_Initial.cs", "aca90262d96c4b62e09d9a57be9d9388dd433e0d67d539d206680e8b5d6e9865")]
    public async Task A_released_step_is_never_changed(string step, string hash)
    {
        var text = await File.ReadAllBytesAsync(Repository.File($"migrations/{step}"));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(text)));
    }
}

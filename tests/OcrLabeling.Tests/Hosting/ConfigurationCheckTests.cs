using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Tests.Hosting;

public sealed class ConfigurationCheckTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    private static readonly (string Key, string Value) key = ("Storage:EncryptionKey", WebHostFixture.EncryptionKey);

    [Fact]
    public void Every_fault_is_named_with_its_key_and_what_is_allowed()
    {
        var faults = Faults(("Database:Provider", "Oracle"), ("Security:RequireHttps", "perhaps"), ("Storage:DataFoldr", "x"));
        Assert.Equal(3, faults.Count);
        Assert.Contains("Database:Provider = 'Oracle'; allowed: Sqlite, SqlServer, PostgreSql", faults);
        Assert.Contains("Security:RequireHttps = 'perhaps'; allowed: true, false", faults);
        Assert.Contains("Storage:DataFoldr is not known; known: DataFolder, EncryptionKey, EncryptionKeyFile", faults);
    }

    [Fact]
    public void A_server_database_needs_a_connection_string() =>
        Assert.Equal(["Database:ConnectionString: PostgreSql needs one; only Sqlite has a default."], Faults(key, ("Database:Provider", "PostgreSql")));

    [Fact]
    public void The_encryption_key_is_all_that_must_be_configured()
    {
        Assert.Contains("Storage:EncryptionKeyFile: ", Assert.Single(Faults()), StringComparison.Ordinal);
        Assert.Contains("must be base64 of 32 bytes", Assert.Single(Faults(("Storage:EncryptionKey", "short"))), StringComparison.Ordinal);
        Assert.Empty(Faults(key));
    }

    [Fact]
    public void The_shipped_settings_are_sound_and_follow_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.File("appsettings.schema.json")));
        using var settings = JsonDocument.Parse(File.ReadAllText(Repository.File("appsettings.json")));
        var sections = host.Services.GetServices<CheckedSection>().ToList();
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Empty(settings.RootElement.EnumerateObject().Select(p => p.Name).Except(properties.EnumerateObject().Select(p => p.Name)));
        Assert.Empty(ConfigurationCheck.Faults(new ConfigurationBuilder().AddJsonFile(Repository.File("appsettings.json"))
            .AddInMemoryCollection([KeyValuePair.Create(key.Key, (string?)key.Value)]).Build(), sections));
        foreach (var section in sections)
        {
            Assert.True(properties.TryGetProperty(section.Name, out var described), $"appsettings.schema.json lacks {section.Name}");
            foreach (var property in section.Type.GetProperties().Where(p => p.CanWrite))
            {
                Assert.True(described.GetProperty("properties").TryGetProperty(property.Name, out var key), $"appsettings.schema.json lacks {section.Name}:{property.Name}");
                Assert.True(key.TryGetProperty("description", out _), $"{section.Name}:{property.Name} has no description");
                var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                if (type.IsEnum)
                    Assert.Equal(Enum.GetNames(type), key.GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
            }
            Assert.Empty(described.GetProperty("properties").EnumerateObject().Select(p => p.Name).Except(section.Type.GetProperties().Select(p => p.Name)));
        }
    }

    [Fact]
    public void A_list_is_no_single_value() => Assert.Equal(
        ["Security:KnownProxies = '10.1.2.3'; allowed: a list, whose values have keys of their own that end with :0, :1 ..."], Faults(key, ("Security:KnownProxies", "10.1.2.3")));

    [Fact]
    public void Proxies_are_addresses_or_networks() =>
        Assert.Equal(
            ["Security:KnownProxies: “proxy.local” is neither an address nor a network such as 10.1.0.0/16.", "Security:KnownProxies: “10.1.0.0/40” is neither an address nor a network such as 10.1.0.0/16."],
            Faults(key, ("Security:KnownProxies:0", "proxy.local"), ("Security:KnownProxies:1", "10.1.0.0/40"), ("Security:KnownProxies:2", "::1")));

    [Fact]
    public void The_readme_explains_every_setting_as_the_schema_does()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.File("appsettings.schema.json")));
        var rows = File.ReadAllLines(Repository.File("README.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')).ToDictionary(c => c[1].Trim().Trim('`'), c => c[2].Trim());
        foreach (var section in host.Services.GetServices<CheckedSection>())
            foreach (var key in schema.RootElement.GetProperty("properties").GetProperty(section.Name).GetProperty("properties").EnumerateObject())
                Assert.Equal(key.Value.GetProperty("description").GetString()!.TrimEnd('.'), rows.GetValueOrDefault($"{section.Name}:{key.Name}"));
    }

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] settings) => ConfigurationCheck.Faults(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(),
        [
            new CheckedSection(StorageOptions.Section, typeof(StorageOptions)),
            new CheckedSection(DatabaseOptions.Section, typeof(DatabaseOptions)),
            new CheckedSection(SecurityOptions.Section, typeof(SecurityOptions)),
        ]);
}

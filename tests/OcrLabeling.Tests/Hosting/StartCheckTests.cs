using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Tests.Hosting;

public sealed class StartCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_key_of_the_first_start_is_the_key_of_every_later_one()
    {
        Assert.Null(await FaultAsync());
        Assert.Null(await FaultAsync());
        var fault = await FaultAsync(("Storage:EncryptionKey", OtherKey()));
        Assert.StartsWith("The storage key is not the one that this database was begun with: it was the key with the id ", fault, StringComparison.Ordinal);
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_until_the_first_has_ended()
    {
        await using (var first = Build())
        {
            Assert.Null(await StartCheck.FaultAsync(first.Services));
            Assert.StartsWith($"Another server runs on {folder.Path} ", await FaultAsync(), StringComparison.Ordinal);
        }
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task Two_folders_do_not_share_one_SQLite_file()
    {
        using var other = new TemporaryFolder();
        var shared = ("Database:ConnectionString", $"Data Source={Path.Combine(other.Path, "shared.db")}");
        await using var first = Build(shared);
        Assert.Null(await StartCheck.FaultAsync(first.Services));
        Assert.StartsWith($"Another server runs on {other.Path} ", await FaultAsync(shared, ("Storage:DataFolder", Path.Combine(other.Path, "second"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_was_cut_off_while_tables_were_made_is_gone_on_with()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ocrlabeling.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "create table __EFMigrationsLock (Id integer primary key, Timestamp text not null); insert into __EFMigrationsLock values (1, '2026-12-01 00:00:00')";
            await command.ExecuteNonQueryAsync();
        }
        Assert.Null(await FaultAsync().WaitAsync(TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "ocrlabeling.db"), []);
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_a_sentence()
    {
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllBytesAsync(file, []);
        Assert.StartsWith($"The data folder {file} cannot be used: ", await FaultAsync(("Storage:DataFolder", file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Assert.Equal(1, await Listening().ServeAsync());
        var fault = await Assert.ThrowsAsync<IOException>(() => Listening().StartAsync());
        Assert.EndsWith("another program listens there already. Choose another port or address: --urls http://127.0.0.1:5080 or ASPNETCORE_URLS.", StartCheck.AddressFault(fault), StringComparison.Ordinal);

        WebApplication Listening()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
            builder.Logging.ClearProviders();
            return builder.Build();
        }
    }

    [Fact]
    public async Task A_damaged_database_is_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "ocrlabeling.db"), new string('x', 8192));
        Assert.StartsWith("The database file is damaged ", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_damaged_in_its_middle_is_a_sentence()
    {
        Assert.Null(await FaultAsync());
        SqliteConnection.ClearAllPools();
        var file = Path.Combine(folder.Path, "ocrlabeling.db");
        var bytes = await File.ReadAllBytesAsync(file);
        Array.Fill(bytes, (byte)0xFF, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(file, bytes);
        Assert.StartsWith("The database file is damaged ", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_version_is_a_sentence_and_stays_as_it_is()
    {
        Assert.Null(await FaultAsync());
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ocrlabeling.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from __EFMigrationsHistory where MigrationId not like '%_Initial'; update __EFMigrationsHistory set MigrationId = '20200101000000_Initial'";
        await command.ExecuteNonQueryAsync();
        var fault = await FaultAsync();
        Assert.StartsWith("The database was made by another version of OcrLabeling", fault, StringComparison.Ordinal);
        Assert.Contains("20200101000000_Initial", fault, StringComparison.Ordinal);
        command.CommandText = "select group_concat(MigrationId) from __EFMigrationsHistory";
        Assert.Equal("20200101000000_Initial", await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(50, 2500, true)]
    [InlineData(50, 2499, false)]
    [InlineData(200, 5500, true)]
    [InlineData(200, 3072, false)]
    public async Task Pages_too_large_for_a_worker_are_a_sentence_with_both_settings(int megapixels, int megabytes, bool fits)
    {
        var fault = await FaultAsync(("Upload:MaxMegapixels", $"{megapixels}"), ("Pipeline:WorkerMegabytes", $"{megabytes}"));
        Assert.Equal(fits, fault is null);
        if (fault is not null)
        {
            Assert.StartsWith($"Upload:MaxMegapixels is {megapixels}, and to read a page of that size a jailed worker needs ", fault, StringComparison.Ordinal);
            Assert.Contains($"Pipeline:WorkerMegabytes is {megabytes}. Set Pipeline:WorkerMegabytes to at least {1500 + 20 * megapixels}", fault, StringComparison.Ordinal);
        }
    }

    /// <summary>Not even root makes folders in /sys.</summary>
    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_a_sentence() =>
        Assert.StartsWith("The data folder cannot be written to: ", await FaultAsync(("Storage:DataFolder", "/sys/ocrlabeling")), StringComparison.Ordinal);

    [Fact]
    public void A_full_disk_is_a_sentence()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.StartsWith("The disk is full. ", StartCheck.Explain(Assert.Throws<IOException>(() => full.Write(new byte[1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_full_or_read_only_is_a_sentence()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "small.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "create table T (X blob); pragma max_page_count = 3;";
        command.ExecuteNonQuery();
        command.CommandText = "insert into T values (zeroblob(100000));";
        Assert.StartsWith("The disk is full. ", StartCheck.Explain(new InvalidOperationException("", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()))), StringComparison.Ordinal);
        command.CommandText = "pragma query_only = on; insert into T values (1);";
        Assert.StartsWith("The database cannot be written to", StartCheck.Explain(Assert.Throws<SqliteException>(() => command.ExecuteNonQuery())), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_faults_keep_their_stack_trace() => Assert.Null(StartCheck.Explain(new InvalidOperationException("a bug", new FileNotFoundException())));

    public void Dispose() => folder.Dispose();

    private static string OtherKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private async Task<string?> FaultAsync(params (string Key, string Value)[] settings)
    {
        await using var app = Build(settings);
        return await StartCheck.FaultAsync(app.Services);
    }

    private WebApplication Build(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            new[] { ("Storage:DataFolder", folder.Path), ("Storage:EncryptionKey", WebHostFixture.EncryptionKey) }.Concat(settings)
                .GroupBy(s => s.Item1, (key, values) => KeyValuePair.Create(key, (string?)values.Last().Item2)));
        builder.AddDatabase();
        builder.AddCheckedOptions<UploadOptions>(UploadOptions.Section);
        builder.AddCheckedOptions<PipelineOptions>(PipelineOptions.Section);
        builder.AddStartCheck();
        return builder.Build();
    }
}

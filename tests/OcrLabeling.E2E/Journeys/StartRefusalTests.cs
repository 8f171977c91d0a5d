using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Two processes, as an administrator would start them by mistake.</summary>
public sealed class StartRefusalTests
{
    [Fact]
    public async Task A_second_server_on_the_same_folder_ends_with_a_sentence_and_the_first_goes_on()
    {
        await using var first = new RunningHost();
        await first.StartAsync();
        await using var second = new RunningHost(first.DataFolder);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(second.StartAsync);
        Assert.Contains($"The server does not start: Another server runs on {first.DataFolder}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(first.Url + "/health/live")));
        // with a real jail, whose workers take a moment to start
        var ready = new Uri(first.Url + "/health/ready");
        for (var patience = 0; patience < 60 && !(await http.GetAsync(ready)).IsSuccessStatusCode; patience++)
            await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Contains("\"status\":\"Healthy\"", await http.GetStringAsync(ready), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  Database:ConnectionString: PostgreSql needs one; only Sqlite has a default.", "--Database:Provider", "PostgreSql")]
    [InlineData("  Database:ConnectionString: SqlServer needs one; only Sqlite has a default.", "--Database:Provider", "SqlServer", "--Database:ConnectionString", "  ")]
    [InlineData("The server does not start: With SQLite one server does everything: leave out --role Jobs, or use PostgreSQL or SQL Server.", "--role", "jobs")]
    [InlineData("  Node:Role = 'reader'; allowed: Both, Web, Jobs", "--role", "reader")]
    public async Task Settings_that_do_not_go_together_are_told_in_a_sentence(string sentence, params string[] settings)
    {
        await using var host = new RunningHost(null, null, settings);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
    }
}

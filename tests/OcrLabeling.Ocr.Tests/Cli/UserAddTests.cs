using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Cli;
using OcrLabeling.Cli.Accounts;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Commands;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class UserAddTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ocrlab-user-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_account_of_a_new_server_can_sign_in()
    {
        Assert.Equal(0, await RunAsync("--name", "Ada", "--email", "ada@example.org", "--role", "admin"));
        Assert.Contains("ada@example.org", output.ToString(), StringComparison.Ordinal);

        await using var services = await AccountServices.OpenAsync(folder, CancellationToken.None);
        using var scope = services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByEmailAsync("ada@example.org"))!;
        Assert.Equal(Role.Admin, account.Role);
        Assert.True(await users.CheckPasswordAsync(account, "typed at the prompt"));
    }

    [Fact]
    public async Task What_is_wrong_with_an_account_is_said()
    {
        Assert.Equal(1, await RunAsync("--name", "Ada", "--email", "ada@example.org", "--role", "admin", "--password", "short"));
        Assert.Contains("at least 10", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("--name", "Ada", "--email", "ada@example.org", "--role", "worker", "--pool", "Nobody"));
        Assert.Contains("There is no pool \"Nobody\"", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--name", "Ada", "--email", "ada@example.org", "--role", "king")]
    [InlineData("--name", "Ada", "--email", "ada@example.org", "--role", "admin", "--pool", "Crowd")]
    [InlineData("--name", "Ada", "--email", "ada@example.org")]
    public async Task A_wrong_command_line_is_bad_usage(params string[] words) => Assert.Equal(2, await RunAsync(words));

    private Task<int> RunAsync(params string[] words)
    {
        var table = new CommandTable([new UserAddCommand(_ => "typed at the prompt")]);
        return table.RunAsync(["user", "add", .. words, "--data", folder], new Terminal(output, error, IsInteractive: false, TimeProvider.System), CancellationToken.None);
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Cli.Accounts;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Cli.Commands;

/// <summary>Makes an account: the first administrator of a new server, for one.</summary>
internal sealed class UserAddCommand(Func<Terminal, string> readPassword) : ICommand
{
    public string Name => "user add";

    public string Summary => "Make an account that can sign in.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("name", "NAME", "shown to others", IsRequired: true),
        new("email", "EMAIL", "what to sign in with", IsRequired: true),
        new("role", "ROLE", "worker, scientist or admin", IsRequired: true),
        new("password", "PASSWORD", "otherwise it is asked for, or read from a pipe: other users of this machine can see options"),
        new("pool", "POOL", "a worker's pool, which exists already"),
        new("data", "DIR", "the server's data folder; otherwise its environment variables tell"),
        Option.Json,
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        var role = arguments.OneOf<Role>("role");
        if (arguments.Has("pool") && role != Role.Worker)
            throw new UsageException("--pool is for workers.");
        await using var services = await AccountServices.OpenAsync(arguments.OptionalText("data"), ct);
        var pool = await FindPoolAsync(services.GetRequiredService<PoolList>(), arguments.OptionalText("pool"), ct);
        var password = arguments.OptionalText("password") ?? readPassword(terminal);
        var account = new NewAccount(arguments.Text("name"), arguments.Text("email"), role, password, pool is { } joined ? new PoolEntry(joined) : null);
        switch (await services.GetRequiredService<AccountDirectory>().CreateAsync(account, by: null, ct))
        {
            case AccountOutcome.Done done:
                terminal.Output.WriteLine(arguments.Has("json")
                    ? JsonSerializer.Serialize(new { id = done.Id, email = account.Email, role = role.ToString().ToLowerInvariant() })
                    : $"{Terminal.Safe(account.DisplayName)} can sign in as {Terminal.Safe(account.Email)}.");
                return 0;
            case AccountOutcome.Refused refused:
                throw new CommandFailedException(string.Join(" ", refused.Reasons));
            default:
                throw new InvalidOperationException("An outcome that is not known.");
        }
    }

    private static async Task<PoolId?> FindPoolAsync(PoolList pools, string? name, CancellationToken ct)
    {
        if (name is null)
            return null;
        var all = await pools.ListAsync(ct);
        return all.FirstOrDefault(p => p.Name == name)?.Id
            ?? throw new CommandFailedException($"There is no pool \"{name}\"; there are: {string.Join(", ", all.Select(p => p.Name))}.");
    }
}

using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Projects;

public abstract class ProjectContract(DatabaseFixture database) : IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new();
    private readonly WriteTransaction transaction = new(database);
    private readonly IntakeBench bench = new(database);
    private Guid ada, bert, chief;

    private ProjectDirectory Directory => new(transaction, new AuditLog(database, clock), new ProjectActivity(), clock);

    private ProjectList List => new(database);

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        (ada, bert, chief) = (await AccountAsync("Ada", Role.Scientist), await AccountAsync("Bert", Role.Scientist), await AccountAsync("Chief", Role.Admin));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task The_default_project_is_there_from_the_start_open_to_all_and_stays()
    {
        var project = Assert.Single((await List.ListAsync(Of(ada), "", 0, 10, default)).Items);
        Assert.Equal((Project.DefaultId, "Default", true, 0), (project.Id, project.Name, project.IsDefault, project.Members));
        Assert.NotNull(await Directory.ArchiveAsync(Project.DefaultId, true, chief, default));
        Assert.NotNull(await Directory.AddMemberAsync(Project.DefaultId, ada, chief, default));
        Assert.Null(await Directory.DescribeAsync(Project.DefaultId, "Everything", "", ada, default));
        Assert.Equal(["Everything"], (await List.ChoicesAsync(Of(bert), default)).Select(p => p.Name));
        Assert.Null(await Directory.DescribeAsync(Project.DefaultId, "Default", "", ada, default));
    }

    [DatabaseFact]
    public async Task A_name_follows_the_rule_for_names_and_is_used_once()
    {
        Assert.IsType<NewProjectOutcome.Refused>(await Directory.CreateAsync(" ", "", ada, default));
        Assert.IsType<NewProjectOutcome.Refused>(await Directory.CreateAsync(new string('x', Project.MaxNameLength + 1), "", ada, default));
        Assert.IsType<NewProjectOutcome.Refused>(await Directory.CreateAsync("Fine", new string('x', Project.MaxDescriptionLength + 1), ada, default));
        var receipts = await CreateAsync(" Receipts ");
        Assert.Equal("Receipts", (await List.FindAsync(Of(ada), receipts, default))!.Name);
        Assert.Equal(new NewProjectOutcome.Refused("Another project has this name."), await Directory.CreateAsync("Receipts", "", bert, default));
        Assert.Equal("Another project has this name.", await Directory.DescribeAsync(receipts, "Default", "", ada, default));
        Assert.Null(await Directory.DescribeAsync(receipts, "Tills", "of shops", bert, default));
        Assert.Equal(("Tills", "of shops", "Ada"), await List.FindAsync(Of(ada), receipts, default) is { } row ? (row.Name, row.Description, row.CreatedBy) : default);
        Assert.Equal(["project.create", "project.describe", "project.rename"], await ActionsAsync());
    }

    [DatabaseFact]
    public async Task Without_members_everybody_sees_it_with_members_only_they_and_administrators()
    {
        var project = await CreateAsync("Secret");
        Assert.Equal((true, true, true), (await SeesAsync(ada, project), await SeesAsync(bert, project), await SeesAsync(chief, project)));
        Assert.Null(await Directory.AddMemberAsync(project, ada, chief, default));
        Assert.Equal((true, false, true), (await SeesAsync(ada, project), await SeesAsync(bert, project), await SeesAsync(chief, project)));
        Assert.Equal(["Default"], (await List.ChoicesAsync(Of(bert), default)).Select(p => p.Name));
        Assert.Empty(await List.MembersAsync(Of(bert), project, default));
        // who does not see it cannot change it, and is not told why
        Assert.Equal("There is no such project any more.", await Directory.DescribeAsync(project, "Open", "", bert, default));
        Assert.Equal("There is no such project any more.", await Directory.AddMemberAsync(project, bert, bert, default));
        Assert.Null(await Directory.AddMemberAsync(project, bert, ada, default));
        Assert.True(await SeesAsync(bert, project));
        Assert.Equal(["Ada", "Bert"], (await List.MembersAsync(Of(bert), project, default)).Select(m => m.Name));
    }

    [DatabaseFact]
    public async Task Whoever_closes_a_project_for_others_stays_inside()
    {
        var project = await CreateAsync("Secret");
        Assert.Null(await Directory.AddMemberAsync(project, bert, ada, default));
        Assert.Equal(["Ada", "Bert"], (await List.MembersAsync(Of(ada), project, default)).Select(m => m.Name));
    }

    [DatabaseFact]
    public async Task When_the_last_member_goes_it_is_open_again_and_that_is_on_record()
    {
        var project = await CreateAsync("Secret");
        await Directory.AddMemberAsync(project, ada, ada, default);
        Assert.False(await SeesAsync(bert, project));
        Assert.Null(await Directory.RemoveMemberAsync(project, ada, ada, default));
        Assert.True(await SeesAsync(bert, project));
        Assert.Contains("project.open", await ActionsAsync());
    }

    [DatabaseFact]
    public async Task Workers_are_no_members_and_not_offered()
    {
        var project = await CreateAsync("Secret");
        var worker = await AccountAsync("Wanda", Role.Worker);
        Assert.Equal("Only scientists and administrators can be members.", await Directory.AddMemberAsync(project, worker, ada, default));
        await Directory.AddMemberAsync(project, ada, ada, default);
        Assert.Equal(["Bert", "Chief"], (await List.CandidatesAsync(project, "", 10, default)).Select(c => c.Name));
        Assert.Equal(["Bert"], (await List.CandidatesAsync(project, "BER", 10, default)).Select(c => c.Name));
    }

    [DatabaseFact]
    public async Task An_archived_project_takes_nothing_and_leaves_the_lists_but_its_own()
    {
        var project = await CreateAsync("Past");
        var choices = IntakeBench.Receipts with { Project = project };
        await bench.AddedAsync(FakeImageReader.File("one"), "one.png", choices);
        Assert.Null(await Directory.ArchiveAsync(project, true, ada, default));
        Assert.Equal(new IntakeOutcome.Refused(ProjectAccess.TakesNothing), await bench.AddAsync(FakeImageReader.File("two"), choices: choices));
        Assert.Equal(["Default"], (await List.ChoicesAsync(Of(ada), default)).Select(p => p.Name));
        Assert.Equal(["Past"], (await List.ListAsync(Of(ada), "", 0, 10, default, archived: true)).Items.Select(p => p.Name));
        Assert.Equal(0, (await new DocumentList(database).PageAsync(Of(ada), new DocumentFilter(), 0, 10, default)).Total);
        Assert.Equal("Past", Assert.Single((await new DocumentList(database).PageAsync(Of(ada) with { Only = project }, new DocumentFilter(), 0, 10, default)).Items).Project);
        Assert.Null(await Directory.ArchiveAsync(project, false, ada, default));
        Assert.Equal(1, (await new DocumentList(database).PageAsync(Of(ada), new DocumentFilter(), 0, 10, default)).Total);
    }

    private static ProjectScope Of(Guid scientist) => new(scientist, false);

    private async Task<bool> SeesAsync(Guid account, ProjectId project)
    {
        await using var db = database.CreateDbContext();
        return await List.FindAsync(await ProjectScope.OfAsync(db, account, default), project, default) is not null;
    }

    private async Task<ProjectId> CreateAsync(string name) => Assert.IsType<NewProjectOutcome.Created>(await Directory.CreateAsync(name, "", ada, default)).Id;

    private async Task<Guid> AccountAsync(string name, Role role)
    {
        await using var db = database.CreateDbContext();
        var account = new Account(name, $"{name}@example.org", role, clock.Now);
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    private async Task<List<string>> ActionsAsync()
    {
        await using var db = database.CreateDbContext();
        return await db.AuditEntries.Where(e => e.Action.StartsWith("project.")).OrderBy(e => e.Action).Select(e => e.Action).ToListAsync();
    }
}

public sealed class SqliteProjectTests(SqliteDatabaseFixture database) : ProjectContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlProjectTests(PostgreSqlDatabaseFixture database) : ProjectContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerProjectTests(SqlServerDatabaseFixture database) : ProjectContract(database), IClassFixture<SqlServerDatabaseFixture>;

using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Projects;

public abstract record NewProjectOutcome
{
    private NewProjectOutcome() { }

    public sealed record Created(ProjectId Id) : NewProjectOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : NewProjectOutcome;
}

/// <summary>Makes and changes projects and their members. Whoever sees a project may change it. Thread-safe.</summary>
public sealed class ProjectDirectory(WriteTransaction transaction, AuditLog audit, ProjectActivity activity, TimeProvider clock)
{
    private const string NameIsTaken = "Another project has this name.";
    private static readonly string nameNeeded = $"A name of 1 to {Project.MaxNameLength} characters is needed.";

    /// <summary>Open to the whole team until it is given members.</summary>
    public async Task<NewProjectOutcome> CreateAsync(string name, string description, Guid by, CancellationToken ct)
    {
        if (FaultOf(name, description) is { } fault)
            return new NewProjectOutcome.Refused(fault);
        return await transaction.RunAsync<NewProjectOutcome>(async db =>
        {
            var project = new Project(name.Trim(), description.Trim(), by, clock.UtcNow());
            if (await db.Projects.AnyAsync(p => p.Name == project.Name, ct))
                return new NewProjectOutcome.Refused(NameIsTaken);
            db.Add(project);
            db.Add(audit.Entry(by, "project.create", $"project:{project.Id}", project.Name));
            await db.SaveChangesAsync(ct);
            return new NewProjectOutcome.Created(project.Id);
        }, ct);
    }

    /// <summary>Null, or why it stays as it is, for people.</summary>
    public Task<string?> DescribeAsync(ProjectId id, string name, string description, Guid by, CancellationToken ct) => ChangeAsync(id, by, async (db, project) =>
    {
        if (FaultOf(name, description) is { } fault)
            return fault;
        var given = name.Trim();
        if (await db.Projects.AnyAsync(p => p.Name == given && p.Id != id, ct))
            return NameIsTaken;
        if (project.Name != given)
            db.Add(audit.Entry(by, "project.rename", $"project:{id}", $"{project.Name} -> {given}"));
        if (project.Description != description.Trim())
            db.Add(audit.Entry(by, "project.describe", $"project:{id}"));
        project.Describe(given, description.Trim());
        return null;
    }, ct);

    /// <summary>Takes it out of the lists, or brings it back. What runs in it goes on. Null, or why not, for people.</summary>
    public Task<string?> ArchiveAsync(ProjectId id, bool archived, Guid by, CancellationToken ct) => ChangeAsync(id, by, (db, project) =>
    {
        if (id == Project.DefaultId)
            return Task.FromResult<string?>("The default project is never archived.");
        if (archived)
            project.Archive(clock.UtcNow());
        else
            project.Restore();
        db.Add(audit.Entry(by, archived ? "project.archive" : "project.restore", $"project:{id}", project.Name));
        return Task.FromResult<string?>(null);
    }, ct);

    /// <summary>The first member closes the project for everybody else; a scientist who adds somebody else first becomes a member, too. Null, or why not, for people.</summary>
    public Task<string?> AddMemberAsync(ProjectId id, Guid accountId, Guid by, CancellationToken ct) => ChangeAsync(id, by, async (db, project) =>
    {
        if (id == Project.DefaultId)
            return "The default project is open to the whole team.";
        if (!await db.Users.AnyAsync(u => u.Id == accountId && u.Role != Role.Worker, ct))
            return "Only scientists and administrators can be members.";
        var members = await db.ProjectMembers.Where(m => m.ProjectId == id).Select(m => m.AccountId).ToListAsync(ct);
        var added = new List<Guid> { accountId };
        if (members.Count == 0 && !(await ProjectScope.OfAsync(db, by, ct)).SeesAll)
            added.Add(by);
        foreach (var account in added.Distinct().Except(members))
        {
            db.Add(new ProjectMember(id, account, clock.UtcNow()));
            db.Add(audit.Entry(by, "project.member.add", $"project:{id}", $"account:{account}"));
        }
        return null;
    }, ct);

    /// <summary>The last member's removal opens the project to the whole team. Null, or why not, for people.</summary>
    public Task<string?> RemoveMemberAsync(ProjectId id, Guid accountId, Guid by, CancellationToken ct) => ChangeAsync(id, by, async (db, project) =>
    {
        if (await db.ProjectMembers.SingleOrDefaultAsync(m => m.ProjectId == id && m.AccountId == accountId, ct) is not { } member)
            return null;
        db.Remove(member);
        db.Add(audit.Entry(by, "project.member.remove", $"project:{id}", $"account:{accountId}"));
        if (!await db.ProjectMembers.AnyAsync(m => m.ProjectId == id && m.AccountId != accountId, ct))
            db.Add(audit.Entry(by, "project.open", $"project:{id}", "open to the whole team"));
        return null;
    }, ct);

    private async Task<string?> ChangeAsync(ProjectId id, Guid by, Func<AppDb, Project, Task<string?>> change, CancellationToken ct)
    {
        var fault = await transaction.RunAsync(async db =>
        {
            var reader = await ProjectScope.OfAsync(db, by, ct);
            if (await db.Projects.Visible(db, reader).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } project)
                return "There is no such project any more.";
            if (await change(db, project) is { } reason)
                return reason;
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        if (fault is null)
            activity.Publish();
        return fault;
    }

    private static string? FaultOf(string name, string description) =>
        GivenName.Clean(name, Project.MaxNameLength) is null ? nameNeeded
        : description.Trim().Length > Project.MaxDescriptionLength ? $"The description has {description.Trim().Length:N0} characters; it can have at most {Project.MaxDescriptionLength:N0}."
        : null;
}

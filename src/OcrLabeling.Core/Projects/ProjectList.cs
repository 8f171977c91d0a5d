using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Projects;

/// <param name="OpenBatches">Prepared ones that are not closed, and those in preparation.</param>
/// <param name="Members">0: open to the whole team.</param>
/// <param name="CreatedBy">Null for the default project.</param>
public sealed record ProjectRow(
    ProjectId Id, string Name, string Description, int Documents, int OpenBatches, int Datasets, int Members, string? CreatedBy, DateTime CreatedAt, DateTime? ArchivedAt)
{
    public bool IsDefault => Id == Project.DefaultId;
}

public sealed record ProjectChoice(ProjectId Id, string Name);

/// <param name="Email">Tells people of one name apart.</param>
public sealed record TeamMember(Guid AccountId, string Name, string Email, Role Role);

/// <summary>Reads projects that the reader may see. Thread-safe.</summary>
public sealed class ProjectList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<Project> keys = new() { { "name", p => p.Name }, { "created", p => p.CreatedAt } };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: name or created. <paramref name="search"/> looks in name and description.</summary>
    public async Task<Rows<ProjectRow>> ListAsync(ProjectScope reader, string search, int skip, int take, CancellationToken ct, RowOrder order = default, bool archived = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var projects = db.Projects.AsNoTracking().Visible(db, reader).Where(p => (p.ArchivedAt != null) == archived).WhereContains(search, p => p.Name, p => p.Description);
        var rows = Rows(db, keys.Sort(projects, order, p => p.CreatedAt).ThenByDescending(p => p.Id).Skip(skip).Take(take));
        return new(await rows.ToListAsync(ct), await projects.CountAsync(ct));
    }

    /// <summary>Null where there is none that the reader may see.</summary>
    public async Task<ProjectRow?> FindAsync(ProjectScope reader, ProjectId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, db.Projects.AsNoTracking().Visible(db, reader).Where(p => p.Id == id)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Those that take something new: the default one, then the others by name.</summary>
    public async Task<IReadOnlyList<ProjectChoice>> ChoicesAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Projects.AsNoTracking().Visible(db, reader with { Only = null }).Where(p => p.ArchivedAt == null).OrderByDescending(p => p.Id == Project.DefaultId).ThenBy(p => p.Name)
            .Select(p => new ProjectChoice(p.Id, p.Name)).ToListAsync(ct);
    }

    /// <summary>By name; empty where the project is open to the whole team.</summary>
    public async Task<IReadOnlyList<TeamMember>> MembersAsync(ProjectScope reader, ProjectId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from project in db.Projects.Visible(db, reader)
            join member in db.ProjectMembers on project.Id equals member.ProjectId
            join account in db.Users on member.AccountId equals account.Id
            where project.Id == id
            orderby account.DisplayName, account.Id
            select new TeamMember(account.Id, account.DisplayName, account.Email!, account.Role)).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Scientists and administrators who are no members yet, by name. <paramref name="search"/> looks in name and e-mail.</summary>
    public async Task<IReadOnlyList<TeamMember>> CandidatesAsync(ProjectId id, string search, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().Where(a => a.Role != Role.Worker && !db.ProjectMembers.Any(m => m.ProjectId == id && m.AccountId == a.Id))
            .WhereContains(search, a => a.DisplayName, a => a.Email).OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Take(most)
            .Select(a => new TeamMember(a.Id, a.DisplayName, a.Email!, a.Role)).ToListAsync(ct);
    }

    private static IQueryable<ProjectRow> Rows(AppDb db, IQueryable<Project> projects) => projects.Select(p => new ProjectRow(
        p.Id, p.Name, p.Description, db.Documents.Count(d => d.ProjectId == p.Id),
        db.Batches.Count(b => b.ProjectId == p.Id && b.Status != BatchStatus.Closed && b.ArchivedAt == null),
        db.Datasets.Count(d => d.ProjectId == p.Id && d.ArchivedAt == null), db.ProjectMembers.Count(m => m.ProjectId == p.Id),
        db.Users.Where(u => u.Id == p.CreatedBy).Select(u => u.DisplayName).FirstOrDefault(), p.CreatedAt, p.ArchivedAt));
}

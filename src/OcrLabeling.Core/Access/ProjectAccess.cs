using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Access;

/// <summary>Who reads, and what of. Every list that the team looks at asks for one, so that none can forget the members of projects.</summary>
/// <param name="SeesAll">An administrator: members or not.</param>
/// <param name="Only">Null: all projects that the reader may see.</param>
public sealed record ProjectScope(Guid AccountId, bool SeesAll, ProjectId? Only = null)
{
    /// <summary>For what nobody reads in person: jobs, seeds, the command line.</summary>
    public static readonly ProjectScope Everything = new(Guid.Empty, true);

    /// <summary>Of nobody: what a screen shows before it knows who looks.</summary>
    public static readonly ProjectScope Nothing = new(Guid.Empty, false, new ProjectId(Guid.Empty));

    /// <summary>Nothing is left out.</summary>
    internal bool IsEverything => SeesAll && Only is null;

    /// <summary>Of an account, by its role as it is now.</summary>
    public static async Task<ProjectScope> OfAsync(AppDb db, Guid accountId, CancellationToken ct) =>
        new(accountId, await db.Users.AnyAsync(u => u.Id == accountId && u.Role == Role.Admin, ct));
}

/// <summary>
/// Who of the team sees what is in a project. One without members is open to the whole team; one with members is seen by these and by administrators, and for everybody else it does not exist.
/// Workers are not asked about: they see cards through pools.
/// </summary>
public static class ProjectAccess
{
    public const string TakesNothing = "There is no such project, or it is archived.";

    /// <summary>The one predicate; everything else asks it.</summary>
    public static IQueryable<Project> Visible(this IQueryable<Project> projects, AppDb db, ProjectScope reader)
    {
        if (reader.Only is { } only)
            projects = projects.Where(p => p.Id == only);
        if (reader.SeesAll)
            return projects;
        var account = reader.AccountId;
        return projects.Where(p => !db.ProjectMembers.Any(m => m.ProjectId == p.Id) || db.ProjectMembers.Any(m => m.ProjectId == p.Id && m.AccountId == account));
    }

    /// <summary>The rows of projects that the reader may see, within the project that the scope names.</summary>
    public static IQueryable<T> Visible<T>(this IQueryable<T> rows, AppDb db, ProjectScope reader) where T : class, IInProject
    {
        if (reader.Only is { } only)
            rows = rows.Where(r => r.ProjectId == only);
        if (reader.SeesAll)
            return rows;
        var projects = db.Projects.Visible(db, reader);
        return rows.Where(r => projects.Any(p => p.Id == r.ProjectId));
    }

    /// <summary>The same without what is in the archive as a whole: a list of an archived project shows its rows, a list of all projects does not.</summary>
    public static IQueryable<T> Listed<T>(this IQueryable<T> rows, AppDb db, ProjectScope reader) where T : class, IInProject =>
        reader.Only is not null ? rows.Visible(db, reader) : rows.Visible(db, reader).Where(r => !db.Projects.Any(p => p.Id == r.ProjectId && p.ArchivedAt != null));

    /// <summary>Whether the account may put something new there.</summary>
    public static async Task<bool> TakesFromAsync(this IQueryable<Project> projects, AppDb db, ProjectId id, Guid accountId, CancellationToken ct) =>
        id == Project.DefaultId || await projects.Visible(db, await ProjectScope.OfAsync(db, accountId, ct)).AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct);
}

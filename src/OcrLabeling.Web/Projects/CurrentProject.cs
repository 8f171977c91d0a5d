using OcrLabeling.Core.Access;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Projects;

/// <summary>The project that somebody looks at in one browser tab. A list's address names it; where it does not, it is the one that was chosen last.</summary>
public sealed class CurrentProject(CurrentUserSource users, ProjectList projects)
{
    public const string Parameter = "project";

    /// <summary>Keeps the choice for the next visit of this browser.</summary>
    public const string Cookie = "project";

    // as the browser remembers it: whether it is still there to be seen is looked up
    private ProjectId? remembered;

    public void Remember(ProjectId? project) => remembered = project;

    public static ProjectId? Parse(string? text) => Guid.TryParse(text, out var key) ? new ProjectId(key) : null;

    /// <summary>All that the signed-in person may see.</summary>
    public async Task<ProjectScope> ReaderAsync() => (await users.GetAsync()).Reader;

    /// <param name="address">Value of the address' parameter; null: it has none.</param>
    public async Task<ProjectScope> ScopeAsync(string? address) => await ReaderAsync() with { Only = Parse(address) ?? await ChosenAsync() };

    /// <summary>Null: all projects.</summary>
    public async Task<ProjectId?> ChosenAsync()
    {
        if (remembered is { } chosen && !(await ChoicesAsync()).Any(p => p.Id == chosen))
            remembered = null;
        return remembered;
    }

    /// <summary>Those that take something new.</summary>
    public async Task<IReadOnlyList<ProjectChoice>> ChoicesAsync() => await projects.ChoicesAsync(await ReaderAsync(), CancellationToken.None);
}

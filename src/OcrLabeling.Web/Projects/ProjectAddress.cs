using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using OcrLabeling.Core.Access;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Projects;

/// <summary>What the address of a page says about the project that is looked at.</summary>
/// <param name="IsList">The page shows what is in one project or in all of them.</param>
/// <param name="Project">Null: the address names none.</param>
internal sealed record ProjectAddress(NavigationManager Navigation, string Path, bool IsList, ProjectId? Project)
{
    private static readonly string[] lists = ["documents", "jobs", "batches", "adjudication", "stats", "evaluations", "datasets", "training"];

    public static ProjectAddress Of(NavigationManager navigation)
    {
        var address = new Uri(navigation.Uri);
        var path = navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];
        var query = QueryHelpers.ParseQuery(address.Query);
        return new(navigation, path, lists.Contains(path), CurrentProject.Parse(query.TryGetValue(CurrentProject.Parameter, out var value) ? value.ToString() : null));
    }

    /// <summary>Where the list shows another project, from its first page on; a page of one thing leads to the list that it stands in.</summary>
    /// <param name="project">Null: all projects.</param>
    public string With(ProjectId? project) => IsList
        ? Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [CurrentProject.Parameter] = project?.Value, ["page"] = null })
        : Navigation.GetUriWithQueryParameters(ListPath, new Dictionary<string, object?> { [CurrentProject.Parameter] = project?.Value });

    private string ListPath => NavigationMap.Find(Path) is var (_, item) && lists.Contains(item.Path) ? item.Path : "documents";
}

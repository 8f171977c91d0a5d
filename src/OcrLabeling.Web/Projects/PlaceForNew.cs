using OcrLabeling.Core.Access;
using OcrLabeling.Core.Projects;

namespace OcrLabeling.Web.Projects;

/// <summary>Where something new can go.</summary>
/// <param name="Chosen">To begin with: the project that is looked at where it takes something, or else the default one.</param>
public sealed record PlaceForNew(IReadOnlyList<ProjectChoice> Choices, ProjectId Chosen)
{
    public static PlaceForNew Of(IReadOnlyList<ProjectChoice> choices, ProjectId? looked) => new(choices, looked is { } project && choices.Any(p => p.Id == project) ? project : Project.DefaultId);
}

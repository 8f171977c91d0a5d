using OcrLabeling.Core.Projects;

namespace OcrLabeling.Web.Projects;

/// <summary>What a page or an endpoint shows stands in a project: only who sees that gets in (<see cref="ProjectDoor"/>, <see cref="ProjectsHosting"/>).</summary>
/// <param name="parameter">Of the route; a route without it names nothing.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfProjectAttribute(ProjectSubject subject, string parameter) : Attribute
{
    public ProjectSubject Subject => subject;

    public string Parameter => parameter;

    /// <summary>The key in a route's values; null: the route names nothing.</summary>
    public Guid? KeyIn(IReadOnlyDictionary<string, object?> values) => values.GetValueOrDefault(parameter) switch
    {
        Guid key => key,
        string text when Guid.TryParse(text, out var key) => key,
        _ => null,
    };
}

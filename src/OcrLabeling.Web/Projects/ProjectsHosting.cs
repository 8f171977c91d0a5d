using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Projects;

internal static class ProjectsHosting
{
    public static void AddProjects(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProjectGate>();
        builder.Services.AddSingleton<ProjectList>();
        builder.Services.AddSingleton<ProjectDirectory>();
        builder.Services.AddSingleton<ProjectMoves>();
        builder.Services.AddSingleton<ProjectActivity>();
        builder.Services.AddScoped<CurrentProject>();
    }

    /// <summary>What the reader may not see is not found, as if it did not exist. After authorization: who may not come here at all is told so.</summary>
    public static void UseProjects(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OfProjectAttribute>() is { } of && of.KeyIn(context.Request.RouteValues) is { } key
            && !await context.RequestServices.GetRequiredService<ProjectGate>().OpensAsync(of.Subject, key, CurrentUser.From(context.User).Reader, context.RequestAborted))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await next(context);
    });

    /// <summary>See <see cref="OfProjectAttribute"/>.</summary>
    public static TBuilder OfProject<TBuilder>(this TBuilder endpoint, ProjectSubject subject, string parameter = "key") where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OfProjectAttribute(subject, parameter));
}

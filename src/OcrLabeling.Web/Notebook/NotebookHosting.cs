using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Notebook;

internal static class NotebookHosting
{
    public static void AddNotebook(this WebApplicationBuilder builder) => builder.Services.AddSingleton(LabNotebook.BesideProgram);

    public static void MapNotebook(this WebApplication app) =>
        app.MapGet($"/{LabNotebook.FilesPath}/{{name}}", (string name, LabNotebook notebook) =>
            notebook.FindPicture(name) is { } path ? Results.File(path, "image/svg+xml") : Results.NotFound()).RequireAuthorization(Policies.Scientist);
}

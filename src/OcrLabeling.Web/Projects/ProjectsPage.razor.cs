using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Projects;

public sealed partial class ProjectsPage(ProjectList projects, ProjectDirectory directory, ProjectActivity activity, CurrentUserSource users, NavigationManager navigation, IDialogService dialogs)
{
    private Rows<ProjectRow>? rows;
    private LiveRefresh? live;

    [SupplyParameterFromQuery(Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "archived")] private string? ArchivedOnly { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private bool Archived => ArchivedOnly == "true";

    private string Search => Name ?? "";

    private TableAddress State => new(Sort, Number, Size);

    protected override void OnInitialized() => live = LiveRefresh.OfProjects(activity, DispatchExceptionAsync, ct => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    }));

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct) =>
        rows = await projects.ListAsync((await users.GetAsync()).Reader, Search, State.Skip, State.Size, ct, State.Order, Archived);

    private async Task CreateAsync()
    {
        ProjectId? made = null;
        await dialogs.AskNameAsync("New project", "Name", "", Project.MaxNameLength, SaveAsync, "Create project");
        if (made is { } project)
            navigation.NavigateTo($"projects/{project}");

        async Task<string?> SaveAsync(string name)
        {
            var outcome = await directory.CreateAsync(name, "", (await users.GetAsync()).AccountId, CancellationToken.None);
            made = (outcome as NewProjectOutcome.Created)?.Id;
            return (outcome as NewProjectOutcome.Refused)?.Reason;
        }
    }

    private void Go(string name, bool archived) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["name"] = name.Length > 0 ? name : null, ["archived"] = archived ? "true" : null, ["page"] = null,
    }));
}

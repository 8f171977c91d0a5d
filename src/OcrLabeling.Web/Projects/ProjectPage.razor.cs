using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Projects;

public sealed partial class ProjectPage(ProjectList projects, ProjectDirectory directory, ProjectActivity activity, CurrentUserSource users, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
{
    private ProjectRow? project;
    private IReadOnlyList<TeamMember> members = [];
    private string name = "", description = "";
    private string? fault;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    private ProjectId Id => new(Key);

    protected override void OnInitialized() => live = LiveRefresh.OfProjects(activity, DispatchExceptionAsync, ct => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    }));

    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync(CancellationToken.None);
        (name, description, fault) = (project?.Name ?? "", project?.Description ?? "", null);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        var reader = (await users.GetAsync()).Reader;
        project = await projects.FindAsync(reader, Id, ct);
        members = await projects.MembersAsync(reader, Id, ct);
    }

    private async Task DescribeAsync()
    {
        fault = await directory.DescribeAsync(Id, name, description, (await users.GetAsync()).AccountId, CancellationToken.None);
        if (fault is null)
            snackbar.Add("Saved.", Severity.Success);
        await LoadAsync(CancellationToken.None);
    }

    private async Task ArchiveAsync()
    {
        var archives = project!.ArchivedAt is null;
        if (archives && !await dialogs.ConfirmAsync(
            "Archive project", $"Archive {project.Name}? Nothing new can be put into it, and lists of all projects leave out what is in it. Batches that are open go on. You can restore it at any time.", "Archive"))
            return;
        await ChangeAsync(by => directory.ArchiveAsync(Id, archives, by, CancellationToken.None));
    }

    private async Task AddAsync(TeamMember member)
    {
        var user = await users.GetAsync();
        if (members.Count == 0 && !await dialogs.ConfirmAsync(
            "Close the project", $"So far the whole team sees {project!.Name}. From now on only its members and administrators do: {Joined(member, user)}.", "Add member"))
            return;
        await ChangeAsync(by => directory.AddMemberAsync(Id, member.AccountId, by, CancellationToken.None));
    }

    private async Task RemoveAsync(TeamMember member)
    {
        var user = await users.GetAsync();
        if (members.Count == 1)
        {
            if (!await dialogs.ConfirmAsync("Open the project", $"{member.Name} is the last member. A project without members is open to the whole team: all scientists will see {project!.Name}.", "Remove and open to all", isDestructive: true))
                return;
        }
        else if (member.AccountId == user.AccountId && user.Role != Role.Admin
            && !await dialogs.ConfirmAsync("Leave the project", $"You will not see {project!.Name} any more. Another member or an administrator can add you again.", "Leave", isDestructive: true))
            return;
        await ChangeAsync(by => directory.RemoveMemberAsync(Id, member.AccountId, by, CancellationToken.None));
        if (project is null)
            navigation.NavigateTo("projects");
    }

    private static string Joined(TeamMember member, CurrentUser user) =>
        member.AccountId == user.AccountId ? "you" : user.Role == Role.Admin ? member.Name : $"{member.Name} and you";

    private async Task ChangeAsync(Func<Guid, Task<string?>> change)
    {
        if (await change((await users.GetAsync()).AccountId) is { } reason)
            snackbar.Add(reason, Severity.Warning);
        await LoadAsync(CancellationToken.None);
    }
}

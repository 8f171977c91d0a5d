using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Labeling;

public sealed partial class NewBatchPage(
    BatchPlanning planning, BatchSampling sampling, IImageReader reader, BatchList batches, PoolList poolList, JobActivity activity, CurrentUserSource users, CurrentProject current,
    DocumentList documents, ProjectGate gate, NavigationManager navigation)
{
    private const int SampleCount = 8;

    private readonly BatchForm form = new();
    private readonly CancellationTokenSource closed = new();
    private CancellationTokenSource? previewing;
    private IReadOnlyList<PoolRow>? pools;
    private IReadOnlyList<ProjectChoice> projects = [];
    private IReadOnlyList<DraftFault> faults = [];
    private IReadOnlyList<SampleCrop> samples = [];
    private BatchPreview? preview;
    private string? previewNote;
    private bool creating;
    private bool waiting;
    private string? copyNote;
    private LiveRefresh? live;

    /// <summary>Ids of the chosen documents, separated by commas; without it all of them are meant.</summary>
    [SupplyParameterFromQuery(Name = "documents")] private string? Documents { get; set; }

    [SupplyParameterFromQuery(Name = "category")] private string? Category { get; set; }

    [SupplyParameterFromQuery(Name = "engine")] private string? Engine { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    /// <summary>Id of a batch whose settings it begins with.</summary>
    [SupplyParameterFromQuery(Name = "copy")] private Guid? Copy { get; set; }

    /// <summary>Percent.</summary>
    [SupplyParameterFromQuery(Name = "from")] private int? FromPercent { get; set; }

    /// <summary>Percent.</summary>
    [SupplyParameterFromQuery(Name = "to")] private int? ToPercent { get; set; }

    protected override async Task OnInitializedAsync()
    {
        form.Read(Documents, Category, Engine ?? (reader.EngineIds is [var first, ..] ? first : ""), FromPercent, ToPercent);
        // our own network where there is one: it reads single words best
        form.ImageEngineId = reader.CropEngineIds is [.., var last] ? last : "";
        pools = await poolList.ListAsync(closed.Token);
        if (pools is [var only])
            form.PoolId = only.Id.ToString();
        var looked = await current.ScopeAsync(ProjectKey);
        projects = await current.ChoicesAsync();
        form.Project = PlaceForNew.Of(projects, looked.Only).Chosen;
        if (Copy is { } copied && await gate.OpensAsync(ProjectSubject.Batch, copied, await current.ReaderAsync(), closed.Token) && await batches.FindAsync(new BatchId(copied), closed.Token) is { } like)
        {
            var source = await batches.SelectionAsync(like.Row.Id, closed.Token);
            form.Read(like, source);
            copyNote = source is { Documents.Count: > 0 and var count }
                ? $"The settings and the {Nouns.Count(count, "document")} of “{like.Row.Name}” are taken over."
                : $"The settings of “{like.Row.Name}” are taken over. {(source is { IsOfImages: true } ? "Upload its word images again, or other ones." : "Choose what is labeled.")}";
            form.Project = PlaceForNew.Of(projects, like.Row.ProjectId).Chosen;
        }
        if (form.Documents is { Count: > 0 } chosen && await documents.ProjectOfAsync(await current.ReaderAsync(), chosen.First(), closed.Token) is { } theirs)
            form.Project = PlaceForNew.Of(projects, theirs).Chosen;
        await PreviewAsync();
        live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(RefreshAsync), subject => subject.Kind == JobKind.ReadPage);
    }

    public void Dispose()
    {
        live?.Dispose();
        closed.Cancel();
        closed.Dispose();
        previewing?.Dispose();
        form.Take(null);
    }

    private Task UseTemplateAsync(Template template)
    {
        form.Template = template;
        return PreviewAsync();
    }

    private string? SampleAddress => samples is [var first, ..] ? $"data:{first.Image.MediaType};base64,{Convert.ToBase64String(first.Image.Bytes)}" : null;

    private Task UseSourceAsync(bool words, bool images)
    {
        (form.ChoosesWords, form.FromImages) = (words, images);
        return PreviewAsync();
    }

    /// <summary>Documents that were chosen are in the project it was.</summary>
    private Task ChooseProjectAsync(ChangeEventArgs e)
    {
        form.Project = PlaceForNew.Of(projects, CurrentProject.Parse(e.Value as string)).Chosen;
        form.Documents = null;
        return ChangeSelectionAsync();
    }

    private Task ChangeSelectionAsync()
    {
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(form.ToQuery()), replace: true);
        return PreviewAsync();
    }

    /// <summary>The count at once, the crops as soon as they are cut; only the latest request is shown.</summary>
    private async Task PreviewAsync()
    {
        if (previewing is not null)
            await previewing.CancelAsync();
        var latest = previewing = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        (preview, samples, previewNote, faults) = (null, [], null, []);
        if (form.Selection is not { } selection)
            return;
        try
        {
            preview = await planning.PreviewAsync(selection, latest.Token);
            StateHasChanged();
            samples = await sampling.SampleAsync(selection, SampleCount, latest.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && (latest.IsCancellationRequested || form.Selection != selection))
        {
            // a later request shows what it finds
        }
        catch (Exception e) when (e is FileRefusedException or ReaderCrashedException or ReaderTimedOutException or BlobMissingException or BlobDamagedException)
        {
            previewNote = $"Samples cannot be cut at the moment: {e.Message}";
        }
    }

    /// <summary>Pages were read: the preview counts again, and a batch that waited for the last of them is made.</summary>
    private async Task RefreshAsync()
    {
        if (preview is not { PagesBeingRead: > 0 } || form.Selection is not { } selection)
            return;
        preview = await planning.PreviewAsync(selection, closed.Token);
        if (preview.PagesBeingRead == 0)
            await PreviewAsync();
        if (waiting && preview is { PagesBeingRead: 0 })
            await CreateAsync();
        StateHasChanged();
    }

    private Task WaitAsync()
    {
        waiting = true;
        return RefreshAsync();
    }

    private async Task CreateAsync()
    {
        if (creating)
            return;
        (creating, waiting) = (true, false);
        var outcome = await planning.CreateAsync(form.ToDraft(), (await users.GetAsync()).AccountId, closed.Token);
        creating = false;
        if (outcome is CreateBatchOutcome.Created created)
            navigation.NavigateTo($"batches/{created.BatchId}");
        else
            faults = ((CreateBatchOutcome.Refused)outcome).Faults;
    }
}

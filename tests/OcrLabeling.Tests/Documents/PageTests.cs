using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Reading;
using LabelingActivity = OcrLabeling.Core.Tasks.LabelingActivity;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Notifications;
using System.Security.Claims;
using OcrLabeling.Web.Projects;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Documents;

/// <summary>Pages of documents and jobs, drawn without a browser over a real database; a scientist called Ada is signed in.</summary>
public abstract class PageTests : BunitContext, IAsyncLifetime
{
    private readonly DatabaseFixture database;

    protected PageTests(DatabaseFixture database)
    {
        this.database = database;
        Use = new IntakeBench(database);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddTexts();
        Services.AddSingleton<IDbContextFactory<AppDb>>(database);
        Services.AddSingleton<TimeProvider>(Use.Clock);
        Services.AddSingleton<IImageReader>(Use.Reader);
        Services.AddSingleton<IJobQueue>(Use.Queue);
        Services.AddSingleton(Use.Activity);
        Services.AddSingleton(Use.Audit);
        Services.AddSingleton(Use.Deletion);
        Services.AddSingleton(Use.Turning);
        Services.AddSingleton(new DocumentLabels(database, Use.Transaction, Use.Audit));
        Services.AddSingleton(Options.Create(Use.Limits));
        Services.AddSingleton(new SignedImageUrls(new EphemeralDataProtectionProvider(), new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions())));
        Services.AddSingleton<DocumentList>();
        Services.AddSingleton<DocumentReading>();
        Services.AddSingleton<PageReads>();
        Services.AddSingleton(EveryJob.Tables);
        Services.AddSingleton<JobList>();
        Services.AddSingleton<JobControl>();
        Services.AddSingleton<ProjectList>();
        Services.AddSingleton<ProjectGate>();
        Services.AddSingleton<ProjectActivity>();
        Services.AddSingleton(s => new ProjectMoves(Use.Transaction, Use.Audit, s.GetRequiredService<ProjectActivity>()));
        Services.AddSingleton(s => new ProjectDirectory(Use.Transaction, Use.Audit, s.GetRequiredService<ProjectActivity>(), Use.Clock));
        Services.AddScoped<CurrentProject>();
        Services.AddScoped<DocumentsView>();
        // the frame of every screen
        Services.AddSingleton<LabelingActivity>();
        Services.AddSingleton<WaitingList>();
        Services.AddSingleton<NotificationFeed>();
        Services.AddSingleton(s => new NotificationService(database, Use.Transaction, s.GetRequiredService<NotificationFeed>(), Use.Clock));
        Services.AddScoped<NotificationInbox>();
        Services.AddScoped<CurrentUserSource>();
        this.AddAuthorization().SetAuthorized("Ada").SetClaims(
            new Claim(ClaimTypes.NameIdentifier, Use.Scientist.ToString()), new Claim("display_name", "Ada"), new Claim(ClaimTypes.Role, nameof(Role.Scientist)));
    }

    public Task InitializeAsync() => database.ClearAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    protected IntakeBench Use { get; }

    /// <summary>What the page has said last, beside itself.</summary>
    protected string? Told => Services.GetRequiredService<ISnackbar>().ShownSnackbars.LastOrDefault()?.Message;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Path and query of the address the page is at.</summary>
    protected string Address => Navigation.ToBaseRelativePath(Navigation.Uri);

    protected IRenderedComponent<TPage> Open<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null) where TPage : IComponent
    {
        Navigation.NavigateTo(address);
        return Render(parameters ?? (_ => { }));
    }

    /// <summary>Does the queued jobs as the host would.</summary>
    protected async Task WorkAsync()
    {
        foreach (var subject in Use.Queue.Enqueued.ToList())
            await Use.RunAsync(subject);
    }
}

internal static class Marked
{
    /// <summary>CSS selector of what carries <c>data-testid</c>.</summary>
    public static string ById(string testId) => $"[data-testid='{testId}']";
}

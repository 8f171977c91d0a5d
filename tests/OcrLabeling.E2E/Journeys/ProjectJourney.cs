using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>A project is made, filled, closed to others, left by a document and put away.</summary>
[Collection(nameof(Stage))]
public sealed class ProjectJourney(Stage stage)
{
    private const string Name = "Receipts of the north";

    [Fact]
    public async Task Documents_of_a_project_are_seen_by_its_members_alone_until_they_are_moved()
    {
        var file = new FilePayload { Name = "north.png", MimeType = "image/png", Buffer = (await PageImages.DrawAsync(stage, "north", 1))[0] };
        await using var admin = await stage.SignInAsync(Role.Admin);
        await using var sam = await stage.SignInAsync(Role.Scientist);

        // with the default project alone nobody is asked anything
        await sam.Page.GotoAsync("/documents");
        await Expect(sam.Part("upload-drop")).ToBeVisibleAsync();
        await Expect(sam.Part("project-switcher")).ToHaveCountAsync(0);
        await Expect(sam.Part("new-in-project")).ToHaveCountAsync(0);

        await CreateAsync(admin);
        var key = admin.Page.Url.Split('/')[^1];
        await admin.LookAsync("project", 1440, 390);

        // chosen once, it is where lists look and new things go, by the address and the next visit too
        await admin.Part("project-switcher").SelectOptionAsync(new SelectOptionValue { Label = Name });
        await admin.Page.WaitForURLAsync(url => url.EndsWith($"/documents?project={key}", StringComparison.Ordinal));
        await Expect(admin.Part("new-in-project")).ToHaveValueAsync(key);
        await admin.Part("upload-files").SetInputFilesAsync(file);
        await Expect(admin.Part("upload-outcome")).ToHaveTextAsync("Added");
        await admin.Page.ReloadAsync();
        await Expect(admin.Part("document-link")).ToHaveTextAsync("north.png");
        await admin.Page.GotoAsync("/batches");
        await admin.Page.WaitForURLAsync(url => url.EndsWith($"/batches?project={key}", StringComparison.Ordinal));
        await Expect(admin.Part("project-switcher")).ToHaveValueAsync(key);

        // open to the whole team
        await sam.Page.GotoAsync("/documents");
        await Expect(sam.Rows("document-row").Filter(new() { HasText = "north.png" }).GetByTestId("project-link")).ToHaveTextAsync(Name);
        await sam.LookAsync("documents-of-projects", 1440, 390);
        await sam.Part("document-link").Filter(new() { HasText = "north.png" }).ClickAsync();
        await sam.Page.WaitForURLAsync("**/documents/*-*");
        await Expect(sam.Page.Locator("h1")).ToHaveTextAsync("north.png");
        var document = new Uri(sam.Page.Url).PathAndQuery;

        // closed to all but its member
        await admin.Page.GotoAsync($"/projects/{key}");
        await admin.Part("find-member").FillAsync("ada");
        await admin.Part("add-Ada Admin").ClickAsync();
        await Expect(admin.Part("confirm-text")).ToContainTextAsync("So far the whole team sees");
        await admin.Part("confirm").ClickAsync();
        await Expect(admin.Part("members")).ToContainTextAsync("Ada Admin");
        await admin.LookAsync("project-members", 1440, 390);
        await Expect(sam.Part("status-page")).ToContainTextAsync("Page not found");
        Assert.Equal(404, (await sam.Page.GotoAsync(document))!.Status);
        await Expect(sam.Part("status-page")).ToContainTextAsync("Page not found");
        Assert.Equal(404, (await sam.Page.GotoAsync($"/projects/{key}"))!.Status);
        await sam.Page.GotoAsync($"/documents?project={key}");
        await Expect(sam.Part("upload-drop")).ToBeVisibleAsync();
        await Expect(sam.Part("document-link").Filter(new() { HasText = "north.png" })).ToHaveCountAsync(0);
        await Expect(sam.Part("project-switcher")).ToHaveCountAsync(0);
        // the same file is theirs to upload, and nobody tells them that it is here
        await sam.Part("upload-files").SetInputFilesAsync(new FilePayload { Name = "my own.png", MimeType = file.MimeType, Buffer = file.Buffer });
        await Expect(sam.Part("upload-outcome")).ToHaveTextAsync("Added");

        // deleted there, there is room for the other one
        await sam.Page.GotoAsync("/documents");
        await sam.Rows("document-row").Filter(new() { HasText = "my own.png" }).GetByTestId("select").CheckAsync();
        await sam.Part("bulk-delete").ClickAsync();
        await sam.Part("confirm").ClickAsync();
        await Expect(sam.Told).ToContainTextAsync("1 document deleted.");

        await admin.Page.GotoAsync($"/documents?project={key}");
        await admin.Part("select").CheckAsync();
        await admin.Part("bulk-move").ClickAsync();
        await Expect(admin.Part("move-meaning")).ToContainTextAsync("tags go along");
        await admin.LookAsync("project-move", 1440, 390);
        await admin.Part("move-save").ClickAsync();
        await Expect(admin.Told).ToContainTextAsync("1 document moved.");
        await sam.Page.GotoAsync("/documents");
        await Expect(sam.Part("document-link").Filter(new() { HasText = "north.png" })).ToBeVisibleAsync();

        // put away, nobody is asked anything again
        await admin.Page.GotoAsync("/projects");
        await Expect(admin.Part("projects")).ToContainTextAsync("1 member");
        await admin.LookAsync("projects", 1440, 390);
        await admin.Part("project-name").Filter(new() { HasText = Name }).ClickAsync();
        await admin.Part("archive").ClickAsync();
        await admin.Part("confirm").ClickAsync();
        await Expect(admin.Part("archived")).ToBeVisibleAsync();
        await Expect(admin.Part("project-switcher")).ToHaveCountAsync(0);
    }

    private static async Task CreateAsync(Visit visit)
    {
        await visit.Page.GotoAsync("/projects");
        await visit.Part("new-project").ClickAsync();
        await visit.Part("name-input").FillAsync("Default");
        await visit.Part("name-save").ClickAsync();
        await Expect(visit.Part("name-fault")).ToHaveTextAsync("Another project has this name.");
        await visit.Part("name-input").FillAsync(Name);
        await visit.Part("name-save").ClickAsync();
        await visit.Page.WaitForURLAsync("**/projects/*-*");
        await visit.Part("project-description").FillAsync("Till receipts of shops in the north, donated in spring.");
        await visit.Part("project-save").ClickAsync();
        await Expect(visit.Told).ToContainTextAsync("Saved.");
        await Expect(visit.Part("members-meaning")).ToContainTextAsync("Open to the whole team");
    }
}

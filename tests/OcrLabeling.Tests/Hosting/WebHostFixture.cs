using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Hosting;

/// <summary>The whole host in this process, on a data folder of its own, with one account of each role.</summary>
public sealed class WebHostFixture : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "a long password for tests";

    /// <summary>Base64 of 32 zero bytes.</summary>
    public const string EncryptionKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly string folder = Directory.CreateTempSubdirectory("ocrlabeling-host-").FullName;

    /// <summary>Reads instead of the jail: files are made by <see cref="FakeImageReader.File"/>.</summary>
    public FakeImageReader Reader { get; } = new();

    public async Task InitializeAsync()
    {
        foreach (var role in Enum.GetValues<Role>())
            await AddAccountAsync(role.ToString(), role);
    }

    /// <summary>Its e-mail is name@example.org.</summary>
    public async Task<Guid> AddAccountAsync(string name, Role role)
    {
        var outcome = await Services.GetRequiredService<AccountDirectory>().CreateAsync(new NewAccount(name, EmailOf(name), role, Password), null, CancellationToken.None);
        return Assert.IsType<AccountOutcome.Done>(outcome).Id;
    }

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@example.org";

    /// <summary>A browser without scripts: keeps cookies, follows no redirects.</summary>
    public FormClient Browse() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    public async Task<FormClient> SignInAsync(string name)
    {
        var browser = Browse();
        var response = await browser.SignInAsync(EmailOf(name), Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Storage:DataFolder", folder);
        builder.UseSetting("Storage:EncryptionKey", EncryptionKey);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Pipeline:FirstRetrySeconds", "0.2");
        builder.UseSetting("Upload:MaxFileMegabytes", "1");
        builder.ConfigureTestServices(services => services.AddSingleton<IImageReader>(Reader));
    }
}

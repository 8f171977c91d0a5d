using System.Diagnostics;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Tests.Hosting;

public sealed class PublishTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("publish").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("OcrLabeling.csproj")]
    [InlineData("src/OcrLabeling.Cli/OcrLabeling.Cli.csproj")]
    public async Task A_published_program_has_every_model_of_the_manifest_beside_it(string project)
    {
        // the step of the publish alone: a whole one would build everything once more
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.File(project), "-t:PublishModels", $"-p:PublishDir={folder}/", "-nologo", "-v:quiet", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, output);
        var published = ModelManifest.Load(Path.Combine(folder, "models"));
        Assert.All(published.Models, model => Assert.NotEmpty(published.Read(model.Id)));
        Assert.Contains(published.Models, model => model.Id == "worddeepnet");
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Labeling;

public sealed partial class WordImagesSource(IImageReader reader, WordUpload upload, ILogger<WordImagesSource> logger)
{
    private const int MaxFiles = 500;

    private string? fault;
    private bool reading;

    [Parameter, EditorRequired] public required BatchForm Form { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The images are being made into a batch.</summary>
    [Parameter] public bool Disabled { get; set; }

    private async Task ReadAsync(InputFileChangeEventArgs e)
    {
        fault = null;
        Form.Take(null);
        var limit = WordFolder.Limits.MaxArchiveBytes;
        if (e.FileCount > MaxFiles)
            fault = $"{e.FileCount} files are too many for one upload; more than {MaxFiles} go into a zip.";
        else if (e.GetMultipleFiles(MaxFiles).Sum(f => f.Size) > limit)
            fault = $"The files have more than {WordFolder.Limits.MaxArchiveMegabytes} MB together.";
        if (fault is null)
            await ReadAsync(e.GetMultipleFiles(MaxFiles), limit);
        await OnChanged.InvokeAsync();
    }

    private async Task ReadAsync(IReadOnlyList<IBrowserFile> files, long limit)
    {
        reading = true;
        try
        {
            var taken = await upload.TakeInAsync([.. files.Select(f => (f.Name, (Func<Stream>)(() => f.OpenReadStream(limit))))], CancellationToken.None);
            if (taken.Folder is { Images.Count: 0 } empty)
            {
                fault = $"There is no word image in it. {empty.Skipped.Concat(empty.UnusableLines).FirstOrDefault()}";
                taken.Dispose();
            }
            else
                Form.Take(taken);
        }
        catch (Exception e)
        {
            // whatever it is, the page goes on and says that nothing was taken
            Log.Failed(logger, e);
            fault = StartCheck.Explain(e) ?? (e is IOException ? "The upload was interrupted; choose the files again." : "The files could not be read, and nothing was taken. The server's log has the reason.");
        }
        finally
        {
            reading = false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Error, "Uploaded word images could not be read")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}

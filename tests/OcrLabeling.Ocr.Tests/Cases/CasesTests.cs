using System.Collections.Concurrent;
using System.Security.Cryptography;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Cases;

/// <summary>Every file of the folder of cases through the jail, as an upload would go: looked at, rendered, read. One test, so that pages which look alike are read once.</summary>
public sealed class CasesTests
{
    private readonly ConcurrentDictionary<string, Task<int>> readings = [];

    [CaseFact]
    public async Task Every_file_is_read_or_refused_as_the_table_says()
    {
        await using var jail = new OcrWorkerPool(new OcrWorkerPoolOptions { ModelsFolder = Path.Combine(TestFiles.RepositoryRoot, "models") }, TimeProvider.System);
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(ExpectedCases.All, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (expected, _) =>
        {
            if (await FaultAsync(jail, expected) is { } fault)
                faults.Add($"{expected.File}: {fault}");
        });
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Order()));
    }

    [CaseFact]
    public async Task A_text_in_Chinese_fonts_is_read_and_what_is_missing_is_told()
    {
        await using var jail = new OcrWorkerPool(new OcrWorkerPoolOptions(), TimeProvider.System);
        var page = await jail.RenderPageAsync(await CaseFolder.ReadAsync("cid_gb1.pdf"), 0);
        if (Directory.Exists("/usr/share/poppler/cMap"))
            Assert.InRange((await jail.ReadPageAsync("tesseract", page.Bytes)).Reading.Words.Count, 15, 20);
        else
            Assert.Contains("language pack", page.Remark, StringComparison.Ordinal);
    }

    [CaseFact]
    public async Task A_smaller_copy_in_a_tiff_is_no_page()
    {
        await using var jail = new OcrWorkerPool(new OcrWorkerPoolOptions(), TimeProvider.System);
        Assert.Equal([new PageSize(900, 600)], (await jail.InspectAsync(await CaseFolder.ReadAsync("thumb.tif"))).Pages);
    }

    private async Task<string?> FaultAsync(OcrWorkerPool jail, ExpectedCase expected)
    {
        try
        {
            var file = await CaseFolder.ReadAsync(expected.File);
            await jail.InspectAsync(file);
            var page = await jail.RenderPageAsync(file, 0, (expected as ExpectedCase.Reads)?.Turns ?? 0);
            if (expected is not ExpectedCase.Reads reads)
                return $"taken, though it should be refused";
            if ((page.Width, page.Height) != (reads.Width, reads.Height))
                return $"{page.Width}x{page.Height} instead of {reads.Width}x{reads.Height}";
            var words = await readings.GetOrAdd(KeyOf(page, reads.Engine), _ => ReadAsync(jail, page, reads.Engine));
            return words == reads.Words ? null : $"{words} words instead of {reads.Words} with {reads.Engine}";
        }
        catch (ImageRefusedException refusal)
        {
            return expected is ExpectedCase.Refused refused && refused.Reason == refusal.Reason && refusal.Message.Contains(refused.Message, StringComparison.Ordinal)
                ? null : $"refused ({refusal.Reason}): {refusal.Message}";
        }
        catch (Exception fault) when (fault is OcrWorkerCrashedException or OcrWorkerTimedOutException)
        {
            return fault.Message;
        }
    }

    private static async Task<int> ReadAsync(OcrWorkerPool jail, EncodedImage page, string engine) => (await jail.ReadPageAsync(engine, page.Bytes)).Reading.Words.Count;

    private static string KeyOf(EncodedImage page, string engine) => $"{engine} {Convert.ToHexString(SHA256.HashData(page.Bytes))}";
}

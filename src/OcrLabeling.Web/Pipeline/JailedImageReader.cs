using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The jail in the words of the core. Texts are cleaned, confidences stay the engine's.</summary>
internal sealed class JailedImageReader(IOcrJail jail, IOptions<PipelineOptions> options) : IImageReader
{
    private const int CropPaddingPixels = 2;

    private volatile IReadOnlyList<string> engineIds = options.Value.EnginesAfterUpload;
    private volatile IReadOnlyList<string> wordNetworkIds = [];

    public IReadOnlyList<string> EngineIds => engineIds;

    public IReadOnlyList<string> CropEngineIds => [.. engineIds, .. wordNetworkIds];

    public async Task LearnEnginesAsync(CancellationToken ct)
    {
        var readsPages = (await Translate(() => jail.EnginesAsync(ct))).Select(e => e.Id).ToLookup(EngineFactory.PageIds.Contains);
        engineIds = [.. options.Value.EnginesAfterUpload.Where(readsPages[true].Contains), .. readsPages[true].Except(options.Value.EnginesAfterUpload)];
        wordNetworkIds = [.. readsPages[false]];
    }

    public Task<InspectedFile> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct) => Translate(async () =>
    {
        var inspection = await jail.InspectAsync(file, ct);
        return new InspectedFile(Choice.Parse<DocumentFormat>(inspection.Format.ToString())!.Value, [.. inspection.Pages.Select(p => (p.Width, p.Height))]);
    });

    public Task<RenderedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns, CancellationToken ct) =>
        Translate(async () => Rendered(await jail.RenderPageAsync(file, page, quarterTurns, ct)));

    public Task<RenderedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct) =>
        Translate(async () => Rendered(await jail.TurnAsync(image, quarterTurns, ct)));

    public Task<RenderedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct) =>
        Translate(async () => Rendered(await jail.PreviewAsync(image, maxSidePixels, ct)));

    public Task<PageWords> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct) => Translate(async () =>
    {
        var read = await jail.ReadPageAsync(engineId, image, ct);
        var words = read.Reading.Words.Select(w => new ReadWord(TextRules.Clean(w.Text), w.Confidence, QuadOf(w.Quad), w.Line));
        return new PageWords(read.Engine.Version, [.. words.Where(w => w.Text.Length > 0)], read.Seconds * 1000);
    });

    public Task<CropText> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct) => Translate(async () =>
    {
        var read = await jail.ReadCropAsync(engineId, image, ct);
        return new CropText(read.Engine.Version, TextRules.Clean(read.Reading.Text), read.Reading.Confidence, read.Seconds * 1000);
    });

    public Task<IReadOnlyList<RenderedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<WordQuad> quads, CancellationToken ct) =>
        Translate<IReadOnlyList<RenderedImage>>(async () =>
            [.. (await jail.CutCropsAsync(image, [.. quads.Select(QuadOf)], CropPaddingPixels, ct)).Select(Rendered)]);

    private static async Task<T> Translate<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ImageRefusedException e)
        {
            throw new FileRefusedException(e.Message);
        }
        catch (ArgumentException e)
        {
            // an engine or a page there is not: trying again would not help
            throw new JobFailedException(e.Message);
        }
        catch (EngineUnavailableException e)
        {
            // nor would it before somebody has put this machine right
            throw new JobFailedException($"The engine {e.EngineId} cannot be used on this machine: {e.Message} Put that right, then retry.");
        }
        catch (OcrWorkerTimedOutException e)
        {
            throw new ReaderTimedOutException(e.Message, e.UsedUpCpu);
        }
        catch (Exception e) when (e is OcrWorkerCrashedException or OcrJailUnavailableException)
        {
            throw new ReaderCrashedException(e.Message);
        }
    }

    private static RenderedImage Rendered(EncodedImage image) => new(image.Bytes, image.MediaType, image.Width, image.Height) { Remark = image.Remark };

    private static WordQuad QuadOf(Quad q) =>
        new(q.TopLeft.X, q.TopLeft.Y, q.TopRight.X, q.TopRight.Y, q.BottomRight.X, q.BottomRight.Y, q.BottomLeft.X, q.BottomLeft.Y);

    private static Quad QuadOf(WordQuad q) => new(new(q.X0, q.Y0), new(q.X1, q.Y1), new(q.X2, q.Y2), new(q.X3, q.Y3));
}

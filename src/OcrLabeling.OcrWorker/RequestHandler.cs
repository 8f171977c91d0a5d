using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Workers;
using OcrLabeling.Ocr.Native;
using OcrLabeling.Ocr.Pdf;

namespace OcrLabeling.OcrWorker;

/// <summary>Answers one request after the other; a refusal or a fault is an answer too.</summary>
internal sealed class RequestHandler(EngineRegistry engines, WorkerKind kind, bool mayProbe)
{
    private ImageLimits limits;

    public Frame Answer(Frame frame)
    {
        try
        {
            var request = ProtocolJson.ReadRequest(frame);
            Linux.LimitCpu(Environment.CpuUsage.TotalTime + TimeSpan.FromSeconds(request.CpuSeconds));
            return Answer(request, frame.Attachments is [var attachment] ? attachment.Span : []);
        }
        catch (ImageRefusedException refusal)
        {
            return ProtocolJson.Write(new WorkerReply.Refused(refusal.Reason, refusal.Message));
        }
        catch (EngineUnavailableException fault)
        {
            return ProtocolJson.Write(new WorkerReply.Failed(WorkerFault.EngineUnavailable, fault.Message, fault.EngineId));
        }
        catch (ArgumentException fault)
        {
            return ProtocolJson.Write(new WorkerReply.Failed(WorkerFault.InvalidRequest, fault.Message));
        }
        catch (OutOfMemoryException)
        {
            return ProtocolJson.Write(new WorkerReply.Failed(WorkerFault.OutOfMemory, "it reached its memory limit"));
        }
        catch (Exception fault)
        {
            // the pool replaces this worker: after an unforeseen fault nothing in it is trusted
            return ProtocolJson.Write(new WorkerReply.Failed(WorkerFault.Unexpected, fault.ToString()));
        }
    }

    private Frame Answer(WorkerRequest request, ReadOnlySpan<byte> bytes) => request switch
    {
        WorkerRequest.Start start => Start(start),
        WorkerRequest.Ping => ProtocolJson.Write(new WorkerReply.Done()),
        WorkerRequest.Engines => ProtocolJson.Write(new WorkerReply.EngineList(engines.All())),
        WorkerRequest.Inspect => Inspect(bytes),
        WorkerRequest.RenderPage render => PageImages.Render(bytes, render, limits),
        WorkerRequest.EncodePixels pixels => PageImages.Encode(pixels, bytes),
        WorkerRequest.Turn turn => PageImages.Turn(bytes, turn.QuarterTurns, limits),
        WorkerRequest.Preview preview => PageImages.Preview(bytes, preview.MaxSidePixels, limits),
        WorkerRequest.ReadPage read => ReadPage(read.EngineId, bytes),
        WorkerRequest.ReadCrop read => ReadCrop(read.EngineId, bytes),
        WorkerRequest.CutCrops cut => PageImages.Cut(bytes, cut.Quads, cut.PaddingPixels, limits),
        WorkerRequest.ScaleWord => PageImages.ScaleWord(bytes, limits),
        WorkerRequest.PdfUserUnit => ProtocolJson.Write(new WorkerReply.PdfUnit(PdfUserUnit.LargestIn(bytes))),
        WorkerRequest.Probe probe when mayProbe => Probes.Answer(probe.Action, probe.Argument),
        _ => throw new ArgumentException($"This worker does not answer {request.GetType().Name}."),
    };

    private Frame Start(WorkerRequest.Start start)
    {
        limits = start.Limits;
        // the first native call: a missing library shows now, not with the first page
        if (kind == WorkerKind.Images)
            Image.SetThreads(1);
        return ProtocolJson.Write(new WorkerReply.Done());
    }

    private Frame Inspect(ReadOnlySpan<byte> file)
    {
        var header = Image.ReadHeader(file, limits);
        return ProtocolJson.Write(new WorkerReply.Inspected(new(header.Format, header.Pages)));
    }

    private Frame ReadPage(string engineId, ReadOnlySpan<byte> bytes)
    {
        var engine = engines.Take(engineId);
        var watch = CallWatch.Start();
        using var page = Image.Decode(bytes, 0, limits);
        var reading = engine.ReadPage(page, CancellationToken.None);
        return ProtocolJson.Write(new WorkerReply.PageRead(EngineRegistry.Describe(engine), reading, watch.Seconds, watch.CpuSeconds));
    }

    private Frame ReadCrop(string engineId, ReadOnlySpan<byte> bytes)
    {
        var engine = engines.Take(engineId);
        var watch = CallWatch.Start();
        using var crop = Image.Decode(bytes, 0, limits);
        var reading = engine.ReadCrop(crop, CancellationToken.None);
        return ProtocolJson.Write(new WorkerReply.CropRead(EngineRegistry.Describe(engine), reading, watch.Seconds, watch.CpuSeconds));
    }
}

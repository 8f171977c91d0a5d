using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Sandbox;
using OcrLabeling.Ocr.Jail.Workers;
using OcrLabeling.Ocr.Native;
using OcrLabeling.OcrWorker;

// first of all: stdout carries frames, and what a native library prints must not get between them
using var output = Linux.TakeStandardOutput();
using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

if (!File.ReadLines("/proc/self/status").Contains("Seccomp:\t2"))
    throw new InvalidOperationException("This program reads untrusted files and runs only inside the jail that OcrWorkerPool sets up.");
Linux.AddSeccompFilter(SeccompFilter.ForRunningWorker());

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var kind = args.Contains(WorkerJail.TesseractArgument) ? WorkerKind.Tesseract : WorkerKind.Images;
using var engines = new EngineRegistry(new EngineOptions(WorkerJail.ModelsFolder, WorkerJail.TessdataFolder, WorkerJail.TrainedModelsFolder), kind);
var requests = new RequestHandler(engines, kind, mayProbe: args.Contains(WorkerJail.ProbeArgument));
while (await Frame.ReadAsync(input, FrameLimits.Requests, CancellationToken.None) is { } frame)
    await requests.Answer(frame).WriteAsync(output, CancellationToken.None);

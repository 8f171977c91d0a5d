using Microsoft.ML.OnnxRuntime;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Models;

/// <summary>One ONNX network with one float input and one float output, on one thread. Not thread-safe; buffers are reused between calls.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] inputNames;
    private readonly string[] outputNames;
    private float[] input = [];

    // asked for before the library is first used; .NET's own way of setting a variable does not reach it
    static OnnxNetwork() => Linux.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");

    public OnnxNetwork(byte[] model)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false, // every page has another shape
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // give back what a large page took: the worker lives on
        runOptions.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        session = new InferenceSession(model, options);
        inputNames = [session.InputNames[0]];
        outputNames = [session.OutputNames[0]];
    }

    /// <summary>The input buffer for the next <see cref="Run"/>, at least this long, with whatever the last call left in it.</summary>
    public Span<float> Input(int length)
    {
        if (input.Length < length)
            input = new float[length];
        return input.AsSpan(0, length);
    }

    /// <summary>Runs the network on the input buffer; the output is the caller's to dispose.</summary>
    public NetworkOutput Run(ReadOnlySpan<long> shape)
    {
        var dimensions = shape.ToArray();
        var length = 1L;
        foreach (var dimension in dimensions)
            length *= dimension;
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input.AsMemory(0, checked((int)length)), dimensions);
        return new NetworkOutput(session.Run(runOptions, inputNames, [tensor], outputNames));
    }

    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}

/// <summary>The output tensor of one run, in native memory until disposed.</summary>
internal readonly struct NetworkOutput(IDisposableReadOnlyCollection<OrtValue> values) : IDisposable
{
    public ReadOnlySpan<float> Values => values[0].GetTensorDataAsSpan<float>();

    public long[] Shape => values[0].GetTensorTypeAndShape().Shape;

    public void Dispose() => values.Dispose();
}

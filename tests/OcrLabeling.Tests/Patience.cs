using System.Runtime.CompilerServices;

namespace OcrLabeling.Tests;

/// <summary>How long components may take to render what a test waits for: a crowded machine is slow, and only a failing test ever waits that long.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Set() => Bunit.BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}

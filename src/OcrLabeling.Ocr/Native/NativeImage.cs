using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Native;

/// <summary>Owns the pixels of one image, outside the managed heap; all zero at first.</summary>
internal sealed unsafe class NativeImage : SafeHandle
{
    /// <exception cref="OutOfMemoryException">There is no room for them.</exception>
    public NativeImage(long bytes) : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed(checked((nuint)bytes)));

    public override bool IsInvalid => handle == 0;

    public byte* Data => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free(Data);
        return true;
    }
}

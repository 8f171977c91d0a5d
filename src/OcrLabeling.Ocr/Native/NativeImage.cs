using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Native;

/// <summary>Owns one <c>ocr_image</c> of the shim.</summary>
internal sealed class NativeImage : SafeHandle
{
    public NativeImage() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Shim.FreeImage(handle);
        return true;
    }
}

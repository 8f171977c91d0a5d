namespace OcrLabeling.Core.Storage;

/// <param name="Name">As the browser or the archive names it; never used as a path.</param>
public sealed record UploadedFile(string Name, ReadOnlyMemory<byte> Bytes);

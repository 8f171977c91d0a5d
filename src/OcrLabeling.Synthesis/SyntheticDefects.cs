namespace OcrLabeling.Synthesis;

/// <summary>How a document reached its image: <see cref="Realistic"/> printed, worn, scanned or photographed; <see cref="None"/> exactly as it was laid out.</summary>
public enum SyntheticDefects { Realistic, None }

namespace OcrLabeling.Core.Tasks;

/// <summary>One thing wrong with a draft.</summary>
/// <param name="Field">Name of the property.</param>
public sealed record DraftFault(string Field, string Message);

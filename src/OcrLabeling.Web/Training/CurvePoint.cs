namespace OcrLabeling.Web.Training;

/// <summary>One figure at one step.</summary>
public sealed record CurvePoint(int Step, double Value);

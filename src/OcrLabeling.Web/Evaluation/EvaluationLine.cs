using OcrLabeling.Core.Evaluation;

namespace OcrLabeling.Web.Evaluation;

/// <summary>A run and what it found.</summary>
/// <param name="Report">Null until it succeeded.</param>
internal sealed record EvaluationLine(EvaluationRow Run, EvaluationReport? Report);

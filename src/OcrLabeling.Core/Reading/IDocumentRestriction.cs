using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Reading;

/// <summary>Makes a Public document Donated, with all that was made from it; rooms above say what that is.</summary>
public interface IDocumentRestriction
{
    /// <summary>Refused, with the reason, where it cannot be done any more; then nothing is changed.</summary>
    Task<IntakeOutcome> RestrictAsync(DocumentId id, string consentNote, Guid accountId, CancellationToken ct);
}

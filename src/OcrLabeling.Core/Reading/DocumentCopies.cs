using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>
/// The same bytes in other projects are documents of their own, for nobody may learn from an upload what is in a project they do not see. Where the uploader does see the other one, of two wishes about the
/// same bytes the stricter one holds, as within a project.
/// </summary>
public sealed class DocumentCopies(IDbContextFactory<AppDb> databases, IDocumentRestriction restriction)
{
    /// <summary>Null: the file may be stored. Public copies have become Donated where it comes in as Donated.</summary>
    public async Task<IntakeOutcome?> FindFaultAsync(BlobId original, IntakeChoices choices, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var others = await (
            from document in db.Documents.AsNoTracking().Visible(db, await ProjectScope.OfAsync(db, accountId, ct))
            join project in db.Projects on document.ProjectId equals project.Id
            where document.Original == original && document.ProjectId != choices.Project && document.Privacy != choices.Privacy
            select new { document.Id, Project = project.Name }).ToListAsync(ct);
        foreach (var other in others)
        {
            if (choices.Privacy == Privacy.Public)
                return new IntakeOutcome.Refused($"The same file is in the project {other.Project} as Donated. Upload it as Donated, with the donor's consent.");
            if (await restriction.RestrictAsync(other.Id, choices.ConsentNote!, accountId, ct) is IntakeOutcome.Refused refused)
                return refused;
        }
        return null;
    }
}

using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Workers;

/// <summary>Stops who opens links that are no invitations.</summary>
internal sealed class InvitationGuard() : AddressGuard(MostWrong)
{
    public const int MostWrong = 10;
}

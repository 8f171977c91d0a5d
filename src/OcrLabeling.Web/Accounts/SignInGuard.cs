using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Accounts;

/// <summary>Stops who tries one password on many accounts; one account locks itself long before that.</summary>
internal sealed class SignInGuard() : AddressGuard(MostWrong)
{
    /// <summary>Enough for an office that shares one address.</summary>
    public const int MostWrong = 40;
}

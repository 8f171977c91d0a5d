namespace OcrLabeling.Web.Accounts;

/// <summary>What a page or endpoint demands. Without one it is open to everybody who is signed in.</summary>
public static class Policies
{
    /// <summary>Role Admin.</summary>
    public const string Admin = nameof(Admin);

    /// <summary>Role Scientist or Admin.</summary>
    public const string Scientist = nameof(Scientist);

    /// <summary>Role Worker.</summary>
    public const string Worker = nameof(Worker);
}

namespace OcrLabeling.Web.Texts;

/// <summary>The page is shown in the reader's language also to members of the team, whose other screens are English.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TranslatedAttribute : Attribute;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>What a font is wanted for.</summary>
public enum FontRole
{
    /// <summary>Receipt printers: narrow and monospaced.</summary>
    Receipt,

    /// <summary>Letters and reports with serifs.</summary>
    Serif,

    /// <summary>Letters and forms without serifs.</summary>
    Sans,

    /// <summary>What a typewriter or line printer fills into a form.</summary>
    Typewriter,

    /// <summary>What a person fills in by hand.</summary>
    Handwriting,

    /// <summary>Menus, buttons and text of a program.</summary>
    Screen,

    /// <summary>Shop signs and posters.</summary>
    Display,
}

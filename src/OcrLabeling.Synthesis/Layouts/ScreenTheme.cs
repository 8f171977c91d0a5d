using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Colours of a program's window.</summary>
internal sealed record ScreenTheme(Ink Window, Ink Panel, Ink Bar, Ink Border, Ink Text, Ink Muted, Ink Accent)
{
    private static readonly int[] Accents = [0x1A73E8, 0x0F7B6C, 0x6B46C1, 0xC2410C, 0xBE123C, 0x2563EB, 0x15803D];

    public static ScreenTheme Pick(SeededRandom random)
    {
        var accent = Ink.Rgb(random.Pick(Accents));
        return random.Between(0, 4) switch
        {
            0 => new(Ink.Rgb(0x1E1E24), Ink.Rgb(0x27272F), Ink.Rgb(0x17171C), Ink.Rgb(0x3A3A45), Ink.Rgb(0xE8E8EC), Ink.Rgb(0xA0A0AD), Ink.Rgb(0x4C8DF6)),
            1 => new(Ink.Rgb(0x0D1B2A), Ink.Rgb(0x1B263B), Ink.Rgb(0x0A1522), Ink.Rgb(0x33415C), Ink.Rgb(0xE0E6EE), Ink.Rgb(0x93A4BA), Ink.Rgb(0x3FA796)),
            2 => new(Ink.Rgb(0xF5F6F8), Ink.White, accent, Ink.Rgb(0xD5D9E0), Ink.Rgb(0x1F2430), Ink.Rgb(0x667085), accent),
            3 => new(Ink.White, Ink.Rgb(0xF3F4F6), Ink.Rgb(0x23272F), Ink.Rgb(0xD9DCE1), Ink.Rgb(0x202124), Ink.Rgb(0x5F6368), accent),
            _ => new(Ink.Rgb(0xFAFAF7), Ink.Rgb(0xF0EEE8), Ink.Rgb(0xE4E1D8), Ink.Rgb(0xCFCBBF), Ink.Rgb(0x2A2A28), Ink.Rgb(0x706C61), accent),
        };
    }

    /// <summary>Text that can be read on this colour.</summary>
    public static Ink On(Ink colour) => colour.IsDark ? Ink.White : Ink.Rgb(0x1F2430);
}

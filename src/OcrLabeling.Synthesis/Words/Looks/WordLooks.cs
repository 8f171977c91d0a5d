using OcrLabeling.Synthesis.Words.Fonts;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>Draws looks: the shares and ranges of all transformations stand here.</summary>
internal static class WordLooks
{
    private const double Mild = 0.4, Copies = 0.28;

    public static WordLook Draw(WordDifficulty difficulty, SeededRandom random) =>
        difficulty == WordDifficulty.Plain ? Plain(random) : random.Unit() switch { < Mild => MildlyWorn(random), < Mild + Copies => Copied(random), _ => Worn(random) };

    /// <summary>The first try: clean print, a little turned, blurred and noisy.</summary>
    private static WordLook Plain(SeededRandom random) => new(Printer.Laser, random.Range(24, 38), 1, 0, 0, 0, 0)
    {
        RotationDegrees = random.Range(-2, 2),
        MarginHeights = (0, 0.12),
        IsCutByLine = random.Chance(0.5),
        SensorPixels = random.Between(24, 40),
        Backdrop = new(random.Between(225, 255), random.Between(0, 60)),
        Sensor = new(BlurPixels: random.Range(0, 0.8), BlurAcrossPixels: random.Range(0, 0.8), Noise: random.Range(0, 8)),
    };

    /// <summary>A good scan or screenshot.</summary>
    private static WordLook MildlyWorn(SeededRandom random) => Set(random, random.Chance(0.12) ? Printer.Thermal : Printer.Laser, spread: random.Range(-0.3, 0.4)) with
    {
        RotationDegrees = random.Normal() * 0.7,
        PerspectiveHeights = random.Chance(0.3) ? random.Range(0, 0.03) : 0,
        MarginHeights = Margins(random, -0.04),
        Neighbours = Around(random, Intruders, 0.12),
        SensorPixels = SensorHeight(random, 16, 56),
        Backdrop = Sheet(random, leastContrast: 120, inverse: 0.05, texture: 0.2),
        Sensor = new(
            random.Range(0, 0.7), random.Range(0, 0.7), random.Range(0, 6), random.Chance(0.4) ? random.Between(60, 95) : 0, random.Range(0.8, 1.25),
            IsBilevel: random.Chance(0.08)),
    };

    /// <summary>A form or letter that went through copiers and faxes and was scanned coarsely: black on white, strokes run together or broken.</summary>
    private static WordLook Copied(SeededRandom random)
    {
        var look = Set(random, Printer.Copier, spread: 0);
        var isTyped = random.Chance(0.3);
        return look with
        {
            Taste = isTyped ? FontTaste.Typewriter : FontTaste.Any,
            EmPixels = random.Range(17, 34),
            // type is black by its ribbon, headings by their weight
            EmboldenEms = random.Chance(isTyped ? 0.7 : 0.3) ? random.Range(0, 0.06) : 0,
            Stretch = random.Chance(0.2) ? random.Range(1.1, 1.5) : look.Stretch,
            RotationDegrees = random.Normal() * 0.8,
            MarginHeights = Margins(random, -0.1),
            Neighbours = Around(random, FormIntruders, 0.3),
            SensorPixels = SensorHeight(random, 10, 40),
            Backdrop = new(random.Between(228, 255), random.Chance(0.75) ? random.Between(0, 50) : random.Between(50, 130)),
            Sensor = new(
                random.Range(0, 0.6), random.Range(0, 0.6), random.Chance(0.3) ? random.Range(0, 8) : 0, random.Chance(0.25) ? random.Between(30, 90) : 0,
                random.Range(0.7, 1.4), IsBilevel: random.Chance(0.06)),
        };
    }

    private static WordLook Worn(SeededRandom random)
    {
        var printer = random.Unit() switch { < 0.3 => Printer.Thermal, < 0.4 => Printer.Needles, < 0.65 => Printer.Worn, _ => Printer.Laser };
        var sensorPixels = SensorHeight(random, 11, 60);
        return Set(random, printer, spread: random.Range(-0.6, 1)) with
        {
            RotationDegrees = random.Chance(0.5) ? random.Range(-5, 5) : random.Normal() * 1.2,
            PerspectiveHeights = random.Chance(0.4) ? random.Range(0, 0.12) : 0,
            WaveEms = random.Chance(0.12) ? random.Range(0.02, 0.12) : 0,
            MarginHeights = Margins(random, -0.10),
            Neighbours = Around(random, Intruders, 0.32),
            SensorPixels = sensorPixels,
            Backdrop = Sheet(random, leastContrast: 35, inverse: 0.15, texture: 0.7),
            Sensor = WornSensor(random, sensorPixels),
        };
    }

    private static WordLook Set(SeededRandom random, Printer printer, double spread)
    {
        var em = printer switch { Printer.Needles => random.Range(10.5, 15), Printer.Thermal => random.Range(19, 30), _ => random.Range(21, 37) };
        var stretch = random.Chance(0.5) ? 1 : random.Range(0.78, 1.28);
        return new(
            printer, em, stretch, Slant: random.Chance(0.08) ? random.Range(-0.08, 0.22) : 0,
            EmboldenEms: printer is Printer.Laser or Printer.Worn && random.Chance(0.12) ? random.Range(0, 0.05) : 0,
            TrackingEms: random.Unit() switch { < 0.7 => 0, < 0.85 => random.Range(-0.035, 0), < 0.97 => random.Range(0, 0.08), _ => random.Range(0.08, 0.3) },
            spread)
        {
            Taste = printer is Printer.Thermal or Printer.Needles && random.Chance(0.65) ? FontTaste.Monospaced : FontTaste.Any,
            IsCutByLine = random.Chance(0.4),
        };
    }

    /// <summary>Detectors and people either cut close or leave room; forms leave a third of a line.</summary>
    private static (double Least, double Most) Margins(SeededRandom random, double least) => (least, random.Chance(0.55) ? 0.2 : 0.45);

    private static Neighbours Around(SeededRandom random, (Neighbours Neighbour, double Weight)[] intruders, double share)
    {
        var around = Neighbours.None;
        foreach (var (neighbour, weight) in intruders)
        {
            if (random.Chance(share * weight))
                around |= neighbour;
        }
        return around;
    }

    private static readonly (Neighbours Neighbour, double Weight)[] Intruders =
    [
        (Neighbours.LineAbove, 1), (Neighbours.LineBelow, 1), (Neighbours.WordBefore, 0.8), (Neighbours.WordAfter, 0.8), (Neighbours.Underline, 0.6),
        (Neighbours.RuleAbove, 0.2), (Neighbours.RuleLeft, 0.2), (Neighbours.RuleRight, 0.2), (Neighbours.StruckThrough, 0.03),
    ];

    /// <summary>Fields are underlined and boxed in.</summary>
    private static readonly (Neighbours Neighbour, double Weight)[] FormIntruders =
    [
        (Neighbours.LineAbove, 0.6), (Neighbours.LineBelow, 0.6), (Neighbours.WordBefore, 0.6), (Neighbours.WordAfter, 0.6), (Neighbours.Underline, 1),
        (Neighbours.RuleAbove, 0.5), (Neighbours.RuleLeft, 0.4), (Neighbours.RuleRight, 0.4), (Neighbours.StruckThrough, 0.03),
    ];

    private static int SensorHeight(SeededRandom random, int least, int most) => (int)Math.Round(Math.Exp(random.Range(Math.Log(least), Math.Log(most))));

    private static Backdrop Sheet(SeededRandom random, int leastContrast, double inverse, double texture)
    {
        var paper = random.Chance(0.7) ? random.Between(215, 255) : random.Between(40 + leastContrast, 255);
        var ink = random.Chance(0.6) ? random.Between(0, Math.Min(70, paper - leastContrast)) : random.Between(0, paper - leastContrast);
        if (random.Chance(inverse))
            (paper, ink) = (ink, paper);
        return new(
            paper, ink, random.Chance(texture) ? random.Unit() * random.Unit() : 0, random.Chance(texture) ? random.Range(0, 0.5) * random.Unit() : 0,
            random.Chance(texture * 0.15) ? random.Range(0.1, 0.4) : 0);
    }

    private static Sensor WornSensor(SeededRandom random, int heightPixels)
    {
        // what blurs a word beyond reading grows with its height
        var most = 0.35 + heightPixels / 28.0;
        var (along, across) = (random.Unit() * random.Range(0, most), random.Unit() * random.Range(0, most));
        if (random.Chance(0.6))
            across = along;
        return new(
            along, across, random.Chance(0.7) ? random.Range(0, 16) * random.Unit() : 0, random.Chance(0.5) ? random.Between(20, 90) : 0, random.Range(0.6, 1.6),
            IsBilevel: random.Chance(0.12), MotionPixels: random.Chance(0.15) ? random.Range(0.05, 0.16) * heightPixels : 0, MotionDegrees: random.Range(0, 180));
    }
}

using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Windows of programs and web pages: title and menu bars, a side panel, then settings, a table, an article, messages or a dialog.</summary>
internal static class ScreenshotLayout
{
    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        var (width, height) = random.Pick([(1280, 800), (1366, 768), (1024, 768), (1440, 900), (960, 640)]);
        var theme = ScreenTheme.Pick(random);
        using var canvas = new Canvas(width, height, 3, theme.Window);
        var screen = new Screen(context, canvas, theme, context.Family(FontRole.Screen), random.Range(13, 15.5));
        var top = TitleBar(context, screen);
        if (random.Chance(0.6))
            top = MenuBar(context, screen, top);
        var left = random.Chance(0.65) ? SidePanel(context, screen, top) : 0;
        var body = new Box(left, top, width, height - (random.Chance(0.5) ? StatusBar(context, screen) : 0));
        switch (random.Between(0, 4))
        {
            case 0: ScreenBodies.Settings(context, screen, body); break;
            case 1: ScreenBodies.Table(context, screen, body); break;
            case 2: ScreenBodies.Article(context, screen, body); break;
            case 3: ScreenBodies.Messages(context, screen, body); break;
            default: ScreenBodies.Dialog(context, screen, body); break;
        }
        return context.Finish(canvas, isPhotographic: false);
    }

    private static double TitleBar(LayoutContext context, Screen screen)
    {
        const double high = 38;
        var random = context.Random;
        var bar = screen.Theme.Bar;
        screen.Image.Fill(new(0, 0, screen.Canvas.Width, high), bar);
        var title = $"{context.Writer.Pick("file")} - {context.Writer.Pick("company")}";
        var pen = screen.Pen(screen.Size, ScreenTheme.On(bar));
        if (random.Chance(0.5))
        {
            foreach (var (x, colour) in (ReadOnlySpan<(double, int)>)[(20, 0xFF5F57), (42, 0xFEBC2E), (64, 0x28C840)])
                screen.Image.Disc(new(x, high / 2), 6.5, Ink.Rgb(colour));
            screen.Canvas.WriteCentred(pen, title, screen.Canvas.Width / 2.0, high / 2 + 5);
            return high;
        }
        screen.Canvas.Write(pen, title, 16, high / 2 + 5);
        var x0 = screen.Canvas.Width - 24.0;
        screen.Image.Stroke(new(x0 - 5, 14), new(x0 + 5, 24), 1.4, pen.Ink);
        screen.Image.Stroke(new(x0 + 5, 14), new(x0 - 5, 24), 1.4, pen.Ink);
        screen.Image.Frame(new(x0 - 40, 14, x0 - 29, 25), 1, pen.Ink);
        screen.Image.Fill(new(x0 - 75, 20, x0 - 64, 21), pen.Ink);
        return high;
    }

    private static double MenuBar(LayoutContext context, Screen screen, double top)
    {
        const double high = 30;
        screen.Image.Fill(new(0, top, screen.Canvas.Width, top + high), screen.Theme.Panel);
        screen.Image.Fill(new(0, top + high - 1, screen.Canvas.Width, top + high), screen.Theme.Border);
        var pen = screen.Pen(screen.Size * 0.95, screen.Theme.Text);
        var (x, line) = (14.0, screen.Canvas.NewLine());
        foreach (var item in context.Writer.Vocabulary["menu"].Take(context.Random.Between(5, 11)))
            x = screen.Canvas.Write(pen, item, x, top + 20, line) + 18;
        return top + high;
    }

    private static double SidePanel(LayoutContext context, Screen screen, double top)
    {
        var random = context.Random;
        var width = random.Between(180, 250);
        var isDark = random.Chance(0.4);
        var ground = isDark ? Ink.Rgb(0x24303F) : screen.Theme.Panel;
        var (text, muted) = isDark ? (Ink.Rgb(0xE6EBF2), Ink.Rgb(0x9FB0C3)) : (screen.Theme.Text, screen.Theme.Muted);
        screen.Image.Fill(new(0, top, width, screen.Canvas.Height), ground);
        screen.Image.Fill(new(width - 1, top, width, screen.Canvas.Height), screen.Theme.Border);
        screen.Canvas.Write(screen.Pen(screen.Size * 0.8, muted, bold: true), random.Pick(["WORKSPACE", "PROJECTS", "LIBRARY", "FOLDERS"]), 18, top + 34);
        var (y, chosen) = (top + 48, random.Between(0, 4));
        string[] entries = ["Overview", .. context.Writer.Vocabulary["heading"].Skip(random.Between(0, 5)).Take(random.Between(4, 8)), "Settings"];
        for (var i = 0; i < entries.Length; i++, y += 34)
        {
            if (i == chosen)
                screen.Image.FillRounded(new(8, y, width - 9, y + 30), 6, screen.Theme.Accent);
            screen.Image.FrameRounded(new(18, y + 9, 30, y + 21), 3, 1.5, i == chosen ? Ink.White : muted);
            var room = width - 60;
            var pen = screen.Pen(screen.Size, i == chosen ? Ink.White : text, bold: i == chosen);
            screen.WriteFitting(pen, entries[i], 40, y + 20, room);
        }
        return width;
    }

    private static double StatusBar(LayoutContext context, Screen screen)
    {
        const double high = 26;
        var top = screen.Canvas.Height - high;
        screen.Image.Fill(new(0, top, screen.Canvas.Width, screen.Canvas.Height), screen.Theme.Accent);
        var pen = screen.Pen(screen.Size * 0.85, ScreenTheme.On(screen.Theme.Accent));
        var line = screen.Canvas.NewLine();
        screen.Canvas.Write(pen, $"{context.Writer.Pick("status")}  Ln {context.Random.Between(1, 400)}, Col {context.Random.Between(1, 80)}", 14, top + 17, line);
        screen.Canvas.WriteRight(pen, $"UTF-8  {context.Random.Between(1, 99)}%  {context.Writer.Time()}", screen.Canvas.Width - 14, top + 17, line);
        return high;
    }
}

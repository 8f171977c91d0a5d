using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>What fills the main part of a window.</summary>
internal static class ScreenBodies
{
    private static readonly int[] Pills = [0x15803D, 0xB45309, 0xB91C1C, 0x475569, 0x1D4ED8, 0xFDE68A, 0xBBF7D0];

    public static void Settings(LayoutContext context, Screen screen, Box body)
    {
        var (random, writer) = (context.Random, context.Writer);
        var (left, right) = (body.X0 + 36, Math.Min(body.X1 - 36, body.X0 + 760));
        var y = Heading(screen, body, random.Pick(["Preferences", "Account settings", "Notifications", "Privacy and security", "General"]));
        screen.WriteFitting(screen.Pen(screen.Size, screen.Theme.Muted), writer.Sentence(), left, y, right - left);
        y += 26;
        foreach (var name in writer.Vocabulary["setting"].OrderBy(_ => random.NextBits()).Take(random.Between(4, 8)).Where(_ => y < body.Y1 - 130))
        {
            screen.Image.Fill(new(left, y, right, y + 1), screen.Theme.Border);
            screen.Canvas.Write(screen.Pen(screen.Size, screen.Theme.Text, bold: random.Chance(0.2)), name, left, y + 27);
            screen.WriteFitting(screen.Pen(screen.Size * 0.86, screen.Theme.Muted), writer.Sentence(), left, y + 46, right - left - 240);
            if (random.Chance(0.7))
                screen.Switch(right - 44, y + 18, random.Chance(0.5));
            else
                screen.Field(random.Pick([writer.Pick("town"), writer.Pick("weekday"), writer.Pick("status"), writer.LongDate()]), new(right - 210, y + 12, right, y + 44));
            y += 60;
        }
        Buttons(context, screen, left, y + 20);
    }

    public static void Table(LayoutContext context, Screen screen, Box body)
    {
        var (random, writer) = (context.Random, context.Writer);
        var (left, right) = (body.X0 + 28, body.X1 - 28);
        var y = Heading(screen, body, random.Pick(["Invoices", "Shipments", "Files", "Open orders", "Customers", "Recent activity"]));
        Buttons(context, screen, left, y - 12);
        y += 40;
        string[] heads = random.Pick<string[]>([["Name", "Owner", "Date", "Status", "Amount"], ["Order", "Customer", "Due", "State", "Total"]]);
        double[] shares = [0, 0.3, 0.52, 0.7, 1];
        var width = right - left;
        screen.Image.Fill(new(left, y, right, y + 34), screen.Theme.Panel);
        var line = screen.Canvas.NewLine();
        for (var i = 0; i < heads.Length; i++)
            Cell(screen.Pen(screen.Size * 0.88, screen.Theme.Muted, bold: true), heads[i], i, y + 22, line);
        y += 34;
        for (; y < body.Y1 - 40; y += 36)
        {
            line = screen.Canvas.NewLine();
            var pen = screen.Pen(screen.Size, screen.Theme.Text);
            Cell(pen, writer.Pick("file"), 0, y + 23, line);
            Cell(pen, writer.Person(), 1, y + 23, line);
            Cell(screen.Pen(screen.Size, screen.Theme.Muted), writer.ShortDate(), 2, y + 23, line);
            screen.Pill(writer.Pick("status"), left + shares[3] * width, y + 23, Ink.Rgb(random.Pick(Pills)), line);
            Cell(pen, writer.Money(), 4, y + 23, line);
            screen.Image.Fill(new(left, y + 35, right, y + 36), screen.Theme.Border);
        }

        void Cell(Pen pen, string text, int column, double baseline, int row)
        {
            if (column == heads.Length - 1)
                screen.Canvas.WriteRight(pen, text, right - 12, baseline, row);
            else
                screen.WriteFitting(pen, text, left + shares[column] * width + (column == 0 ? 10 : 0), baseline, (shares[column + 1] - shares[column]) * width - 16, row);
        }
    }

    public static void Article(LayoutContext context, Screen screen, Box body)
    {
        var (random, writer) = (context.Random, context.Writer);
        var left = body.X0 + Math.Max(40, (body.X1 - body.X0 - 760) / 2);
        var width = Math.Min(760, body.X1 - left - 40);
        var y = body.Y0 + 62;
        var title = screen.Pen(screen.Size * 2.1, screen.Theme.Text, bold: true);
        y = new Typesetter(screen.Canvas, title, left, width, screen.Size * 2.6).Paragraph($"News about {writer.Pick("topic")}", y, body.Y1 - 30);
        screen.Canvas.Write(screen.Pen(screen.Size * 0.9, screen.Theme.Muted), $"{writer.Person()}  {writer.LongDate()}  {random.Between(2, 14)} min read", left, y - 6);
        y += 30;
        var setter = new Typesetter(screen.Canvas, screen.Pen(screen.Size * 1.05, screen.Theme.Text), left, width, screen.Size * 1.6);
        while (y < body.Y1 - 60)
        {
            if (random.Chance(0.25))
            {
                screen.Canvas.Write(screen.Pen(screen.Size * 1.4, screen.Theme.Text, bold: true), writer.Pick("heading"), left, y + 8);
                y += screen.Size * 2.4;
            }
            else if (random.Chance(0.2) && y < body.Y1 - 120)
                y = Quote(screen, writer.Sentence(), left, width, y);
            y = setter.Paragraph(writer.Paragraph(random.Between(2, 5)), y, body.Y1 - 20) + screen.Size * 0.8;
        }
    }

    public static void Messages(LayoutContext context, Screen screen, Box body)
    {
        var (random, writer) = (context.Random, context.Writer);
        var y = body.Y0 + 24;
        var bubble = Math.Min(520, (body.X1 - body.X0) * 0.6);
        while (true)
        {
            var isMine = random.Chance(0.4);
            var ground = isMine ? screen.Theme.Accent : screen.Theme.Panel;
            var pen = screen.Pen(screen.Size, isMine ? ScreenTheme.On(ground) : screen.Theme.Text);
            var left = isMine ? body.X1 - 30 - bubble : body.X0 + 70;
            var setter = new Typesetter(screen.Canvas, pen, left + 14, bubble - 28, screen.Size * 1.45);
            var text = writer.Paragraph(random.Between(1, 2));
            var high = setter.Wrap(text).Count * screen.Size * 1.45 + 18;
            if (y + high + 30 > body.Y1 - 70)
                break;
            if (!isMine)
                screen.Image.Disc(new(body.X0 + 44, y + 34), 15, Ink.Rgb(random.Pick(Pills)));
            screen.Canvas.Write(screen.Pen(screen.Size * 0.82, screen.Theme.Muted), $"{writer.Person()}  {writer.Time()}", left + 4, y + 12);
            screen.Image.FillRounded(new(left, y + 18, left + bubble, y + 18 + high), 10, ground);
            setter.Paragraph(text, y + 18 + screen.Size * 1.45, body.Y1);
            y += high + 34;
        }
        screen.Field(random.Pick(["Write a message", "Reply to everyone", "Search this conversation"]), new(body.X0 + 30, body.Y1 - 56, body.X1 - 140, body.Y1 - 18));
        screen.Button("Send", body.X1 - 120, body.Y1 - 53, isPrimary: true);
    }

    public static void Dialog(LayoutContext context, Screen screen, Box body)
    {
        var (random, writer) = (context.Random, context.Writer);
        var (width, centre) = (Math.Min(480, body.Width - 60), (body.X0 + body.X1) / 2);
        screen.Image.Fill(body, new(0, 0, 0, 0.45));
        var fields = random.Between(2, 4);
        var high = 190 + fields * 68.0;
        var (left, top) = (centre - width / 2, body.Y0 + Math.Max(10, (body.Height - high) / 2.4));
        screen.Image.FillRounded(new(left, top, left + width, top + high), 12, screen.Theme.Panel);
        screen.Canvas.Write(screen.Pen(screen.Size * 1.45, screen.Theme.Text, bold: true), $"{writer.Pick("action")} {writer.Pick("file")}", left + 28, top + 48);
        screen.WriteFitting(screen.Pen(screen.Size, screen.Theme.Muted), writer.Sentence(), left + 28, top + 78, width - 56);
        var y = top + 98;
        foreach (var (label, value) in (ReadOnlySpan<(string, string)>)
            [("Name", writer.Person()), ("Company", writer.Company()), ("Street and number", writer.StreetAddress()), ("Telephone", writer.Phone())])
        {
            if (fields-- == 0)
                break;
            screen.Canvas.Write(screen.Pen(screen.Size * 0.86, screen.Theme.Muted, bold: true), label, left + 28, y + 14);
            screen.Field(value, new(left + 28, y + 22, left + width - 28, y + 56));
            y += 68;
        }
        Buttons(context, screen, left + 28, y + 14);
    }

    private static double Heading(Screen screen, Box body, string text)
    {
        screen.Canvas.Write(screen.Pen(screen.Size * 1.8, screen.Theme.Text, bold: true), text, body.X0 + 36, body.Y0 + 56);
        return body.Y0 + 88;
    }

    private static void Buttons(LayoutContext context, Screen screen, double x, double y)
    {
        foreach (var (text, index) in context.Writer.Vocabulary["action"].OrderBy(_ => context.Random.NextBits()).Take(3).Select((t, i) => (t, i)))
            x = screen.Button(text, x, y, isPrimary: index == 0) + 12;
    }

    private static double Quote(Screen screen, string text, double left, double width, double y)
    {
        var setter = new Typesetter(screen.Canvas, screen.Pen(screen.Size * 1.05, screen.Theme.Muted), left + 20, width - 40, screen.Size * 1.6);
        var high = setter.Wrap(text).Count * screen.Size * 1.6;
        screen.Image.Fill(new(left, y - screen.Size * 1.1, left + 4, y + high - screen.Size), screen.Theme.Accent);
        return setter.Paragraph(text, y, y + high) + screen.Size * 0.8;
    }
}

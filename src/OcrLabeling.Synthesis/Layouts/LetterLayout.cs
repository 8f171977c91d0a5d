using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Business letters: letterhead, addresses, paragraphs, signature; printed and scanned at 150 or 200 dots an inch.</summary>
internal static class LetterLayout
{
    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        using var sheet = Sheet.Create(random, random.Pick([150.0, 200.0]));
        var isTyped = random.Chance(0.2);
        var family = context.Family(isTyped ? FontRole.Typewriter : random.Chance(0.6) ? FontRole.Serif : FontRole.Sans);
        var body = context.Pen(family, sheet.Points(isTyped ? random.Range(10.5, 12) : random.Range(10.5, 12.5)));
        var left = sheet.Inches(random.Range(0.9, 1.3));
        var width = sheet.Canvas.Width - left - sheet.Inches(random.Range(0.85, 1.25));
        var leading = body.Style.SizePixels * random.Range(1.15, 1.4);
        var letter = new Body(context, sheet, body, left, width, leading);
        var company = context.Writer.Company();
        var y = letter.Head(company);
        y = letter.Addresses(y);
        y = letter.Text(y, justify: !isTyped && random.Chance(0.4));
        letter.Close(y);
        if (random.Chance(0.5))
            letter.Footer(company);
        if (!context.IsWorn)
            return context.Finish(sheet.Canvas, isPhotographic: false);
        var isCopied = random.Chance(0.3);
        if (isCopied)
            sheet.Copy(random, mostDegrees: 0.8);
        else
            sheet.Scan(random);
        return context.Finish(sheet.Canvas, isPhotographic: !isCopied);
    }

    private sealed record Body(LayoutContext Context, Sheet Sheet, Pen Pen, double Left, double Width, double Leading)
    {
        private SeededRandom Random => Context.Random;

        private double Lowest => Sheet.Canvas.Height - Sheet.Inches(1.2);

        /// <summary>The letterhead; returns where the letter may begin.</summary>
        public double Head(string company)
        {
            var y = Sheet.Inches(Random.Range(0.7, 1));
            var name = Context.Pen(Context.Family(Random.Chance(0.5) ? FontRole.Display : FontRole.Serif), Sheet.Points(Random.Range(17, 27)), bold: true);
            var small = Context.Pen(Context.Family(FontRole.Sans), Sheet.Points(Random.Range(7.5, 9)));
            var contact = $"{Context.Writer.StreetAddress()}, {Context.Writer.TownLine()}";
            var reach = $"Tel. {Context.Writer.Phone()}   www.{Context.Writer.WebName(company)}";
            if (Random.Chance(0.5))
            {
                var centre = Sheet.Canvas.Width / 2.0;
                Sheet.Canvas.WriteCentred(name, company, centre, y);
                Sheet.Canvas.WriteCentred(small, contact, centre, y + Sheet.Points(16));
                Sheet.Canvas.WriteCentred(small, reach, centre, y + Sheet.Points(27));
            }
            else
            {
                var mark = Sheet.Points(15);
                Logo(new(Left + mark, y - 0.45 * mark), mark);
                Sheet.Canvas.Write(name, company, Left + mark * 2.7, y);
                Sheet.Canvas.Write(small, contact, Left + mark * 2.7, y + Sheet.Points(14));
                Sheet.Canvas.Write(small, reach, Left + mark * 2.7, y + Sheet.Points(25));
            }
            y += Sheet.Points(36);
            if (Random.Chance(0.6))
                Sheet.Image.Fill(new(Left, y, Left + Width, y + Math.Max(1, Sheet.Points(Random.Range(0.5, 1.6)))), Ink.OfGray(Random.Between(0, 90)));
            return y + Sheet.Points(Random.Range(28, 44));
        }

        public double Addresses(double y)
        {
            var writer = Context.Writer;
            var date = writer.LongDate();
            if (Random.Chance(0.4))
                Sheet.Canvas.WriteRight(Pen, date, Left + Width, y);
            else
                Sheet.Canvas.Write(Pen, date, Left, y);
            y += Leading * 2;
            foreach (var line in (string[])[writer.Person(), writer.Company(), writer.StreetAddress(), writer.TownLine()])
            {
                Sheet.Canvas.Write(Pen, line, Left, y);
                y += Leading;
            }
            y += Leading;
            if (Random.Chance(0.4))
            {
                Sheet.Canvas.Write(Pen, $"Our ref: {writer.Code()}", Left, y);
                y += Leading * 1.6;
            }
            Sheet.Canvas.Write(Pen, $"Dear {Random.Pick(["Mr.", "Ms.", "Dr.", "Mrs."])} {writer.Pick("last")}{Random.Pick([",", ":"])}", Left, y);
            y += Leading * 1.6;
            if (!Random.Chance(0.6))
                return y;
            var bold = Pen with { Font = Context.Fonts.Open(Pen.Font.File, bold: true) };
            Sheet.Canvas.Write(bold, $"{Random.Pick(["Re:", "Subject:", "Concerning"])} {writer.Pick("topic")}", Left, y);
            return y + Leading * 1.6;
        }

        public double Text(double y, bool justify)
        {
            var setter = new Typesetter(Sheet.Canvas, Pen, Left, Width, Leading) { Justify = justify };
            var indent = Random.Chance(0.25) ? Sheet.Inches(0.4) : 0;
            for (var paragraphs = Random.Between(2, 6); paragraphs > 0 && y < Lowest - 9 * Leading; paragraphs--)
                y = setter.Paragraph(Context.Writer.Paragraph(Random.Between(2, 5)), y, Lowest - 7 * Leading, indent) + Leading * (indent > 0 ? 0.25 : 0.7);
            return y;
        }

        public void Close(double y)
        {
            y += Leading * 0.6;
            Sheet.Canvas.Write(Pen, Random.Pick(["Yours sincerely,", "Sincerely,", "With kind regards,", "Yours faithfully,", "Very truly yours,"]), Left, y);
            var sender = Context.Writer.Person();
            Signature(new(Left + Sheet.Points(8), y + Leading * 1.9));
            Sheet.Canvas.Write(Pen, sender, Left, y + Leading * 3.6);
            Sheet.Canvas.Write(Pen, Context.Writer.Pick("role"), Left, y + Leading * 4.6);
            if (Random.Chance(0.35))
                Sheet.Canvas.Write(Pen, $"Encl. ({Random.Between(1, 5)})", Left, y + Leading * 6.2);
        }

        public void Footer(string company)
        {
            var pen = Context.Pen(Context.Family(FontRole.Sans), Sheet.Points(7.5), ink: Ink.OfGray(25));
            var y = Sheet.Canvas.Height - Sheet.Inches(0.55);
            Sheet.Image.Fill(new(Left, y - Sheet.Points(12), Left + Width, y - Sheet.Points(12) + 1), Ink.OfGray(90));
            var text = $"{company}   Registered in {Context.Writer.Pick("town")} No. {Random.Digits(7)}   Bank: {Context.Writer.Pick("company")} {Random.Digits(8)}";
            Sheet.Canvas.WriteCentred(pen, text, Left + Width / 2, y);
        }

        private void Logo(Point centre, double radius)
        {
            var ink = Ink.OfGray(Random.Between(20, 110));
            switch (Random.Between(0, 2))
            {
                case 0:
                    Sheet.Image.Disc(centre, radius, ink);
                    Sheet.Image.Disc(new(centre.X + radius * 0.3, centre.Y - radius * 0.2), radius * 0.55, Ink.White);
                    break;
                case 1:
                    Sheet.Image.FillRounded(new(centre.X - radius, centre.Y - radius, centre.X + radius, centre.Y + radius), radius * 0.3, ink);
                    Sheet.Image.Stroke(new(centre.X - radius * 0.5, centre.Y + radius * 0.5), new(centre.X + radius * 0.5, centre.Y - radius * 0.5), radius * 0.35, Ink.White);
                    break;
                default:
                    Sheet.Image.Ring(centre, radius * 0.85, radius * 0.25, ink);
                    Sheet.Image.Disc(centre, radius * 0.35, ink);
                    break;
            }
        }

        // A scrawl nobody can read, so it is no word.
        private void Signature(Point start)
        {
            var thickness = Sheet.Points(Random.Range(0.9, 1.6));
            var (x, high) = (start.X, Sheet.Points(Random.Range(9, 15)));
            var from = start;
            var strokes = Random.Between(8, 16);
            for (var i = 0; i < strokes; i++)
            {
                x += Sheet.Points(Random.Range(2.5, 8));
                var to = new Point(x, start.Y + (i % 2 == 0 ? -1 : 0.35) * high * Random.Range(0.25, 1) * (i < 2 ? 1.5 : 1));
                Curve(from, to, thickness);
                from = to;
            }
        }

        private void Curve(Point from, Point to, double thickness)
        {
            const int steps = 8;
            var bulge = Random.Range(-0.4, 0.4);
            Point At(double t) => new(
                from.X + (to.X - from.X) * t + Math.Sin(t * Math.PI) * bulge * (to.Y - from.Y),
                from.Y + (to.Y - from.Y) * t - Math.Sin(t * Math.PI) * bulge * (to.X - from.X));
            for (var i = 0; i < steps; i++)
                Sheet.Image.Stroke(At(i / (double)steps), At((i + 1) / (double)steps), thickness, Ink.OfGray(40));
        }
    }
}

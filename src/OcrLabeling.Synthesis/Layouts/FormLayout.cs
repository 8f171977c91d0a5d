using System.Globalization;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Forms: printed labels, rules and boxes, filled in by typewriter or by hand, then copied and scanned badly.</summary>
internal static class FormLayout
{
    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        using var sheet = Sheet.Create(random, random.Pick([100.0, 120.0, 150.0]));
        var form = new Form(context, sheet);
        form.Head();
        for (var part = random.Between(3, 5); part > 0; part--)
            form.Part();
        form.Sign();
        if (!context.IsWorn)
            return context.Finish(sheet.Canvas, isPhotographic: false);
        var isCopied = random.Chance(0.6);
        if (isCopied)
            sheet.Copy(random, mostDegrees: 1.5);
        else
            sheet.Scan(random);
        return context.Finish(sheet.Canvas, isPhotographic: !isCopied);
    }

    private sealed class Form
    {
        /// <summary>How many there are in <see cref="Question"/>.</summary>
        private const int Questions = 17;

        private readonly LayoutContext context;
        private readonly Sheet sheet;
        private readonly FontFile family;
        private readonly Pen label, bold, filled;
        private readonly double left, width, row, drop;
        private readonly string[] sections;
        private readonly List<Action> kinds = [];
        private readonly List<int> unasked = [];
        private double y;
        private int headings;

        public Form(LayoutContext context, Sheet sheet)
        {
            (this.context, this.sheet) = (context, sheet);
            family = context.Family(Random.Chance(0.3) ? FontRole.Typewriter : FontRole.Sans);
            label = context.Pen(family, sheet.Points(Random.Range(8.5, 10)));
            bold = context.Pen(family, sheet.Points(10), bold: true);
            var isByHand = Random.Chance(0.3);
            filled = isByHand
                ? Hand(Random.Range(13, 15))
                : context.Pen(context.Family(FontRole.Typewriter), sheet.Points(Random.Range(9.5, 11)), ink: Ink.OfGray(Random.Between(0, 50)));
            drop = filled.Font.Measure("gjpqy", filled.Style).Ink?.Y1 ?? 0;
            left = sheet.Inches(Random.Range(0.6, 0.9));
            width = sheet.Canvas.Width - 2 * left;
            row = sheet.Points(isByHand ? Random.Range(27, 30) : Random.Range(21, 26));
            sections = [.. context.Writer.Vocabulary["section"].OrderBy(_ => Random.NextBits())];
        }

        private SeededRandom Random => context.Random;

        private Canvas Canvas => sheet.Canvas;

        private double Rule => Math.Max(1, sheet.Points(0.8));

        private double Lowest => Canvas.Height - sheet.Inches(1.3);

        public void Head()
        {
            y = sheet.Inches(Random.Range(0.6, 0.85));
            var company = context.Pen(family, sheet.Points(9));
            Canvas.Write(company, context.Writer.Company().ToUpperInvariant(), left, y);
            Canvas.WriteRight(company, $"Form {context.Writer.Code()}", left + width, y);
            var title = context.Pen(family, sheet.Points(Random.Range(14, 18)), bold: true);
            y += sheet.Points(30);
            Canvas.WriteCentred(title, context.Writer.Pick("formtitle"), left + width / 2, y);
            y += sheet.Points(16);
            if (!Random.Chance(0.5))
                return;
            Canvas.WriteCentred(label, Random.Pick(["Please print clearly. Keep one copy for your records.", "To be completed in duplicate", "For office use only", "Return this form within 14 days"]), left + width / 2, y);
            y += sheet.Points(10);
        }

        /// <summary>One section; each kind comes once before any comes again.</summary>
        public void Part()
        {
            if (y > Lowest - 4 * row)
                return;
            y += row * 0.35;
            if (headings > 0 || Random.Chance(0.6))
                Heading($"{(char)('A' + headings++)}. {sections[headings % sections.Length].ToUpperInvariant()}");
            if (kinds.Count == 0)
                kinds.AddRange([Boxes, Lines, Checks, Table]);
            var kind = Random.Pick(kinds);
            kinds.Remove(kind);
            kind();
        }

        public void Sign()
        {
            y = Math.Min(Math.Max(y + row * 1.6, Lowest - 3 * row), Canvas.Height - sheet.Inches(0.9));
            foreach (var (text, at, to) in (ReadOnlySpan<(string, double, double)>)[("Signature", 0, 0.55), ("Date", 0.65, 1)])
            {
                Canvas.Image.Fill(new(left + at * width, y, left + to * width, y + Rule), Ink.Black);
                Canvas.Write(label, text, left + at * width, y + label.Style.SizePixels * 1.2);
            }
            Canvas.Write(filled, context.Writer.ShortDate(), left + 0.74 * width, y - sheet.Points(4));
            if (Random.Chance(0.5))
                Canvas.Write(Hand(17), context.Writer.Person(), left + 0.14 * width, y - sheet.Points(4));
            if (Random.Chance(0.4))
                Canvas.WriteRight(context.Pen(context.Family(FontRole.Typewriter), sheet.Points(11)), Random.Digits(9), left + width, Canvas.Height - sheet.Inches(0.35));
        }

        // a ball pen's stroke, which a copier does not lose
        private Pen Hand(double points)
        {
            var pen = context.Pen(context.Family(FontRole.Handwriting), sheet.Points(points), ink: Ink.OfGray(Random.Between(10, 50)));
            return pen with { Style = pen.Style with { EmboldenPixels = sheet.Points(0.4) } };
        }

        private void Heading(string text)
        {
            var box = new Box(left, y, left + width, y + row * 0.8);
            var isInverse = Random.Chance(0.35);
            if (isInverse)
                Canvas.Image.Fill(box, Ink.OfGray(Random.Between(20, 70)));
            else if (Random.Chance(0.5))
                Canvas.Image.Fill(box, Ink.OfGray(Random.Between(205, 228)));
            // white strokes grow thin in a copier, so they are set a little fatter
            var inverse = bold with { Ink = Ink.White, Style = bold.Style with { EmboldenPixels = sheet.Points(0.4) } };
            Canvas.Write(isInverse ? inverse : bold, text, left + sheet.Points(5), y + row * 0.57);
            y += row * 0.95;
        }

        // Boxes with the label small in the corner.
        private void Boxes()
        {
            var small = label.Sized(sheet.Points(6.8));
            var high = row * 1.25;
            for (var line = Random.Between(2, 4); line > 0 && y < Lowest - high; line--, y += high)
            {
                var x = left;
                foreach (var share in Random.Pick<double[]>([[1], [0.5, 0.5], [0.6, 0.4], [0.35, 0.35, 0.3], [0.25, 0.75]]))
                {
                    Canvas.Image.Frame(new(x, y, x + share * width + Rule, y + high + Rule), Rule, Ink.Black);
                    var (name, value) = Field();
                    Canvas.Write(small, name, x + sheet.Points(4), y + sheet.Points(8.5));
                    WriteFitting(filled, value, x + sheet.Points(8), share * width - sheet.Points(12), y + high - Math.Max(sheet.Points(5), drop + 1));
                    x += share * width;
                }
            }
            y += row * 0.3;
        }

        // Label, then a rule to write on.
        private void Lines()
        {
            for (var line = Random.Between(2, 5); line > 0 && y < Lowest - row; line--)
            {
                y += row;
                var count = Random.Between(1, 2);
                for (var i = 0; i < count; i++)
                {
                    var x = left + i * width / count;
                    var end = left + (i + 1) * width / count - sheet.Points(10);
                    var (name, value) = Field();
                    x = Canvas.Write(label, name + ":", x, y) + sheet.Points(5);
                    Canvas.Image.Fill(new(x, y + sheet.Points(2.5), end, y + sheet.Points(2.5) + Rule), Ink.Black);
                    if (Random.Chance(0.85))
                        WriteFitting(filled, value, x + sheet.Points(8), end - x - sheet.Points(8), y - sheet.Points(0.5));
                }
            }
            y += row * 0.5;
        }

        private void Checks()
        {
            var side = sheet.Points(9);
            foreach (var text in Enumerable.Range(0, Random.Between(3, 6)).Select(_ => context.Writer.Pick("setting")).Distinct())
            {
                y += row * 0.85;
                if (y > Lowest)
                    return;
                Canvas.Image.Frame(new(left, y - side, left + side, y), Rule, Ink.Black);
                if (Random.Chance(0.5))
                {
                    Canvas.Image.Stroke(new(left + 1, y - side + 1), new(left + side - 1, y - 1), Rule * 1.3, Ink.OfGray(30));
                    Canvas.Image.Stroke(new(left + side - 1, y - side + 1), new(left + 1, y - 1), Rule * 1.3, Ink.OfGray(30));
                }
                Canvas.Write(label, text, left + side * 1.7, y - sheet.Points(1.2));
                if (Random.Chance(0.4))
                    WriteFitting(filled, context.Writer.Pick("note"), left + width * 0.55, width * 0.45, y - sheet.Points(1));
            }
            y += row * 0.5;
        }

        private void Table()
        {
            string[] heads = ["No.", "Description", "Quantity", "Unit price"];
            double[] shares = [0.1, 0.48, 0.18, 0.24];
            var rows = Random.Between(3, 7);
            for (var r = 0; r <= rows && y < Lowest - row; r++, y += row)
            {
                var x = left;
                var line = Canvas.NewLine();
                string[] cells = r == 0 ? heads :
                    [r.ToString(CultureInfo.InvariantCulture), context.Writer.Pick("product"), Random.Between(1, 240).ToString(CultureInfo.InvariantCulture), context.Writer.Money()];
                for (var c = 0; c < cells.Length; x += shares[c] * width, c++)
                {
                    Canvas.Image.Frame(new(x, y, x + shares[c] * width + Rule, y + row + Rule), Rule, Ink.Black);
                    var pen = r == 0 ? bold : filled;
                    if (pen.Width(cells[c]) < shares[c] * width - sheet.Points(8))
                        Canvas.Write(pen, cells[c], x + sheet.Points(5), y + row * 0.68, line);
                }
            }
            y += row * 0.4;
        }

        private (string Name, string Value) Field()
        {
            if (unasked.Count == 0)
                unasked.AddRange(Enumerable.Range(0, Questions));
            var number = Random.Pick(unasked);
            unasked.Remove(number);
            return Question(number);
        }

        private (string Name, string Value) Question(int number) => number switch
        {
            0 => ("Name", context.Writer.Person()),
            1 => ("Date", context.Writer.ShortDate()),
            2 => ("Address", context.Writer.StreetAddress()),
            3 => (Random.Pick(["City", "Town"]), context.Writer.TownLine()),
            4 => (Random.Pick(["Telephone", "Phone No."]), context.Writer.Phone()),
            5 => ("Company", context.Writer.Pick("company")),
            6 => (Random.Pick(["Reference", "Order No.", "File No."]), context.Writer.Code()),
            7 => (Random.Pick(["Amount", "Total cost"]), context.Writer.Money()),
            8 => (Random.Pick(["Item", "Equipment"]), context.Writer.Pick("product")),
            9 => (Random.Pick(["Comments", "Remarks"]), context.Writer.Pick("note")),
            10 => ("Position", context.Writer.Pick("role")),
            11 => ("Time", context.Writer.Time()),
            12 => (Random.Pick(["Quantity", "Pieces"]), Random.Between(1, 900).ToString(CultureInfo.InvariantCulture)),
            13 => (Random.Pick(["Supervisor", "Approved by", "Contact"]), context.Writer.Person()),
            14 => ("E-mail", $"{context.Writer.Pick("first").ToLowerInvariant()}@{context.Writer.WebName(context.Writer.Pick("company"))}"),
            15 => ("Purpose", context.Writer.Pick("topic")),
            _ => ("Due date", context.Writer.LongDate()),
        };

        // A value too long for its field stays away: nobody writes across the border.
        private void WriteFitting(Pen pen, string value, double x, double room, double baseline)
        {
            if (pen.Width(value) <= room)
                Canvas.Write(pen, value, x, baseline);
        }
    }
}

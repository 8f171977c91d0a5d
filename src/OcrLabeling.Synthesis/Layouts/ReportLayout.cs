using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Pages of reports: title or running head, headings, paragraphs in one or two columns, lists, a table of figures.</summary>
internal static class ReportLayout
{
    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        using var sheet = Sheet.Create(random, random.Pick([150.0, 200.0]));
        var family = context.Family(random.Chance(0.65) ? FontRole.Serif : FontRole.Sans);
        var twoColumns = random.Chance(0.35);
        var body = context.Pen(family, sheet.Points(twoColumns ? random.Range(9, 10) : random.Range(10, 12)));
        var margin = sheet.Inches(random.Range(0.85, 1.15));
        var width = sheet.Canvas.Width - 2 * margin;
        var top = Head(context, sheet, family, margin, width);
        var bottom = sheet.Canvas.Height - sheet.Inches(1);
        if (twoColumns)
        {
            var gap = sheet.Inches(0.3);
            for (var column = 0; column < 2; column++)
                Column(context, sheet, body, margin + column * (width + gap) / 2, (width - gap) / 2, top, bottom);
        }
        else
            Column(context, sheet, body, margin, width, top, bottom);
        sheet.Canvas.WriteCentred(body, random.Between(1, 240).ToString(System.Globalization.CultureInfo.InvariantCulture), margin + width / 2, sheet.Canvas.Height - sheet.Inches(0.5));
        if (!context.IsWorn)
            return context.Finish(sheet.Canvas, isPhotographic: false);
        var isCopied = random.Chance(0.3);
        if (isCopied)
            sheet.Copy(random, mostDegrees: 0.6);
        else
            sheet.Scan(random);
        return context.Finish(sheet.Canvas, isPhotographic: !isCopied);
    }

    private static double Head(LayoutContext context, Sheet sheet, FontFile family, double margin, double width)
    {
        var (random, writer) = (context.Random, context.Writer);
        var y = sheet.Inches(random.Range(0.65, 0.95));
        var small = context.Pen(family, sheet.Points(9), italic: true);
        sheet.Canvas.Write(small, writer.Company(), margin, y);
        sheet.Canvas.WriteRight(small, writer.LongDate(), margin + width, y);
        sheet.Image.Fill(new(margin, y + sheet.Points(5), margin + width, y + sheet.Points(5.7)), Ink.OfGray(60));
        if (!random.Chance(0.6))
            return y + sheet.Points(34);
        var title = context.Pen(family, sheet.Points(random.Range(17, 24)), bold: true);
        y += sheet.Points(44);
        sheet.Canvas.WriteCentred(title, $"Report on {writer.Pick("topic")}", margin + width / 2, y);
        sheet.Canvas.WriteCentred(context.Pen(family, sheet.Points(11)), $"{writer.Person()}, {writer.Pick("role")}", margin + width / 2, y + sheet.Points(24));
        return y + sheet.Points(56);
    }

    private static void Column(LayoutContext context, Sheet sheet, Pen body, double left, double width, double top, double bottom)
    {
        var random = context.Random;
        var leading = body.Style.SizePixels * random.Range(1.15, 1.35);
        var setter = new Typesetter(sheet.Canvas, body, left, width, leading) { Justify = random.Chance(0.6) };
        var (y, section) = (top, random.Between(1, 4));
        while (y < bottom - 4 * leading)
        {
            switch (random.Between(0, 7))
            {
                case 0 or 1:
                    var heading = body.Sized(body.Style.SizePixels * 1.2) with { Font = context.Fonts.Open(body.Font.File, bold: true) };
                    y += leading * 0.5;
                    sheet.Canvas.Write(heading, $"{section++}. {context.Writer.Pick("heading")}", left, y);
                    y += leading * 1.4;
                    y = setter.Paragraph(context.Writer.Paragraph(random.Between(2, 4)), y, bottom) + leading * 0.6;
                    break;
                case 2:
                    y = List(context, sheet, body, left, width, leading, y, bottom);
                    break;
                case 3 when y < bottom - 12 * leading:
                    y = Table(context, sheet, body, left, width, leading, y);
                    break;
                default:
                    y = setter.Paragraph(context.Writer.Paragraph(random.Between(2, 6)), y, bottom) + leading * 0.6;
                    break;
            }
        }
    }

    private static double List(LayoutContext context, Sheet sheet, Pen body, double left, double width, double leading, double y, double bottom)
    {
        var indent = body.Style.SizePixels * 1.8;
        var setter = new Typesetter(sheet.Canvas, body, left + indent, width - indent, leading);
        for (var item = context.Random.Between(2, 5); item > 0 && y < bottom - leading; item--)
        {
            var radius = body.Style.SizePixels * 0.14;
            sheet.Image.Disc(new(left + indent * 0.55, y - body.Metrics.XPixels / 2), radius, Ink.Black);
            y = setter.Paragraph(context.Writer.Sentence(), y, bottom) + leading * 0.2;
        }
        return y + leading * 0.4;
    }

    private static double Table(LayoutContext context, Sheet sheet, Pen body, double left, double width, double leading, double y)
    {
        var random = context.Random;
        var figures = random.Between(2, 3);
        var bold = body with { Font = context.Fonts.Open(body.Font.File, bold: true) };
        var column = width * 0.6 / figures;
        y += leading * 0.3;
        Row(bold, random.Pick(["Town", "Branch", "Depot", "Station", "Parish"]), i => (2018 + i).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rule = y - leading * 0.6;
        sheet.Image.Fill(new(left, rule, left + width, rule + Math.Max(1, sheet.Points(0.6))), Ink.Black);
        y += leading * 0.35;
        for (var row = random.Between(3, 7); row > 0; row--)
            Row(body, context.Writer.Pick("town"), _ => random.Between(12, 98000).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture));
        return y + leading;

        void Row(Pen pen, string name, Func<int, string> figure)
        {
            var line = sheet.Canvas.NewLine();
            sheet.Canvas.Write(pen, name, left, y, line);
            for (var i = 0; i < figures; i++)
                sheet.Canvas.WriteRight(pen, figure(i), left + width - (figures - 1 - i) * column, y, line);
            y += leading;
        }
    }
}

using System.Globalization;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Content;
using OcrLabeling.Synthesis.Degradation;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Receipts: printed dot by dot on thermal paper, worn, then scanned or photographed at 300 to 600 pixels width.</summary>
internal static class RegisterTapeLayout
{
    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        var isWide = random.Chance(0.7);
        using var printer = new TapePrinter(context, isWide ? random.Pick([48, 44, 42, 40]) : random.Pick([32, 30]), isWide ? 576 : 384);
        var till = Till.Ring(context.Writer.Vocabulary, random);
        Head(printer, context.Writer, random, till);
        Goods(printer, random, till);
        Sums(printer, random, till);
        Payment(printer, context.Writer, random, till);
        Foot(printer, context.Writer, random, till);
        var page = printer.Cut();
        if (context.IsWorn)
            TapePicture.Take(page, random, isWide);
        return context.Finish(page, isPhotographic: context.IsWorn);
    }

    private static void Head(TapePrinter printer, Writer writer, SeededRandom random, Till till)
    {
        var shop = writer.Pick("shop " + till.Department);
        switch (random.Between(0, 2))
        {
            case 0: printer.Big(shop, 2, 2); break;
            case 1: printer.Logo(shop, random.Range(52, 84)); break;
            default: printer.Big(shop, 2, 1); break;
        }
        if (random.Chance(0.5))
            printer.Centred(writer.Pick("motto"));
        printer.Centred(writer.StreetAddress());
        printer.Centred(writer.TownLine());
        if (random.Chance(0.7))
            printer.Centred(random.Pick(["TEL: ", "Tel. ", "PH ", ""]) + writer.Phone());
        if (random.Chance(0.3))
            printer.Centred("www." + writer.WebName(shop));
        if (random.Chance(0.3))
            printer.Centred($"TAX ID: {random.Digits(2)}-{random.Digits(7)}");
        printer.Feed(random.Range(0.3, 1.2));
        if (random.Chance(0.35))
            printer.Big(random.Pick(["SALES RECEIPT", "TAX INVOICE", "RECEIPT", "CUSTOMER COPY"]), 1, 2);
        var (date, time) = (writer.ShortDate(), writer.Time());
        if (till.Department is "dining" or "cafe")
        {
            printer.Between($"{random.Pick(["Table", "TBL", "Order"])} {random.Between(1, 96)}", $"{random.Pick(["Guests", "Covers"])} {random.Between(1, 8)}");
            printer.Between($"{random.Pick(["Server:", "Served by"])} {writer.Pick("first")}", date);
            printer.Between($"Check #{random.Digits(5)}", time);
        }
        else
        {
            printer.Between($"{random.Pick(["ST#", "STORE", "Store:"])} {random.Digits(4)}", $"{random.Pick(["REG", "TE#", "Till"])} {random.Between(1, 14):00}");
            printer.Between($"{random.Pick(["CASHIER", "OP#", "Clerk:"])} {writer.Pick("first").ToUpperInvariant()}", $"TR# {random.Digits(5)}");
            printer.Between(date, time);
        }
    }

    private static void Goods(TapePrinter printer, SeededRandom random, Till till)
    {
        var rule = random.Pick(['-', '=', '.', '*', '_']);
        printer.Rule(rule);
        var style = random.Between(0, 2);
        var withCodes = till.Department is "grocery" or "hardware" or "pharmacy" && printer.Columns >= 40 && random.Chance(0.4);
        if (style == 2)
            printer.Print(bold: false, ("QTY", 0), ("ITEM", 4), (random.Pick(["AMOUNT", "PRICE", "TOTAL"]), -1));
        if (style == 2 && random.Chance(0.7))
            printer.Rule(rule);
        foreach (var item in till.Items)
        {
            var amount = SoldItem.Figure(item.Amount) + (style == 1 ? item.IsTaxed ? " T" : " F" : "");
            var room = printer.Columns - amount.Length - 2;
            var quantity = item.Quantity.ToString(CultureInfo.InvariantCulture);
            switch (style)
            {
                case 2:
                    printer.Print(bold: false, (quantity, 0), (Cut(item.Name, room - 4), 4), (amount, -1));
                    break;
                case 1 when withCodes:
                    printer.Print(bold: false, (Cut(item.Name, room - 13), 0), (item.Code, Math.Min(room - 13, 20) + 1), (amount, -1));
                    break;
                default:
                    if (item.Quantity > 1 && random.Chance(0.5))
                    {
                        printer.Print(bold: false, (Cut(item.Name, printer.Columns), 0));
                        printer.Between($"   {quantity} {random.Pick(["@", "x"])} {SoldItem.Figure(item.Price)}", amount);
                    }
                    else
                        printer.Between(Cut(item.Name, room), amount);
                    break;
            }
        }
        printer.Rule(rule);
    }

    private static void Sums(TapePrinter printer, SeededRandom random, Till till)
    {
        var currency = random.Pick(["", "$", "$", "EUR "]);
        printer.Between(random.Pick(["SUBTOTAL", "Subtotal", "SUB TOTAL"]), currency + SoldItem.Figure(till.Subtotal));
        printer.Between(string.Create(CultureInfo.InvariantCulture, $"{random.Pick(["TAX", "SALES TAX", "VAT"])} {till.TaxRate:0.###}%"), currency + SoldItem.Figure(till.Tax));
        var total = currency + SoldItem.Figure(till.Total);
        if (random.Chance(0.35))
            printer.Big($"TOTAL {total}", 2, random.Between(1, 2));
        else
            printer.Between(random.Pick(["TOTAL", "Total", "BALANCE DUE", "AMOUNT DUE"]), total, bold: random.Chance(0.6));
        printer.Feed(random.Range(0, 0.8));
    }

    private static void Payment(TapePrinter printer, Writer writer, SeededRandom random, Till till)
    {
        if (random.Chance(0.4))
        {
            var given = Math.Ceiling(till.Total / 5) * 5;
            printer.Between(random.Pick(["CASH", "Cash tendered", "CASH TEND"]), SoldItem.Figure(given));
            printer.Between(random.Pick(["CHANGE", "Change due", "CHANGE DUE"]), SoldItem.Figure(given - till.Total));
            return;
        }
        printer.Between(random.Pick(["CREDIT TEND", "DEBIT TEND", "Card payment", "CARD"]), SoldItem.Figure(till.Total));
        printer.Between("ACCOUNT #", $"{new string('*', random.Pick([4, 8, 12]))}{random.Digits(4)}");
        printer.Between($"APPROVAL # {random.Digits(6)}", random.Pick(["CHIP", "TAP", "SWIPED"]));
        if (random.Chance(0.4))
            printer.Between("REF #", random.Digits(12));
        if (random.Chance(0.3))
            printer.Between("TERMINAL", writer.Letters(2) + random.Digits(6));
        if (till.Department == "dining")
        {
            printer.Feed(0.6);
            printer.Print(bold: false, ("TIP", 0), ("TOTAL", printer.Columns / 2));
            printer.Rule('_');
        }
    }

    private static void Foot(TapePrinter printer, Writer writer, SeededRandom random, Till till)
    {
        printer.Feed(0.5);
        if (random.Chance(0.5))
            printer.Centred($"{random.Pick(["# ITEMS SOLD", "ITEMS:", "No. of items"])} {till.Items.Sum(i => i.Quantity)}");
        if (random.Chance(0.4))
            printer.Barcode(string.Join(' ', Enumerable.Range(0, 4).Select(_ => random.Digits(4))));
        printer.Feed(random.Range(0.2, 0.8));
        printer.Centred(writer.Pick("farewell"), bold: random.Chance(0.2));
        if (random.Chance(0.4))
            printer.Centred(writer.Pick("farewell"));
        if (random.Chance(0.3))
            printer.Rule('*');
        if (random.Chance(0.4))
            printer.Centred($"{writer.ShortDate()} {random.Between(7, 22):00}:{random.Between(0, 59):00}:{random.Between(0, 59):00}");
    }

    private static string Cut(string text, int columns) => text.Length <= columns ? text : text[..columns].TrimEnd();
}

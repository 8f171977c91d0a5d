using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Cases;

/// <summary>What becomes of one file of the folder of cases.</summary>
internal abstract record ExpectedCase(string File)
{
    /// <summary>All its pages are read.</summary>
    /// <param name="Words">Of the page; 18 unless said otherwise.</param>
    /// <param name="Turns">Quarter turns clockwise by hand.</param>
    public sealed record Reads(string File, int Width, int Height, int Words = 18, int Turns = 0, string Engine = "tesseract") : ExpectedCase(File);

    public sealed record Refused(string File, RefusalReason Reason, string Message) : ExpectedCase(File);
}

/// <summary>The table of expected results: images, then documents, then refusals.</summary>
internal static class ExpectedCases
{
    private const string Images =
        "base.png bilevel.png black_on_transparent.png dark.png g2.png grey12in16.png grey16.png grey4.tif inter.png inverted.png la.png one_bit.png pal_trans.png white_on_transparent.png white_on_transparent.webp "
        + "cmyk.jpg dpi0.jpg dpi1.jpg exif3.jpg exif5.jpg exif6.jpg exif8.jpg exif_big6.jpg exif_ifd1.jpg exif_long6.jpg im_cmyk.jpg odd_sampling.jpg progressive.jpg trail.jpg "
        + "exif3.webp exif5.webp exif6.webp exif8.webp "
        + "assoc_nonpremult.tif big8.tif cmyk16.tif deflate.tif extra0_255.tif extra0_zero.tif fill2_g4.tif g3.tif g3_2d.tif g4.tif grey.tif grey12in16.tif grey16.tif grey_alpha.tif grey_extra0_zero.tif "
        + "jpegc.tif jpegrgb.tif lab.tif lzw.tif minwhite.tif miw.tif noextra_zero.tif orient3.tif orient5.tif orient6.tif orient8.tif pal.tif planar.tif thumb.tif tiled.tif unassoc_zero.tif";

    /// <summary>Text and drawings at 300 dots per inch, on the same sheet of 450 x 300 points.</summary>
    private const string Sheets =
        "annot.pdf badxref.pdf crop.pdf crop_larger.pdf enc_empty_128.pdf enc_empty_256.pdf enc_empty_40.pdf form_noap.pdf inherit_rot.pdf junkhead.pdf lin.pdf negcrop.pdf objstm.pdf ocg_off.pdf "
        + "pdf_hidden_layer.pdf revbox.pdf text.pdf trailing.pdf white_on_black.pdf";

    /// <summary>A picture of 900 x 600 pixels that fills the page, whatever resolution the page claims: as it is, or enlarged where that is less than 100 to the inch.</summary>
    private const string Scans =
        "pdf_cmykjpg.pdf pdf_dpi1200.pdf pdf_dpi2400.pdf pdf_dpi600.pdf pdf_g4.pdf pdf_jbig2.pdf pdf_jp2.pdf pdf_mask.pdf";

    public static IReadOnlyList<ExpectedCase> All { get; } =
    [
        .. Images.Split(' ').Select(file => new ExpectedCase.Reads(file, 900, 600)),
        new ExpectedCase.Reads("blank.png", 900, 600, Words: 0),
        new ExpectedCase.Reads("a4_22px.png", 1240, 1754),
        new ExpectedCase.Reads("edge.png", 2481, 3508, Words: 7),
        new ExpectedCase.Reads("receipt_1_20.png", 600, 12_000, Words: 800),
        new ExpectedCase.Reads("receipt_14400.png", 720, 14_400, Words: 960),
        new ExpectedCase.Reads("side90.png", 900, 600, Turns: 1),
        new ExpectedCase.Reads("down180.png", 900, 600, Turns: 2),

        .. Sheets.Split(' ').Select(file => new ExpectedCase.Reads(file, 1875, 1250)),
        .. Scans.Split(' ').Select(file => new ExpectedCase.Reads(file, 900, 600)),
        new ExpectedCase.Reads("pdf_dpi72.pdf", 1875, 1250),
        new ExpectedCase.Reads("a4_dpi1.pdf", 1240, 1754),
        new ExpectedCase.Reads("a4_dpi2.pdf", 1240, 1754),
        new ExpectedCase.Reads("a4_dpi150.pdf", 1240, 1754),
        new ExpectedCase.Reads("a4_dpi1200.pdf", 1240, 1754),
        new ExpectedCase.Reads("rot180.pdf", 1875, 1250, Turns: 2),
        new ExpectedCase.Reads("rot270.pdf", 1875, 1250, Turns: 1),
        new ExpectedCase.Reads("rot-90.pdf", 1875, 1250, Turns: 1),
        new ExpectedCase.Reads("a0.pdf", 5794, 8190),
        new ExpectedCase.Reads("a0_8pt.pdf", 5794, 8190),
        new ExpectedCase.Reads("a0_8pt.pdf", 5794, 8190, Engine: "ppocr"),
        new ExpectedCase.Reads("a0_10pt.pdf", 5794, 8190, Engine: "ppocr"),
        new ExpectedCase.Reads("a0_12pt.pdf", 5794, 8190, Engine: "ppocr"),

        new ExpectedCase.Refused("cut40.jpg", RefusalReason.Truncated, "cut off"),
        new ExpectedCase.Refused("empty.png", RefusalReason.Empty, "empty"),
        new ExpectedCase.Refused("pdf_cmyk.pdf", RefusalReason.Empty, "empty"),
        new ExpectedCase.Refused("enc_user.pdf", RefusalReason.Encrypted, "password"),
        new ExpectedCase.Refused("noeof.pdf", RefusalReason.Corrupt, "cannot be read"),
        new ExpectedCase.Refused("p51.pdf", RefusalReason.TooManyPages, "51 pages; at most 50"),
        new ExpectedCase.Refused("x.avif", RefusalReason.UnknownFormat, "AVIF"),
        new ExpectedCase.Refused("x.bmp", RefusalReason.UnknownFormat, "BMP"),
        new ExpectedCase.Refused("x.gif", RefusalReason.UnknownFormat, "GIF"),
        new ExpectedCase.Refused("x.heic", RefusalReason.Corrupt, "HEIC"),
        new ExpectedCase.Refused("base.jp2", RefusalReason.UnknownFormat, "JPEG 2000"),
        new ExpectedCase.Refused("jp2_test.jp2", RefusalReason.UnknownFormat, "JPEG 2000"),
    ];
}

using MudBlazor;

namespace OcrLabeling.Web.Layout;

/// <summary>The component library in the application's clothes: type and shape here; its colours are variables that app.css sets to ours, so that light and dark need no circuit.</summary>
internal static class AppTheme
{
    public static MudTheme Value { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "DejaVu Sans", "sans-serif"],
                FontSize = "0.875rem",
                LineHeight = "1.45",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography { FontSize = "0.875rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.875rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { TextTransform = "none", FontSize = "0.875rem", FontWeight = "550", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1.0625rem", FontWeight = "600", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px", DrawerWidthLeft = "216px" },
    };
}

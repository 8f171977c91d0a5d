using System.Globalization;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Web.Training;

/// <summary>How trainings and models read on screens.</summary>
internal static class TrainingTexts
{
    public static string NameOf(int? modelNumber) => modelNumber is { } number ? $"Model {number}" : "Shipped model";

    public static string Share(int right, int of) => of == 0 ? "" : (100.0 * right / of).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>What the training gained on the words held out, in points.</summary>
    public static string Gain(WordModel model) => model.HeldOutWords == 0
        ? ""
        : (100.0 * (model.Right - model.BaseRight) / model.HeldOutWords).ToString("+0.0;−0.0;±0.0", CultureInfo.InvariantCulture);

    public static string GainTone(WordModel model) => Math.Sign(model.Right - model.BaseRight) switch { > 0 => "good", < 0 => "bad", _ => "" };
}

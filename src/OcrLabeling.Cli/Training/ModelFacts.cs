using System.Globalization;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Cli.Training;

/// <summary>What is known about a network trained by the command line.</summary>
/// <param name="Dataset">Name of the ground-truth folder.</param>
/// <param name="TruthSha256">Of its words.jsonl.</param>
/// <param name="From">The network it started from.</param>
internal sealed record ModelFacts(string Dataset, string TruthSha256, string From, int Learned, int HeldOut, bool ByDocument, int Steps)
{
    /// <summary>For the manifest.</summary>
    public string Origin => string.Create(CultureInfo.InvariantCulture, $"ocrlab train ({ProgramVersion.GitHash}): {Steps} steps from {From} on {Dataset} (words.jsonl {TruthSha256[..12]})");

    public static string Share(int right, int of) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / Math.Max(1, of):0.0} %");

    /// <param name="score">Null while it is not known.</param>
    public string Card(string engineId, string sha256, HeldOutScore? score) => string.Create(CultureInfo.InvariantCulture, $"""
        # {engineId}: model card

        Fine-tuned by `ocrlab train`, program {ProgramVersion.GitHash}. What it reads and what it does not, its input and its output are those of the network it started from.

        | | |
        |---|---|
        | network | `{sha256}.onnx` |
        | started from | {From} |
        | dataset | {Dataset}, words.jsonl SHA-256 {TruthSha256} |
        | words | {Learned} learned from, {HeldOut} held out, split by {(ByDocument ? "document" : "word")} |
        | training | {Steps} steps of {TrainingOrder.WordsPerStep} words, {100 * (1 - SyntheticMix.RealShare):0} % of them synthetic |
        | words held out, read right | {(score is null ? "not measured yet" : $"{score.Right} ({Share(score.Right, score.Words)}); {From} {score.BaseRight} ({Share(score.BaseRight, score.Words)})")} |

        It may be passed on as the licences of the dataset and of the network it started from allow.

        """);
}

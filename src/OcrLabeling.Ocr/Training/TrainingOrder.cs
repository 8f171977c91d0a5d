namespace OcrLabeling.Ocr.Training;

/// <summary>A folder of shards to learn from.</summary>
/// <param name="Share">Of the samples of a batch, 0..1.</param>
/// <param name="Vary">Whether its images are varied anew each time they are seen, as few words that come round often should be.</param>
public sealed record ShardShare(string Folder, double Share, bool Vary = false);

/// <summary>What the trainer is to do.</summary>
/// <param name="RunFolder">Where it keeps its log and checkpoints; a run that stands there is gone on with.</param>
/// <param name="Learn">Their parts <c>train</c> are learned from.</param>
/// <param name="Validate">Folder of shards whose part <c>validation</c> chooses the best checkpoint; never learned from.</param>
/// <param name="StartCheckpoint">The weights to start from.</param>
/// <param name="Steps">Batches of 64 words to learn from.</param>
/// <param name="PeakRate">Largest learning rate.</param>
public sealed record TrainingOrder(string RunFolder, IReadOnlyList<ShardShare> Learn, string Validate, string StartCheckpoint, int Steps, double PeakRate = 2e-4)
{
    /// <summary>Words of one batch.</summary>
    public const int WordsPerStep = 64;

    /// <summary>Scored about twenty times in a run.</summary>
    internal int ValidateEvery => Math.Max(1, Steps / 20);

    /// <summary>Without it there is nothing to choose the result by.</summary>
    internal string BestCheckpoint => Path.Combine(RunFolder, "best.pt");
}

/// <summary>What the trainer tells on its way.</summary>
/// <param name="Step">Batches learned from.</param>
/// <param name="Loss">CTC loss per word, a mean over the last steps; null in a report of the accuracy.</param>
/// <param name="Accuracy">Single-word accuracy on the validation words, 0..1; null in a report of the loss.</param>
public sealed record TrainingReport(int Step, double? Loss, double? Accuracy);

/// <summary>What came out.</summary>
/// <param name="Network">Full path of the ONNX file.</param>
/// <param name="Checkpoint">Full path of the weights that a further run can start from.</param>
public sealed record TrainingResult(string Network, string Checkpoint);

/// <summary>The trainer is not installed here; the message says how to install it.</summary>
public sealed class TrainerUnavailableException(string message) : Exception(message);

/// <summary>The trainer ended without a result; the message has its last words.</summary>
public sealed class TrainerFailedException(string message) : Exception(message);

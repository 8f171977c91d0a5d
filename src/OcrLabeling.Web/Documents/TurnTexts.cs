using System.Globalization;
using OcrLabeling.Core.Provenance;

namespace OcrLabeling.Web.Documents;

/// <summary>What a turn of a page means for what was made from it, before and after.</summary>
internal static class TurnTexts
{
    /// <summary>Asked before a page with tasks is turned.</summary>
    public static string Ahead(TurnedTasks tasks) =>
        $"{Cards(tasks)} made from this page will be turned with it, with all boxes, answers and truths. "
        + (tasks.AskedAgain > 0 ? $"{Count(tasks.AskedAgain, "word", "words")} marked as wrongly oriented will be asked again. " : "")
        + (tasks.Held > 0 ? $"{Count(tasks.Held, "card that a worker holds", "cards that workers hold")} will go back to the queue; answers under way are kept. " : "")
        + "Saved datasets stay as they are.";

    public static string Told(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Turned turned => (turned.Engines > 0 ? "The page is turned and read again." : "The page is turned.") + Followed(turned.Tasks),
        TurnOutcome.BeingPrepared preparing => $"Batches are being prepared from this page ({string.Join(", ", preparing.Batches)}). Turn it when they are ready.",
        TurnOutcome.Failed failed => $"The page was not turned: {failed.Reason}",
        TurnOutcome.NotFound => "There is no such page any more.",
        _ => throw new InvalidOperationException($"No text for {outcome}."),
    };

    private static string Followed(TurnedTasks tasks) => tasks.Cards == 0 ? ""
        : $" {Cards(tasks)} turned with it; {tasks.AskedAgain.ToString("N0", CultureInfo.InvariantCulture)} asked again, {tasks.Held.ToString("N0", CultureInfo.InvariantCulture)} taken back from workers.";

    private static string Cards(TurnedTasks tasks) => $"{Count(tasks.Cards, "card", "cards")} of {Count(tasks.Batches, "batch", "batches")}";

    private static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}

using System.Text.RegularExpressions;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Tests.Architecture;

/// <summary>Core stands in the order the data walks, and a room uses only what stands below it.</summary>
public sealed partial class RoomTests
{
    private static readonly House core = new(typeof(AppDb).Assembly, "OcrLabeling.Core", "OcrLabeling.Core.Data.AppDb");

    internal static readonly string[][] Floors =
    [
        ["Data", "Audit"],
        ["Storage", "Templates", "Accounts", "Access"],
        ["Documents", "Jobs"],
        ["Reading", "Workers"],
        ["Tasks"],
        ["Batches", "Statistics"],
        ["Review"],
        ["Datasets", "Gold", "Monitoring"],
        ["Evaluation", "Training", "Work"],
        ["Notifications", "Projects", "Provenance"],
    ];

    private static readonly (string, string)[] beside = [("Audit", "Data"), ("Access", "Accounts"), ("Batches", "Statistics")];

    [Fact]
    public void Every_room_of_Core_uses_only_rooms_below_it() => AssertNone(core.Upwards(Floors, beside));

    /// <summary>Not in a comment either, which leaves no trace in what is compiled.</summary>
    [Fact]
    public void No_file_of_Core_names_a_room_above_it()
    {
        var faults = from file in Directory.GetFiles(Repository.File("src/OcrLabeling.Core"), "*.cs", SearchOption.AllDirectories)
                     let room = Path.GetFileName(Path.GetDirectoryName(file))!
                     where Path.GetFileName(file) != "AppDb.cs"
                     from Match used in UsedRoom().Matches(File.ReadAllText(file))
                     let other = used.Groups[1].Value
                     where FloorOf(room) <= FloorOf(other) && !beside.Contains((room, other))
                     select $"{room}/{Path.GetFileName(file)} -> {other}";
        AssertNone([.. faults]);
    }

    [Fact]
    public void No_room_of_Core_is_forgotten() => Assert.Equal(Floors.SelectMany(f => f).Order(), core.Rooms);

    [Fact]
    public void Core_has_no_circle() => AssertNone(core.Circles());

    /// <summary>The guard itself: with two rooms in each other's place it names who refers to whom.</summary>
    [Fact]
    public void An_arrow_that_leads_upwards_is_found()
    {
        var turned = Floors.Select(floor => floor.Select(room => room switch { "Documents" => "Reading", "Reading" => "Documents", _ => room }).ToArray()).ToArray();
        var found = core.Upwards(turned, beside);
        Assert.Contains("OcrLabeling.Core.Reading.DocumentIntake -> OcrLabeling.Core.Documents.Document", found);
        // nothing else is named than what leads to the one or comes from the other
        Assert.All(found, types => Assert.True(types.StartsWith("OcrLabeling.Core.Reading.", StringComparison.Ordinal) || types.Contains(" -> OcrLabeling.Core.Documents.", StringComparison.Ordinal), types));
    }

    private static int FloorOf(string room) => Array.FindIndex(Floors, f => f.Contains(room));

    [GeneratedRegex(@"^using OcrLabeling\.Core\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex UsedRoom();

    private static void AssertNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
}

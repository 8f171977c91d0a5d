using System.Text;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Tests.Architecture;

/// <summary>The picture of the rooms in docs/architecture.md is what was compiled.</summary>
public sealed class ArchitectureTests
{
    private const string Begin = "<!-- rooms -->", End = "<!-- /rooms -->";

    [Fact]
    public void The_picture_shows_the_rooms_as_they_are()
    {
        var path = Repository.File("docs/architecture.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var drawn = Draw(new House(typeof(AppDb).Assembly, "OcrLabeling.Core", "OcrLabeling.Core.Data.AppDb"));
        if (Environment.GetEnvironmentVariable("OCRLAB_DRAW") == "1")
            File.WriteAllText(path, text[..from] + drawn + text[to..]);
        else
            Assert.Equal(drawn, text[from..to]);
    }

    /// <summary>From the top: who uses whom, what everybody uses left out.</summary>
    private static string Draw(House house)
    {
        string[] ground = ["Data", "Audit"];
        var drawn = new StringBuilder("\n| floor | room | uses |\n|---|---|---|\n");
        foreach (var (floor, rooms) in RoomTests.Floors.Index().Reverse())
        {
            foreach (var room in rooms)
            {
                var used = house.References.Where(r => r.From == room).Select(r => r.To).Distinct().Except(ground)
                    .OrderByDescending(to => Array.FindIndex(RoomTests.Floors, f => f.Contains(to))).ThenBy(to => to, StringComparer.Ordinal);
                drawn.Append(null, $"| {floor} | **{room}** | {string.Join(", ", used)} |\n");
            }
        }
        return drawn.ToString();
    }
}

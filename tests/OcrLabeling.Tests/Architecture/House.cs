using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace OcrLabeling.Tests.Architecture;

/// <summary>The rooms of an assembly, which are the namespaces right below its own, and who refers to whom, as it was compiled.</summary>
internal sealed class House
{
    private readonly string prefix;
    private readonly HashSet<string> hubs;

    /// <param name="hubs">Types that may know all rooms, by full name.</param>
    public House(System.Reflection.Assembly assembly, string root, params string[] hubs)
    {
        (prefix, this.hubs) = ($"{root}.", [.. hubs]);
        References = [.. (
            from type in new ArchLoader().LoadAssemblies(assembly).Build().Types
            where RoomOf(type) is not null && !IsHub(type)
            from target in type.Dependencies.Select(d => d.Target)
            where RoomOf(target) is not null && RoomOf(target) != RoomOf(type) && !IsHub(target)
            select new Reference(RoomOf(type)!, RoomOf(target)!, $"{type.FullName} -> {target.FullName}")).Distinct()];
        Rooms = [.. References.SelectMany(r => new[] { r.From, r.To }).Distinct().Order()];
    }

    public IReadOnlyList<Reference> References { get; }

    public IReadOnlyList<string> Rooms { get; }

    /// <summary>References that do not lead downwards.</summary>
    /// <param name="floors">From the ground up.</param>
    /// <param name="beside">Rooms of one floor of which the first may use the second.</param>
    public IReadOnlyList<string> Upwards(IReadOnlyList<string[]> floors, params (string From, string To)[] beside) =>
        [.. References.Where(r => FloorOf(r.From, floors) <= FloorOf(r.To, floors) && !beside.Contains((r.From, r.To))).Select(r => r.Types).Order()];

    /// <summary>Rooms that can be reached from themselves, each with the others of its circle.</summary>
    public IReadOnlyList<string> Circles()
    {
        var next = References.ToLookup(r => r.From, r => r.To);
        return [.. Rooms.Where(room => ReachedFrom(room).Contains(room)).Select(room => $"{room}: {string.Join(", ", ReachedFrom(room).Where(other => ReachedFrom(other).Contains(room)).Order())}")];

        HashSet<string> ReachedFrom(string room)
        {
            var (reached, waiting) = (new HashSet<string>(), new Stack<string>([room]));
            while (waiting.TryPop(out var from))
                foreach (var to in next[from])
                    if (reached.Add(to))
                        waiting.Push(to);
            return reached;
        }
    }

    private static int FloorOf(string room, IReadOnlyList<string[]> floors) =>
        Enumerable.Range(0, floors.Count).Where(i => floors[i].Contains(room)).Select(i => (int?)i).SingleOrDefault() ?? throw new InvalidOperationException($"{room} stands on no floor.");

    private bool IsHub(IType type) => hubs.Any(h => type.FullName == h || type.FullName.StartsWith($"{h}+", StringComparison.Ordinal));

    private string? RoomOf(IType type) =>
        type.FullName.StartsWith(prefix, StringComparison.Ordinal) && type.FullName[prefix.Length..].Split('.') is [var room, _, ..] ? room : null;
}

internal sealed record Reference(string From, string To, string Types);

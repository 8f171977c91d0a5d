using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Layout;

/// <param name="Path">Of the page, from the root of the application, without a slash in front.</param>
/// <param name="Icon">One that <see cref="IconPaths"/> knows.</param>
internal sealed record NavigationItem(string Path, string Title, string Icon);

/// <param name="Policy">Who sees it.</param>
internal sealed record NavigationGroup(string Title, string Policy, IReadOnlyList<NavigationItem> Items);

/// <summary>The screens of the team in their groups: what the drawer offers, and where a page stands.</summary>
internal static class NavigationMap
{
    public static readonly IReadOnlyList<NavigationGroup> Groups =
    [
        new("Documents", Policies.Scientist, [new("documents", "Documents", "description"), new("projects", "Projects", "folder"), new("jobs", "Jobs", "manufacturing")]),
        new("Label", Policies.Scientist, [new("batches", "Batches", "stacks"), new("adjudication", "Adjudication", "gavel")]),
        new("Measure", Policies.Scientist, [new("stats", "Stats", "monitoring"), new("evaluations", "Evaluations", "leaderboard")]),
        new("Train", Policies.Scientist, [new("datasets", "Datasets", "dataset"), new("training", "Training", "model_training"), new("notebook", "Notebook", "science")]),
        new("Administer", Policies.Admin,
        [
            new("admin/users", "Users", "group"), new("admin/pools", "Pools", "groups"), new("admin/pay", "Pay", "payments"), new("admin/audit", "Audit log", "history"),
        ]),
    ];

    /// <summary>The group and the item that <paramref name="path"/> belongs to; null for pages that stand in none.</summary>
    public static (NavigationGroup Group, NavigationItem Item)? Find(string path)
    {
        foreach (var group in Groups)
            foreach (var item in group.Items)
                if (path == item.Path || path.StartsWith(item.Path + "/", StringComparison.Ordinal))
                    return (group, item);
        return null;
    }
}

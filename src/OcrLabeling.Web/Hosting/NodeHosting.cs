using OcrLabeling.Core.Data;

namespace OcrLabeling.Web.Hosting;

/// <summary>What a server does: it shows screens, it works on jobs, or both.</summary>
internal enum NodeRole { Both, Web, Jobs }

/// <summary>Section <c>Node</c> of the configuration.</summary>
internal sealed class NodeOptions
{
    public const string Section = "Node";

    public NodeRole Role { get; set; } = NodeRole.Both;
}

internal static class NodeHosting
{
    private const string RoleKey = $"{NodeOptions.Section}:{nameof(NodeOptions.Role)}";

    /// <summary><c>--role</c> is short for <c>--Node:Role</c>.</summary>
    public static void AddNode(this WebApplicationBuilder builder, string[] args)
    {
        if (new ConfigurationBuilder().AddCommandLine(args).Build()["role"] is { } role)
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(RoleKey, (string?)role)]);
        builder.AddCheckedOptions<NodeOptions>(NodeOptions.Section);
    }

    /// <summary>What is none is told by the configuration check.</summary>
    public static NodeRole RoleOfNode(this IConfiguration configuration) => Choice.Parse<NodeRole>(configuration[RoleKey]) ?? NodeRole.Both;

    public static bool WorksOnJobs(this NodeRole role) => role != NodeRole.Web;

    /// <summary>False: whatever is asked for beside its health there is not.</summary>
    public static bool ServesScreens(this WebApplication app)
    {
        if (app.Configuration.RoleOfNode() != NodeRole.Jobs)
            return true;
        app.MapFallback("{**path}", () => Results.Text("This server works on jobs and shows no screens.", statusCode: StatusCodes.Status404NotFound)).AllowAnonymous();
        return false;
    }
}

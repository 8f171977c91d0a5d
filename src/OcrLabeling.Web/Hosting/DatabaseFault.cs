using System.Data.Common;
using OcrLabeling.Migrations;

namespace OcrLabeling.Web.Hosting;

/// <summary>What a database says when the machine is at fault, in words for people.</summary>
internal static class DatabaseFault
{
    /// <summary>Null when it is about something else.</summary>
    public static string? Explain(Exception exception) => exception is DbException fault ? ConfiguredDatabase.Kinds.Select(kind => kind.Explain(fault)).FirstOrDefault(said => said is not null) : null;
}

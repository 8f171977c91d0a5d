using MudBlazor;

namespace OcrLabeling.Web.Layout;

/// <summary>The icons of the application, by the names Material Symbols gives them: what stands inside a 24 by 24 SVG.</summary>
internal static class IconPaths
{
    private static readonly Dictionary<string, string> paths = new()
    {
        ["add"] = Icons.Material.Filled.Add,
        ["arrow_downward"] = Icons.Material.Filled.ArrowDownward,
        ["arrow_upward"] = Icons.Material.Filled.ArrowUpward,
        ["check_circle"] = Icons.Material.Filled.CheckCircle,
        ["chevron_left"] = Icons.Material.Filled.ChevronLeft,
        ["chevron_right"] = Icons.Material.Filled.ChevronRight,
        ["coffee"] = Icons.Material.Filled.Coffee,
        ["compare_arrows"] = Icons.Material.Filled.CompareArrows,
        ["content_copy"] = Icons.Material.Filled.ContentCopy,
        ["contrast"] = Icons.Material.Filled.Contrast,
        ["dataset"] = Icons.Material.Filled.Dataset,
        ["delete"] = Icons.Material.Filled.Delete,
        ["description"] = Icons.Material.Filled.Description,
        ["document_scanner"] = Icons.Material.Filled.DocumentScanner,
        ["download"] = Icons.Material.Filled.Download,
        ["drag_indicator"] = Icons.Material.Filled.DragIndicator,
        ["equal"] = """<path d="M19 10H5V8h14v2zm0 6H5v-2h14v2z"/>""",
        ["error"] = Icons.Material.Filled.Error,
        ["fit_screen"] = Icons.Material.Filled.FitScreen,
        ["fit_width"] = """<path d="M20 4H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2zm0 14H4V6h16v12zM8 15l-3-3 3-3v2h8V9l3 3-3 3v-2H8v2z"/>""",
        ["folder"] = Icons.Material.Filled.Folder,
        ["font_download_off"] = Icons.Material.Filled.FontDownloadOff,
        ["gavel"] = Icons.Material.Filled.Gavel,
        ["grid_view"] = Icons.Material.Filled.GridView,
        ["group"] = Icons.Material.Filled.Group,
        ["groups"] = Icons.Material.Filled.Groups,
        ["history"] = Icons.Material.Filled.History,
        ["image"] = Icons.Material.Filled.Image,
        ["image_search"] = Icons.Material.Filled.ImageSearch,
        ["inbox"] = Icons.Material.Filled.Inbox,
        ["keyboard"] = Icons.Material.Filled.Keyboard,
        ["leaderboard"] = Icons.Material.Filled.Leaderboard,
        ["list_alt"] = Icons.Material.Filled.ListAlt,
        ["lock"] = Icons.Material.Filled.Lock,
        ["manufacturing"] = Icons.Material.Filled.PrecisionManufacturing,
        ["menu"] = Icons.Material.Filled.Menu,
        ["model_training"] = Icons.Material.Filled.ModelTraining,
        ["monitoring"] = Icons.Material.Filled.MonitorHeart,
        ["notifications"] = Icons.Material.Filled.Notifications,
        ["payments"] = Icons.Material.Filled.Payments,
        ["person_add"] = Icons.Material.Filled.PersonAdd,
        ["refresh"] = Icons.Material.Filled.Refresh,
        ["replay"] = Icons.Material.Filled.Replay,
        ["rotate_left"] = Icons.Material.Filled.RotateLeft,
        ["rotate_right"] = Icons.Material.Filled.RotateRight,
        ["school"] = Icons.Material.Filled.School,
        ["science"] = Icons.Material.Filled.Science,
        ["search_off"] = Icons.Material.Filled.SearchOff,
        ["sensors"] = Icons.Material.Filled.Sensors,
        ["show_chart"] = Icons.Material.Filled.ShowChart,
        ["skip_next"] = Icons.Material.Filled.SkipNext,
        ["stacks"] = Icons.Material.Filled.Layers,
        ["task_alt"] = Icons.Material.Filled.TaskAlt,
        ["upload_file"] = Icons.Material.Filled.UploadFile,
        ["verified"] = Icons.Material.Filled.Verified,
        ["view_list"] = Icons.Material.Filled.ViewList,
        ["zoom_in"] = Icons.Material.Filled.ZoomIn,
        ["zoom_out"] = Icons.Material.Filled.ZoomOut,
    };

    /// <exception cref="ArgumentException">There is no such icon.</exception>
    public static string Of(string name) => paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));
}

using MudBlazor;

namespace OcrLabeling.Web.Layout;

internal static class DialogExtensions
{
    private static readonly DialogOptions options = new() { CloseOnEscapeKey = true, FullWidth = true, MaxWidth = MaxWidth.ExtraSmall };

    /// <summary>True when the person wants it done.</summary>
    /// <param name="verb">What the button says, and does.</param>
    /// <param name="isDestructive">Something is lost by it: the button is red.</param>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string message, string verb, bool isDestructive = false)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Message, message }, { d => d.Verb, verb }, { d => d.IsDestructive, isDestructive } };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, options);
        return await dialog.Result is { Canceled: false };
    }
}

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

    /// <summary>True once a name was taken.</summary>
    /// <param name="name">To begin with.</param>
    /// <param name="save">Takes the name over; its result says why not, null that it was taken.</param>
    public static async Task<bool> AskNameAsync(this IDialogService dialogs, string title, string label, string name, int maxLength, Func<string, Task<string?>> save, string verb = "Rename")
    {
        var parameters = new DialogParameters<NameDialog> { { d => d.Label, label }, { d => d.Name, name }, { d => d.MaxLength, maxLength }, { d => d.Save, save }, { d => d.Verb, verb } };
        var dialog = await dialogs.ShowAsync<NameDialog>(title, parameters, options);
        return await dialog.Result is { Canceled: false };
    }
}

using Microsoft.JSInterop;

namespace OcrLabeling.Web.Layout;

/// <summary>
/// The script beside a component. Somebody may leave the page before it has come, or close the browser while it works: from then on what is asked of it does nothing, and what goes wrong with it is no fault of the next page.
/// </summary>
public sealed class ComponentScript(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? script;
    private bool isLeft;

    public bool IsLoaded => script is not null && !isLeft;

    /// <param name="path">Of the module, from the root of the application.</param>
    /// <param name="maker">A function of the module whose result is called from then on in its place; null: the module itself.</param>
    public Task LoadAsync(string path, string? maker = null, params object?[] arguments) => WhileHereAsync(async () =>
    {
        var loaded = await js.InvokeAsync<IJSObjectReference>("import", "./" + path);
        if (maker is not null && !isLeft)
        {
            var module = loaded;
            loaded = await module.InvokeAsync<IJSObjectReference>(maker, arguments);
            await module.DisposeAsync();
        }
        if (isLeft)
            await loaded.DisposeAsync();
        else
            script = loaded;
    });

    public Task CallAsync(string function, params object?[] arguments) =>
        IsLoaded ? WhileHereAsync(async () => await script!.InvokeVoidAsync(function, arguments)) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        isLeft = true;
        if (script is not null)
            await WhileHereAsync(async () => await script.DisposeAsync());
    }

    private async Task WhileHereAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (isLeft && e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // the element or the browser is gone already
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Web.Documents;

public sealed partial class UploadPanel(IJSRuntime js, IOptions<UploadOptions> options)
{
    private readonly UploadOptions limits = options.Value;
    private ElementReference root;
    private IJSObjectReference? module;

    // the script owns what is inside
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["src/OcrLabeling.Web/Documents/UploadPanel.razor.js"]);
        await module.InvokeVoidAsync("attach", root);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the browser is gone already
        }
    }
}

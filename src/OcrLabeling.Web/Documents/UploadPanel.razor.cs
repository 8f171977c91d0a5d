using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Documents;

public sealed partial class UploadPanel(IJSRuntime js, IOptions<UploadOptions> options)
{
    private readonly UploadOptions limits = options.Value;
    private readonly ComponentScript script = new(js);
    private ElementReference root;

    // the script owns what is inside
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await script.LoadAsync(Assets["src/OcrLabeling.Web/Documents/UploadPanel.razor.js"]);
        await script.CallAsync("attach", root);
    }

    public ValueTask DisposeAsync() => script.DisposeAsync();
}

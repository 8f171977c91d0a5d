using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Documents;

public sealed partial class PageViewer(IJSRuntime js)
{
    private readonly ComponentScript script = new(js);
    private ElementReference root;
    private (object Key, int Words)? shown;

    /// <summary>Signed address of the page image.</summary>
    [Parameter, EditorRequired] public required string Image { get; set; }

    [Parameter, EditorRequired] public required int Width { get; set; }

    [Parameter, EditorRequired] public required int Height { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<WordView> Words { get; set; }

    /// <summary>Said in place of the text when there is none.</summary>
    [Parameter, EditorRequired] public required string WithoutWords { get; set; }

    /// <summary>Changes when another page or run is shown; without a change nothing is drawn again.</summary>
    [Parameter, EditorRequired] public required object Key { get; set; }

    // the script owns what is inside
    protected override bool ShouldRender() => shown is not { } s || !Equals(s.Key, Key) || s.Words != Words.Count;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await script.LoadAsync(Assets["src/OcrLabeling.Web/Documents/PageViewer.razor.js"], "attach", root);
        if (!script.IsLoaded || !ShouldRender())
            return;
        shown = (Key, Words.Count);
        await script.CallAsync("show", new
        {
            Image,
            Width,
            Height,
            WithoutWords,
            Words = Words.Select(w => new { w.Text, w.Confidence, Bucket = w.Bucket.ToString(), w.Line, w.Quad.X0, w.Quad.Y0, w.Quad.X1, w.Quad.Y1, w.Quad.X2, w.Quad.Y2, w.Quad.X3, w.Quad.Y3 }),
        });
    }

    public ValueTask DisposeAsync() => script.DisposeAsync();
}

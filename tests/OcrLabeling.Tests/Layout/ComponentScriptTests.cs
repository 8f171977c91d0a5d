using Microsoft.JSInterop;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Layout;

public sealed class ComponentScriptTests
{
    [Fact]
    public async Task A_script_that_comes_after_its_page_was_left_is_thrown_away_and_not_called()
    {
        var module = new FakeModule();
        var import = new TaskCompletionSource<IJSObjectReference>();
        var script = new ComponentScript(new FakeBrowser(import.Task));
        var loading = script.LoadAsync("page.js");
        await script.DisposeAsync();
        import.SetResult(module);
        await loading;
        await script.CallAsync("attach");
        Assert.True(module.IsDisposed);
        Assert.Empty(module.Called);
    }

    [Fact]
    public async Task What_goes_wrong_with_an_element_that_is_gone_is_no_fault()
    {
        var module = new FakeModule();
        var script = new ComponentScript(new FakeBrowser(module));
        await script.LoadAsync("page.js");
        module.Answer = new TaskCompletionSource();
        var call = script.CallAsync("attach");
        await script.DisposeAsync();
        module.Answer.SetException(new JSException("Cannot read properties of null"));
        await call;
    }

    [Fact]
    public async Task What_goes_wrong_while_the_page_is_there_is_told()
    {
        var module = new FakeModule();
        var script = new ComponentScript(new FakeBrowser(module));
        await script.LoadAsync("page.js");
        module.Answer = new TaskCompletionSource();
        module.Answer.SetException(new JSException("attach is not a function"));
        await Assert.ThrowsAsync<JSException>(() => script.CallAsync("attach"));
    }

    [Theory]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(JSDisconnectedException))]
    public async Task A_browser_that_is_gone_leaves_nothing_to_throw_away(Type fault)
    {
        var module = new FakeModule();
        var script = new ComponentScript(new FakeBrowser(module));
        await script.LoadAsync("page.js");
        module.AtDisposal = (Exception)Activator.CreateInstance(fault, "gone")!;
        await script.DisposeAsync();
        Assert.False(script.IsLoaded);
    }

    private sealed class FakeBrowser(Task<IJSObjectReference> import) : IJSRuntime
    {
        public FakeBrowser(FakeModule module) : this(Task.FromResult<IJSObjectReference>(module))
        {
        }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => (TValue)await import;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }

    private sealed class FakeModule : IJSObjectReference
    {
        public List<string> Called { get; } = [];

        public TaskCompletionSource? Answer { get; set; }

        public Exception? AtDisposal { get; set; }

        public bool IsDisposed { get; private set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Called.Add(identifier);
            if (Answer is not null)
                await Answer.Task;
            return default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return AtDisposal is null ? ValueTask.CompletedTask : throw AtDisposal;
        }
    }
}

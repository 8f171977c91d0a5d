namespace OcrLabeling.Core.Tasks;

/// <summary>Tells the screens of this process that claims or answers of a batch changed. Thread-safe; subscribers must return at once.</summary>
public sealed class LabelingActivity
{
    private event Action<BatchId>? Changed;

    public void Publish(BatchId batchId) => Changed?.Invoke(batchId);

    /// <summary>Dispose the result to unsubscribe.</summary>
    public IDisposable Subscribe(Action<BatchId> onChanged)
    {
        Changed += onChanged;
        return new Subscription(() => Changed -= onChanged);
    }

    private sealed class Subscription(Action unsubscribe) : IDisposable
    {
        public void Dispose() => unsubscribe();
    }
}

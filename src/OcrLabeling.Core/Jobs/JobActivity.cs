namespace OcrLabeling.Core.Jobs;

/// <summary>Tells the screens of this process that a job was queued, moved on or ended. Thread-safe; subscribers must return at once.</summary>
/// <param name="hearsAll">No other process works on jobs; otherwise what it does is not heard here, and who wants to know must look.</param>
public sealed class JobActivity(bool hearsAll = true)
{
    public bool HearsAll => hearsAll;

    private event Action<JobSubject>? Changed;

    public void Publish(JobSubject subject) => Changed?.Invoke(subject);

    /// <summary>Dispose the result to unsubscribe.</summary>
    public IDisposable Subscribe(Action<JobSubject> onChanged)
    {
        Changed += onChanged;
        return new Subscription(() => Changed -= onChanged);
    }

    private sealed class Subscription(Action unsubscribe) : IDisposable
    {
        public void Dispose() => unsubscribe();
    }
}

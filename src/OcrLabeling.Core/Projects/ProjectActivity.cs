namespace OcrLabeling.Core.Projects;

/// <summary>Tells screens of this process that members of a project, or what stands in it, have changed. Thread-safe.</summary>
public sealed class ProjectActivity
{
    private Action? changed;

    /// <summary>Dispose the result to hear no more.</summary>
    public IDisposable Subscribe(Action notice)
    {
        changed += notice;
        return new Subscription(this, notice);
    }

    public void Publish() => changed?.Invoke();

    private sealed class Subscription(ProjectActivity activity, Action notice) : IDisposable
    {
        public void Dispose() => activity.changed -= notice;
    }
}

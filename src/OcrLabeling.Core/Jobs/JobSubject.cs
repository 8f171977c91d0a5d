namespace OcrLabeling.Core.Jobs;

/// <summary>The row a background job works on: the only thing a job carries.</summary>
public readonly record struct JobSubject(JobKind Kind, Guid Id)
{
    public override string ToString() => $"{Kind}:{Id}";
}

using System.Collections.Concurrent;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>A worker may die in any way; that costs one call.</summary>
public sealed class WorkerPoolTests
{
    private static readonly OcrWorkerPoolOptions one = new() { Workers = 1 };

    [Theory]
    [InlineData("abort", "", "aborted")]
    [InlineData("fault", "an unforeseen fault", "an unforeseen fault")]
    [InlineData("allocate managed", "2000000000", "memory limit")]
    [InlineData("allocate native", "3300000000", "memory limit")]
    [InlineData("babble", "", "not to be trusted")]
    [InlineData("lie", "", "not to be trusted")]
    public async Task A_worker_that_breaks_costs_one_call(string action, string argument, string reason)
    {
        await using var pool = ProbePool.Create(one);
        var crash = await Assert.ThrowsAsync<OcrWorkerCrashedException>(() => pool.ProbeAsync(action, argument));
        Assert.Contains(reason, crash.Message, StringComparison.Ordinal);
        await pool.PingAsync();
    }

    [Fact]
    public async Task An_endless_loop_is_stopped_when_its_cpu_time_is_used_up()
    {
        await using var pool = ProbePool.Create(one with { CallCpuSeconds = 1, WallSecondsPerCpuSecond = 60 });
        var timeOut = await Assert.ThrowsAsync<OcrWorkerTimedOutException>(() => pool.ProbeAsync("spin"));
        Assert.Contains("more than 1 seconds of CPU time", timeOut.Message, StringComparison.Ordinal);
        await pool.PingAsync();
    }

    [Fact]
    public async Task Cpu_time_is_counted_for_each_call_anew()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one with { CallCpuSeconds = 1, WallSecondsPerCpuSecond = 60 }, what => Add(ends, what));
        for (var i = 0; i < 4; i++)
            Assert.Equal("burnt", await pool.ProbeAsync("burn", "0.6"));
        Assert.Empty(ends);
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_is_stopped_by_the_clock()
    {
        await using var pool = ProbePool.Create(one with { CallCpuSeconds = 1, WallSecondsPerCpuSecond = 1 });
        var timeOut = await Assert.ThrowsAsync<OcrWorkerTimedOutException>(() => pool.ProbeAsync("sleep"));
        Assert.Contains("within 1 seconds", timeOut.Message, StringComparison.Ordinal);
        await using var patient = ProbePool.Create(one);
        await patient.PingAsync();
    }

    [Fact]
    public async Task What_a_native_library_prints_does_not_get_between_the_frames()
    {
        await using var pool = ProbePool.Create(one);
        Assert.Equal("printed", await pool.ProbeAsync("print", "a chatty library"));
        Assert.Equal("printed", await pool.ProbeAsync("print", new string('x', 200_000)));
        await pool.PingAsync();
    }

    [Fact]
    public async Task A_worker_is_replaced_after_so_many_requests()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one with { RequestsPerWorker = 3 }, what => Add(ends, what));
        for (var i = 0; i < 7; i++)
            await pool.PingAsync();
        Assert.Equal([(1, 3, null), (2, 3, null)], ends.Select(end => (end.Worker, end.Requests, end.Reason)).Order());
    }

    [Fact]
    public async Task When_the_models_have_changed_a_new_worker_serves_the_next_call()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one, what => Add(ends, what));
        await pool.PingAsync();
        pool.Renew();
        Assert.Empty(ends);
        await pool.PingAsync();
        await pool.PingAsync();
        Assert.Equal([(1, 1, null)], ends.Select(end => (end.Worker, end.Requests, end.Reason)));
    }

    [Fact]
    public async Task A_worker_that_died_while_idle_costs_no_call()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one, what => Add(ends, what));
        Assert.Equal("not yet", await pool.ProbeAsync("abort soon"));
        await Task.Delay(TimeSpan.FromSeconds(2));
        await pool.PingAsync();
        Assert.Single(ends);
    }

    [Fact]
    public async Task Sixty_four_calls_at_once_are_all_answered_even_when_workers_die_under_some()
    {
        await using var pool = ProbePool.Create(new OcrWorkerPoolOptions());
        var calls = Enumerable.Range(0, 64).Select(i => i % 16 == 7
            ? Assert.ThrowsAsync<OcrWorkerCrashedException>(() => pool.ProbeAsync("abort"))
            : pool.PingAsync(new byte[i * 1000])).ToList();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Waiting_calls_are_served_in_the_order_they_came()
    {
        await using var pool = ProbePool.Create(one);
        await pool.WarmAsync();
        var served = await Task.WhenAll(Enumerable.Range(1, 12).Select(_ => pool.ProbeAsync("count")));
        Assert.Equal(Enumerable.Range(1, 12).Select(place => $"{place}"), served);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_next_finds_a_fresh_worker()
    {
        await using var pool = ProbePool.Create(one);
        await pool.WarmAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.ProbeAsync("sleep", ct: patience.Token));
        await pool.PingAsync();
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_leaves_the_busy_worker_alone()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one, what => Add(ends, what));
        var busy = pool.ProbeAsync("burn", "0.5");
        using var patience = new CancellationTokenSource();
        var waiting = pool.PingAsync(ct: patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("burnt", await busy);
        Assert.Empty(ends);
    }

    [Fact]
    public async Task Disposing_ends_the_calls_under_way_and_those_that_wait()
    {
        var pool = ProbePool.Create(one);
        await pool.WarmAsync();
        var busy = pool.ProbeAsync("sleep");
        var waiting = pool.PingAsync();
        await pool.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => busy);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.PingAsync());
    }

    [Fact]
    public async Task A_pool_disposed_at_any_moment_of_a_start_ends_completely()
    {
        for (var milliseconds = 0; milliseconds < 60; milliseconds += 3)
        {
            var pool = ProbePool.Create(one);
            var warming = pool.WarmAsync();
            await Task.Delay(milliseconds);
            await pool.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            await warming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    [Fact]
    public async Task Workers_outlive_the_thread_that_asked_for_them()
    {
        var ends = new ConcurrentBag<OcrWorkerEvent.Ended>();
        await using var pool = ProbePool.Create(one, what => Add(ends, what));
        var warming = Task.CompletedTask;
        var thread = new Thread(() => warming = pool.WarmAsync());
        thread.Start();
        thread.Join();
        await warming;
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await pool.PingAsync();
        Assert.Empty(ends);
    }

    private static void Add(ConcurrentBag<OcrWorkerEvent.Ended> ends, OcrWorkerEvent what)
    {
        if (what is OcrWorkerEvent.Ended end)
            ends.Add(end);
    }
}

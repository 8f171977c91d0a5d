using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

public static class WorkerStore
{
    /// <summary>Workers and pools, and the cards that they hold. Needs accounts and the audit log.</summary>
    public static IServiceCollection AddWorkerStore(this IServiceCollection services)
    {
        services.TryAddSingleton<WriteTransaction>();
        services.AddSingleton<IHeldCards, HeldCards>();
        services.AddSingleton<IWorkerAccounts, WorkerAccounts>();
        services.AddSingleton<PoolDirectory>();
        services.AddSingleton<PoolList>();
        return services;
    }
}

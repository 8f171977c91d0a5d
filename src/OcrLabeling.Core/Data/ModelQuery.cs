using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OcrLabeling.Core.Data;

/// <summary>
/// A query translated once (<see cref="EF.CompileAsyncQuery{TContext, TResult}(System.Linq.Expressions.Expression{Func{TContext, TResult}})"/>) instead of each time: looking up the
/// translation of a large one takes as long as the server takes to answer it. A translation belongs to one model, so there is one for each. Thread-safe.
/// </summary>
internal sealed class ModelQuery<TQuery>(Func<TQuery> translate) where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> translations = [];

    public TQuery For(AppDb db) => translations.GetValue(db.Model, _ => translate());
}

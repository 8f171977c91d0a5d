using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Web.Labeling;

/// <summary>What the worker's page talks to: whole messages in JSON, each safe to send again.</summary>
internal static class WorkEndpoints
{
    private const int MaxAnswersPerMessage = 200;

    /// <summary>More than a worker may hold.</summary>
    private const int MaxCardsOnPage = 20_000;

    // the page asks for a new token when it reads this title
    private const string TokenFault = "antiforgery";

    public static void MapWork(this IEndpointRouteBuilder routes)
    {
        var work = routes.MapGroup("/api/work").RequireAuthorization(Policies.Worker);
        work.MapPost("/{batchId:guid}/claim", ClaimAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/answers", SubmitAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/skip", SkipAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/renew", RenewAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/turned", TurnedAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/reopen", ReopenCardAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/{batchId:guid}/undo", UndoAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapGet("/{batchId:guid}/refused", RefusedAsync);
        work.MapGet("/{batchId:guid}/next", NextAsync);
        work.MapPost("/refused/dismiss", DismissAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapPost("/refused/settled", SettledAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapGet("/key", KeyOfAnswers);
        work.MapPost("/comments", CommentAsync).AddEndpointFilter(RequireTokenAsync);
        work.MapGet("/comments/{assignmentId:guid}", CommentsAsync);
        work.MapGet("/context/{assignmentId:guid}", ContextAsync);
        // a form, because that is what a closing page can still send with its token
        work.MapPost("/return", ReturnAsync);
        work.MapGet("/images/{assignmentId:guid}", ImageAsync);
    }

    private static async Task<IResult> ClaimAsync(Guid batchId, ClaimRequest request, CurrentUser user, TaskQueue queue, TimeProvider clock, Sentences said, CancellationToken ct)
    {
        var workerId = user.WorkerId!.Value;
        if (request.OnPage?.Count > MaxCardsOnPage)
            return Results.Problem($"At most {MaxCardsOnPage} cards are on one page.", statusCode: StatusCodes.Status400BadRequest);
        return await queue.ClaimAsync(workerId, new BatchId(batchId), request.Count, ct, request.OnPage?.Select(AssignmentId.From).ToList()) switch
        {
            ClaimOutcome.Claimed claimed => Results.Ok(ClaimAnswer.Of("claimed", workerId, claimed.Cards, false, clock)),
            ClaimOutcome.NothingLeft nothing => Results.Ok(ClaimAnswer.Of("nothingLeft", workerId, [], nothing.MayComeBack, clock)),
            ClaimOutcome.HeldElsewhere => Results.Ok(ClaimAnswer.Of("heldElsewhere", workerId, [], true, clock)),
            ClaimOutcome.WorkerPaused paused => Results.Ok(ClaimAnswer.Of("paused", workerId, [], false, clock) with { Reason = said.In(paused.Reason) }),
            ClaimOutcome.NdaNeeded => Refused(HoldRefusal.NdaMissing.Sentence()),
            ClaimOutcome.NotQualified => Refused(HoldRefusal.NotQualified.Sentence()),
            ClaimOutcome.Locked => Refused(HoldRefusal.Locked.Sentence()),
            ClaimOutcome.TooManyHeld => Results.Ok(ClaimAnswer.Of("tooManyHeld", workerId, [], true, clock)),
            ClaimOutcome.BeingJudged => Results.Ok(ClaimAnswer.Of("judging", workerId, [], true, clock)),
            ClaimOutcome.Qualified decided => Results.Ok(ClaimAnswer.Of(decided.HasPassed ? "passed" : "notPassed", workerId, [], false, clock)),
            ClaimOutcome.BatchNotOpen => Results.Ok(ClaimAnswer.Of("notOpen", workerId, [], false, clock)),
            ClaimOutcome.NotAMember => Results.Problem(said.In(HoldRefusal.NotAMember.Sentence()), statusCode: StatusCodes.Status403Forbidden),
            _ => Results.Problem(said.In("Batch not found."), statusCode: StatusCodes.Status404NotFound),
        };

        IResult Refused(string reason) => Results.Ok(ClaimAnswer.Of("refused", workerId, [], false, clock) with { Reason = said.In(reason) });
    }

    private static async Task<IResult> SubmitAsync(IReadOnlyList<AnswerMessage?> answers, CurrentUser user, AnswerIntake intake, Sentences said, CancellationToken ct)
    {
        if (answers.Contains(null))
            return Results.Problem("An answer is missing: the list holds null.", statusCode: StatusCodes.Status400BadRequest);
        if (answers.Count > MaxAnswersPerMessage)
            return Results.Problem($"At most {MaxAnswersPerMessage} answers fit one message.", statusCode: StatusCodes.Status400BadRequest);
        var receipts = await intake.SubmitAsync(user.WorkerId!.Value, answers.Select(a => a!.ToAnswer()).ToList(), ct);
        return Results.Ok(receipts.Select(r => ReceiptMessage.Of(r, said)));
    }

    private static async Task<IResult> SkipAsync(SkipMessage skip, CurrentUser user, TaskQueue queue, Sentences said, CancellationToken ct)
    {
        if (!Enum.IsDefined(skip.Reason))
            return Results.Problem("There is no such reason.", statusCode: StatusCodes.Status400BadRequest);
        if (!OptionalNote.Fits(skip.Note))
            return Results.Problem(said.In($"The note has {OptionalNote.LengthOf(skip.Note)} characters; it can have at most {OptionalNote.MaxLength}."), statusCode: StatusCodes.Status400BadRequest);
        return await queue.SkipAsync(user.WorkerId!.Value, skip.AssignmentId, skip.Reason, skip.Note, ct) switch
        {
            SkipOutcome.Skipped => Results.Ok(new SkipReceipt("skipped")),
            SkipOutcome.Answered => Results.Ok(new SkipReceipt("answered")),
            _ => Results.Problem(said.In("This card was never assigned to you."), statusCode: StatusCodes.Status404NotFound),
        };
    }

    private static async Task<IResult> RenewAsync(RenewMessage cards, CurrentUser user, TaskQueue queue, LostCards lost, Sentences said, CancellationToken ct)
    {
        if (cards.Assignments is null)
            return Results.Problem("The list of cards is missing.", statusCode: StatusCodes.Status400BadRequest);
        var (workerId, asked) = (user.WorkerId!.Value, cards.Assignments.Take(MaxAnswersPerMessage).ToList());
        var held = await queue.RenewAsync(workerId, asked, cards.IsActive, ct);
        var gone = await lost.OfAsync(workerId, [.. asked.Except(held)], ct);
        return Results.Ok(new RenewAnswer(held, [.. gone.Select(c => c with { Reason = said.In(c.Reason) })]));
    }

    // what a page has begun on an image that was turned since
    private static async Task<IResult> TurnedAsync(DraftMessage draft, CurrentUser user, TurnedDrafts drafts, Sentences said, CancellationToken ct) =>
        await drafts.TurnAsync(user.WorkerId!.Value, draft.AssignmentId, draft.Frame, draft.Text ?? "", ct) is { } text
            ? Results.Ok(draft with { Text = text })
            : Results.Problem(said.In("This card was never assigned to you."), statusCode: StatusCodes.Status404NotFound);

    private static Task<IResult> ReopenCardAsync(ReopenMessage card, CurrentUser user, OwnAnswers answers, TimeProvider clock, Sentences said, CancellationToken ct) =>
        ReopenAsync(null, card.AssignmentId, user, answers, clock, said, ct);

    private static Task<IResult> UndoAsync(Guid batchId, UndoMessage undo, CurrentUser user, OwnAnswers answers, TimeProvider clock, Sentences said, CancellationToken ct) =>
        ReopenAsync(new BatchId(batchId), null, user, answers, clock, said, ct, undo.Open?.Take(MaxAnswersPerMessage).ToList());

    private static async Task<IResult> ReopenAsync(
        BatchId? batchId, AssignmentId? card, CurrentUser user, OwnAnswers answers, TimeProvider clock, Sentences said, CancellationToken ct, IReadOnlyList<AssignmentId>? open = null)
    {
        var workerId = user.WorkerId!.Value;
        return Results.Ok(await answers.ReopenAsync(workerId, batchId, card, ct, open) switch
        {
            ReopenOutcome.Reopened reopened => ClaimAnswer.Of("claimed", workerId, [reopened.Card], false, clock),
            ReopenOutcome.Refused refused => ClaimAnswer.Of("refused", workerId, [], false, clock) with { Reason = said.In(refused.Reason) },
            var other => throw new InvalidOperationException($"No answer for {other}."),
        });
    }

    private static async Task<IResult> RefusedAsync(Guid batchId, CurrentUser user, OwnRefusedAnswers refused, Sentences said, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok((await refused.ListAsync(user.WorkerId!.Value, new BatchId(batchId), ct)).Select(a => RefusedMessage.Of(a, said)));
    }

    private static async Task<IResult> NextAsync(Guid batchId, CurrentUser user, WorkList work, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await work.NextAsync(user.WorkerId!.Value, new BatchId(batchId), ct) is { } next ? Results.Ok(new NextBatchMessage(next.Name, $"work/{next.Id}")) : Results.NoContent();
    }

    private static async Task<IResult> DismissAsync(DismissMessage card, CurrentUser user, OwnRefusedAnswers refused, CancellationToken ct)
    {
        await refused.DismissAsync(user.WorkerId!.Value, card.AssignmentId, ct);
        return Results.Ok(card);
    }

    private static async Task<IResult> SettledAsync(SettledRequest kept, CurrentUser user, OwnRefusedAnswers refused, CancellationToken ct) => kept.Answers?.Contains(null) == true
        ? Results.Problem("An answer is missing: the list holds null.", statusCode: StatusCodes.Status400BadRequest)
        : Results.Ok(await refused.SettledAsync(user.WorkerId!.Value, [.. (kept.Answers ?? []).Take(MaxAnswersPerMessage).Select(a => a!)], ct));

    // for the memory of the page alone: with it the page seals what it has to keep of donated documents
    private static IResult KeyOfAnswers(CurrentUser user, AnswerKey key, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(key.Of(user.WorkerId!.Value), "application/octet-stream");
    }

    private static async Task<IResult> ReturnAsync([FromForm(Name = "assignment")] Guid[] assignments, CurrentUser user, TaskQueue queue, CancellationToken ct)
    {
        await queue.ReturnAsync(user.WorkerId!.Value, assignments.Take(MaxAnswersPerMessage).Select(a => new AssignmentId(a)).ToList(), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ImageAsync(Guid assignmentId, CurrentUser user, WorkList work, IBlobStore blobs, Sentences said, HttpContext context, CancellationToken ct)
    {
        if (await work.ImageAsync(user.WorkerId!.Value, new AssignmentId(assignmentId), ct) is not { } image)
            return Results.Problem(said.In("You do not hold this card."), statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(await blobs.GetAsync(image.Blob, ct), image.MediaType);
    }

    private static async Task<IResult> CommentAsync(CommentMessage comment, CurrentUser user, TaskComments comments, Sentences said, CancellationToken ct) =>
        await comments.WriteAsync(user.WorkerId!.Value, comment.AssignmentId, comment.Text ?? "", ct) is CommentOutcome.Refused refused
            ? Results.Problem(said.In(refused.Reason), statusCode: StatusCodes.Status400BadRequest)
            : Results.Ok(await ReadCommentsAsync(user, comment.AssignmentId, comments, said, ct));

    private static async Task<IResult> CommentsAsync(Guid assignmentId, CurrentUser user, TaskComments comments, Sentences said, CancellationToken ct) =>
        Results.Ok(await ReadCommentsAsync(user, new AssignmentId(assignmentId), comments, said, ct));

    private static async Task<IEnumerable<CommentView>> ReadCommentsAsync(CurrentUser user, AssignmentId card, TaskComments comments, Sentences said, CancellationToken ct) =>
        (await comments.OfCardAsync(user.WorkerId!.Value, card, ct)).Select(c => new CommentView(said.In(c.IsFromTeam ? "Team" : "You"), c.Text, c.WrittenAt));

    // the word's place in the strip goes along as shares of its width and height
    private static async Task<IResult> ContextAsync(Guid assignmentId, CurrentUser user, WordContext contexts, Sentences said, HttpContext context, CancellationToken ct)
    {
        if (await contexts.OfCardAsync(user.WorkerId!.Value, new AssignmentId(assignmentId), ct) is not { } strip)
            return Results.Problem(said.In("The line of this word cannot be shown."), statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers["X-Word-Box"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{strip.Left:0.####},{strip.Top:0.####},{strip.Right:0.####},{strip.Bottom:0.####}");
        return Results.Bytes(strip.Image.Bytes, strip.Image.MediaType);
    }

    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem("The session of this page has expired. Reload the page.", title: TokenFault, statusCode: StatusCodes.Status400BadRequest);
}

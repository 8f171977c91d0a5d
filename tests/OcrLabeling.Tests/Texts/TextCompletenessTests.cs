using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Quality;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Templates;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Texts;

/// <summary>Whatever a worker can read is there in Spanish, and nothing else is.</summary>
public sealed class TextCompletenessTests
{
    /// <summary>Where sentences for workers are made. What stands in them and no worker reads is named below.</summary>
    private static readonly string[] sources =
    [
        "src/OcrLabeling.Core/Work/AnswerIntake.cs", "src/OcrLabeling.Core/Work/AnswerTakeBack.cs", "src/OcrLabeling.Core/Work/LostCards.cs", "src/OcrLabeling.Core/Work/OwnAnswers.cs",
        "src/OcrLabeling.Core/Work/WorkStanding.cs", "src/OcrLabeling.Core/Work/TaskComments.cs", "src/OcrLabeling.Core/Workers/InvitationService.cs", "src/OcrLabeling.Core/Accounts/AccountDirectory.cs",
        "src/OcrLabeling.Web/Labeling/WorkEndpoints.cs", "src/OcrLabeling.Web/Labeling/WorkMessages.cs", "src/OcrLabeling.Core/Templates/Transcription.cs", "src/OcrLabeling.Core/Templates/CustomField.cs",
        .. Directory.GetFiles(Repository.File("src/OcrLabeling.Core/Templates"), "*Form.cs"),
    ];

    private static readonly string[] readByNoWorker =
    [
        // faults of a program
        "Revisions count from 1 to {0}.", "Not an answer of boxes.", "Not an answer of labels.", "Not a value of key information.", "A label is empty.", "The label “{0}…” has {1} characters; it can have at most {2}.",
        "The label “{0}” stands twice.", "A field has no name.", "The field “{0}…” has {1} characters; it can have at most {2}.", "The field “{0}” stands twice.", "Not an answer of corners.", "Not an answer of words.", "Boxes are written [[left, top, right, bottom], ...] in whole pixels.",
        "Corners are written [[x, y], [x, y], [x, y], [x, y]] in whole pixels.", "An answer is missing: the list holds null.", "At most {0} answers fit one message.", "At most {0} cards are on one page.", "There is no such reason.", "The list of cards is missing.",
        "No answer for {0}.", "No message for {0}.", "The session of this page has expired. Reload the page.",
        // the team's
        "How many words: 0 for all of them, at most {0}.", "This worker was never handed the task.", "It can last 1 to {0} days.", "It can be for 1 to {0} people.", "The note can have {0} characters.", "There is no such pool.",
        "There is no such account.", "This is the last administrator who can sign in.", "Your account may not change accounts any more.",
    ];

    /// <summary>Of more than one piece in the source; <see cref="SentencesTests"/> makes them.</summary>
    private static readonly string[] composed =
    [
        "{0}: a text of at most {1} characters.", "{0}: a text of at most {1} characters, in one line.", "{0}: a text of at most {1} characters of the form {2}.", "{0}: one of {1}.", "{0}: any of {1}, each once.",
        "{0}: a number.", "{0}: a number from {1}.", "{0}: a number to {1}.", "{0}: a number from {1} to {2}.", "{0}: a number, in steps of {1}.", "{0}: a number from {1}, in steps of {2}.", "{0}: a number to {1}, in steps of {2}.",
        "{0}: a number from {1} to {2}, in steps of {3}.", "{0}: one box inside the image.", "{0}: at most {1} boxes, each inside the image.",
        "Word {0}: {1}", "The answer cannot be taken back: {0}", "Your earlier answer stays as it was: {0}",
        "{0} net, {1} on screen", "Turn by {0}° clockwise", "{0} boxes", "{0} words", "1 box", "1 word", "No words", "No label applies", "Stands upright", "Four corners", "none", "empty", "You", "Team",
    ];

    public static TheoryData<string> Names => new("WorkTexts", "WorkScriptTexts", "CoreTexts");

    [Fact]
    public void Pages_ask_for_exactly_what_there_is() => AssertSame(TextFiles.AskedByPages(), TextFiles.Spanish("WorkTexts"));

    [Fact]
    public void Scripts_ask_for_exactly_what_there_is() => AssertSame(TextFiles.AskedByScripts(), TextFiles.Spanish("WorkScriptTexts"));

    [Fact]
    public void Core_says_exactly_what_there_is() => AssertSame([.. SaidByCore(), .. composed], TextFiles.Spanish("CoreTexts"));

    [Fact]
    public void What_no_worker_reads_is_named_for_a_reason() => Assert.Empty(readByNoWorker.Except(TextFiles.SentencesIn(sources)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_languages_have_places_for_the_same_values(string name) =>
        Assert.Empty(TextFiles.Spanish(name).Where(t => string.IsNullOrWhiteSpace(t.Value) || !TextFiles.Places(t.Key).SequenceEqual(TextFiles.Places(t.Value))).Select(t => t.Key));

    private static IEnumerable<string> SaidByCore() =>
    [
        .. TextFiles.SentencesIn(sources).Select(AsSaid).Except(readByNoWorker),
        .. Enum.GetValues<HoldRefusal>().Select(r => r.Sentence()),
        .. Enum.GetValues<Template>().SelectMany(t => new[] { TemplateView.Of(t).Label, TemplateView.Of(t).Advice }),
        .. Enum.GetValues<SkipReason>().Select(r => r.Label()),
        .. Enum.GetValues<AnswerKind>().Select(k => k.Label()),
        .. Enum.GetValues<DisputeStatus>().Select(s => s.Label()),
        .. Enum.GetNames<PreLabelRelation>(),
        .. Enum.GetNames<Role>(),
        .. StatsRange.All.Select(r => r.Label),
        LiveCard.TimesHelp,
        .. ValidationMessages(),
        .. IdentityErrors(),
    ];

    // the value of the first place is such as "Word 3"
    private static string AsSaid(string sentence) => sentence is "{0}: its box is empty or lies outside the image." or "{0}: lines are counted from 0 and follow each other." or "{0} has no text; delete its box instead."
        ? $"Word {sentence}" : sentence;

    /// <summary>Of the forms that workers fill in.</summary>
    private static IEnumerable<string> ValidationMessages() =>
        from form in (Type[])[typeof(Web.Accounts.SignInPage), typeof(Web.Accounts.ChangePasswordPage), typeof(Web.Workers.JoinPage)]
        from property in form.GetNestedType("Form", BindingFlags.NonPublic)!.GetProperties()
        from rule in property.GetCustomAttributes<ValidationAttribute>()
        select rule.ErrorMessage!;

    /// <summary>What can be wrong with a new account or password.</summary>
    private static IEnumerable<string> IdentityErrors()
    {
        var errors = new IdentityErrorDescriber();
        IdentityError[] told =
        [
            errors.PasswordMismatch(), errors.DuplicateEmail("{0}"), errors.DuplicateUserName("{0}"), errors.InvalidEmail("{0}"), errors.InvalidUserName("{0}"),
        ];
        return told.Select(e => e.Description).Concat(
        [
            errors.PasswordTooShort(AccountStore.MinPasswordLength).Description.Replace($"{AccountStore.MinPasswordLength}", "{0}", StringComparison.Ordinal),
            errors.PasswordRequiresUniqueChars(5).Description.Replace("5", "{0}", StringComparison.Ordinal),
        ]);
    }

    private static void AssertSame(HashSet<string> asked, Dictionary<string, string> there)
    {
        Assert.Empty(asked.Except(there.Keys));
        Assert.Empty(there.Keys.Except(asked));
    }
}

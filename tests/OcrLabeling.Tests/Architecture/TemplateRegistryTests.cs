using System.Text.RegularExpressions;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Templates;

namespace OcrLabeling.Tests.Architecture;

/// <summary>A template is one object of rules and one of words, and nobody else asks which one it is.</summary>
public sealed class TemplateRegistryTests
{
    [Fact]
    public void Every_key_has_its_rules_and_its_words_in_the_same_order()
    {
        Assert.Equal(Enum.GetValues<Template>(), LabelingTemplate.All.Select(t => t.Id).Order());
        Assert.Equal(LabelingTemplate.All.Select(t => t.Id), TemplateView.All.Select(v => v.Id));
    }

    [Fact]
    public void Nobody_asks_which_template_it_is() => Assert.Empty(
        from folder in (string[])["src/OcrLabeling.Core", "src/OcrLabeling.Web", "src/OcrLabeling.Cli"]
        from file in Directory.EnumerateFiles(Repository.File(folder), "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(Path.GetDirectoryName(file)) != "Templates"
        from Match named in Named().Matches(File.ReadAllText(file))
        select $"{Path.GetRelativePath(Repository.Root, file)}: {named.Value}");

    [Fact]
    public void Every_template_judges_its_own_words()
    {
        foreach (var template in LabelingTemplate.All)
        {
            Assert.True(template.CardCeiling > 0 && template.CardsPerPage > 0, template.Name);
            Assert.Contains(AnswerKind.Unsure, template.Flags);
            Assert.DoesNotContain(template.Main, template.Flags);
            Assert.Equal(template, LabelingTemplate.Of(template.Id));
            Assert.Equal(VerdictOutcome.Waiting, template.Decide([], 1).Outcome);
        }
    }

    [Fact]
    public void Labels_have_the_keys_that_their_settings_show() =>
        Assert.Contains($"const keysInOrder = '{ClassificationKeys.All}';", File.ReadAllText(Repository.File("src/OcrLabeling.Web/Labeling/Cards/ClassificationCard.razor.js")), StringComparison.Ordinal);

    private static string Keys => string.Join('|', Enum.GetNames<Template>());

    private static Regex Named() => new($@"\bTemplate\.({Keys})\b");
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Quality;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Templates;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Texts;

public sealed class SentencesTests
{
    private const string Schema = """
        {"fields":[
          {"type":"text","name":"short","label":"Short","maxLength":5},
          {"type":"text","name":"lines","label":"Lines","maxLength":5,"multiline":true},
          {"type":"text","name":"code","label":"Code","maxLength":5,"pattern":"[A-Z]+"},
          {"type":"choice","name":"kind","label":"Kind","options":["a","b"]},
          {"type":"multi-choice","name":"marks","label":"Marks","options":["c","d"]},
          {"type":"number","name":"any","label":"Any"},
          {"type":"number","name":"least","label":"Least","min":2},
          {"type":"number","name":"most","label":"Most","max":9},
          {"type":"number","name":"both","label":"Both","min":2,"max":9},
          {"type":"number","name":"step","label":"Step","step":2},
          {"type":"number","name":"least_step","label":"LeastStep","min":2,"step":2},
          {"type":"number","name":"most_step","label":"MostStep","max":9,"step":2},
          {"type":"number","name":"both_step","label":"BothStep","min":2,"max":9,"step":2},
          {"type":"boxes","name":"one","label":"One","max":1},
          {"type":"boxes","name":"some","label":"Some","max":3},
          {"type":"text","name":"needed","label":"Needed","required":true}
        ]}
        """;

    private readonly Sentences sentences;
    private readonly ScriptTexts scripts;

    public SentencesTests()
    {
        var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        (sentences, scripts) = (services.GetRequiredService<Sentences>(), services.GetRequiredService<ScriptTexts>());
    }

    [Theory]
    [InlineData("This batch is not open.", "Este lote no está abierto.")]
    [InlineData("The text has 412 characters; at most 400 are allowed.", "El texto tiene 412 caracteres; se permiten como máximo 400.")]
    [InlineData("A comment can have 1 to 2,000 characters; this one has 12,345.", "Un comentario puede tener de 1 a 2.000 caracteres; este tiene 12.345.")]
    [InlineData("Word 3: The text has 412 characters; at most 400 are allowed.", "Palabra 3: El texto tiene 412 caracteres; se permiten como máximo 400.")]
    [InlineData("The answer cannot be taken back: This batch is not open.", "La respuesta no se puede retirar: Este lote no está abierto.")]
    [InlineData("Your earlier answer stays as it was: You are paused in this batch.", "Tu respuesta anterior queda como estaba: Estás en pausa en este lote.")]
    [InlineData("Email 'ada@example.org' is already taken.", "El correo electrónico «ada@example.org» ya está en uso.")]
    public void A_known_sentence_is_said_in_Spanish_with_its_values(string english, string spanish)
    {
        using var reading = new ReadingIn("es");
        Assert.Equal(spanish, sentences.In(english));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Please slow down, Ada.")]
    [InlineData("Sum: 100")]
    public void What_is_not_known_stays_as_it_is(string text)
    {
        using var reading = new ReadingIn("es");
        Assert.Equal(text, sentences.In(text));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void In_English_nothing_is_changed(string language)
    {
        using var reading = new ReadingIn(language);
        Assert.Equal("This batch is not open.", sentences.In("This batch is not open."));
        Assert.Null(scripts.ToJson());
    }

    [Fact]
    public void A_regional_Spanish_is_Spanish()
    {
        using var reading = new ReadingIn("es-MX");
        Assert.Equal("Este lote no está abierto.", sentences.In("This batch is not open."));
    }

    [Theory]
    [InlineData("short", "123456")]
    [InlineData("lines", "123456")]
    [InlineData("code", "abc")]
    [InlineData("kind", "c")]
    [InlineData("marks", "x")]
    [InlineData("any", "x")]
    [InlineData("least", "x")]
    [InlineData("most", "x")]
    [InlineData("both", "x")]
    [InlineData("step", "x")]
    [InlineData("least_step", "x")]
    [InlineData("most_step", "x")]
    [InlineData("both_step", "x")]
    [InlineData("one", "x")]
    [InlineData("some", "x")]
    [InlineData("needed", "")]
    public void Every_fault_of_a_custom_field_is_said_in_Spanish(string field, string value)
    {
        var form = LabelingTemplate.Of(Template.Custom).Form(Schema);
        var fields = ((CustomForm)form).Fields.ToDictionary(f => f.Name, f => f.Label);
        Dictionary<string, string> given = new() { ["needed"] = "x", [field] = value };
        Assert.Null(form.Read(AnswerKind.Labeled, JsonSerializer.Serialize(given), new PixelSize(100, 50), out var fault));
        Assert.StartsWith($"{fields[field]}: ", fault, StringComparison.Ordinal);
        AssertTranslated(fault!);
    }

    [Theory]
    [InlineData("""[{"text":"a","box":[0,0,500,10],"line":0}]""")]
    [InlineData("""[{"text":"a","box":[0,0,50,10],"line":-1}]""")]
    [InlineData("""[{"text":"","box":[0,0,50,10],"line":0}]""")]
    public void Every_fault_of_a_page_is_said_in_Spanish(string words)
    {
        Assert.Null(LabelingTemplate.Of(Template.DocumentTranscription).Form("{}").Read(AnswerKind.Labeled, words, new PixelSize(100, 50), out var fault));
        AssertTranslated(fault!);
    }

    [Theory]
    [InlineData(Template.PageOrientation, "0", "Está derecha")]
    [InlineData(Template.Classification, "[]", "No corresponde ninguna etiqueta")]
    [InlineData(Template.Classification, "[\"invoice\"]", "invoice")]
    [InlineData(Template.PageOrientation, "90", "Girar 90° a la derecha")]
    [InlineData(Template.RectSelect, "[[1,2,3,4]]", "1 recuadro")]
    [InlineData(Template.RectSelect, "[[1,2,3,4],[5,6,7,8]]", "2 recuadros")]
    [InlineData(Template.DocumentTranscription, """[{"text":"a","box":[0,0,5,5],"line":0}]""", "1 palabra")]
    public void An_answer_is_described_in_Spanish(Template template, string text, string spanish)
    {
        using var reading = new ReadingIn("es");
        Assert.Equal(spanish, sentences.In(TemplateView.Of(template).Describe(text)));
    }

    [Fact]
    public void The_times_of_an_answer_are_told_in_Spanish()
    {
        using var reading = new ReadingIn("es");
        Assert.Equal("1.500 s netos, 2.000 s en pantalla", sentences.In(StatsTexts.Times(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public void What_the_page_is_handed_cannot_end_its_script_element()
    {
        using var reading = new ReadingIn("es");
        var json = scripts.ToJson()!;
        Assert.DoesNotContain('<', json);
        Assert.Equal("Palabra", JsonElement.Parse(json).GetProperty("Word").GetString());
        // with all of it the page stays within 150 KB
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(json), 1, 24_000);
    }

    private void AssertTranslated(string english)
    {
        using var reading = new ReadingIn("es");
        var spanish = sentences.In(english);
        Assert.NotEqual(english, spanish);
        Assert.DoesNotMatch(@"\{\d\}|\b(number|text|box|boxes|field|required|steps)\b", spanish);
    }
}

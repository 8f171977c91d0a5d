using System.Text.Json.Nodes;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>A worker who reads Spanish, from signing in to the last card.</summary>
[Collection(nameof(Stage))]
public sealed class LanguageJourney(Stage stage)
{
    private const string AnswersPath = "**/api/work/answers";
    private static readonly LocatorAssertionsToBeHiddenOptions patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_worker_chooses_Spanish_and_reads_nothing_else()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Recibos", ["Total", "Suma"], readings: ["Total", "Suma"]);
        await using var worker = await stage.OpenAsync();
        await worker.Page.GotoAsync("/account/sign-in");
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await worker.Part("language-es").ClickAsync();
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Iniciar sesión");
        await Expect(worker.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        await worker.LookAsync("spanish-sign-in", 1280, 390);
        await worker.SignInAsync(Accounts.EmailOf(Core.Accounts.Role.Worker), Accounts.Password);

        await AssertWorkListAsync(worker);
        await worker.Part("account-menu").ClickAsync();
        await Expect(worker.Part("account-menu")).ToContainTextAsync("Cerrar sesión");
        await worker.Page.Keyboard.PressAsync("Escape");
        await worker.Page.ReloadAsync();
        await AssertWorkListAsync(worker);
        await worker.LookAsync("spanish-work-list", 1280, 390);
        await worker.Part("nav-work/stats").ClickAsync();
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Mis estadísticas");
        await worker.Page.GoBackAsync();
        await worker.Part("nav-work/checks").ClickAsync();
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Controles de calidad fallados");

        await WorkAsync(worker, batch);
        await worker.Page.GotoAsync("/work/answers");
        await Expect(worker.Part("own-answers")).ToContainTextAsync("Enviada");

        await worker.Page.GotoAsync("/work");
        await AssertWorkListAsync(worker);
        await worker.Page.Locator("main").GetByTestId("language-en").ClickAsync();
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Work");
        await Expect(worker.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    private static async Task AssertWorkListAsync(Visit worker)
    {
        await Expect(worker.Page.Locator("h1")).ToHaveTextAsync("Trabajo");
        await Expect(worker.Part("nav-work/answers")).ToHaveTextAsync("Mis respuestas");
        await Expect(worker.Part("nav-work/stats")).ToContainTextAsync("Mis estadísticas");
        await Expect(worker.Part("work-batch").Filter(new() { HasText = "Recibos" })).ToContainTextAsync("Transcripción de palabras");
        await Expect(worker.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
    }

    private static async Task WorkAsync(Visit worker, DrawnBatch batch)
    {
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await Expect(worker.Part("back")).ToContainTextAsync("Trabajo");
        await Expect(worker.Part("skip")).ToHaveTextAsync("Omitir");
        await Expect(worker.Part("card").First).ToContainTextAsync("Otro alfabeto o acento");
        await Expect(worker.Part("counter")).ToHaveTextAsync("Palabra 1 de 2 · 0 en esta sesión");

        await worker.Page.Keyboard.PressAsync("F1");
        await Expect(worker.Part("help-dialog")).ToContainTextAsync("Atajos de teclado");
        await Expect(worker.Part("help-dialog")).ToContainTextAsync("Aceptar y pasar a la tarjeta siguiente");
        await worker.LookAsync("spanish-help", 1280, 390);
        await worker.Page.Keyboard.PressAsync("Escape");

        await worker.Part("skip").ClickAsync();
        await Expect(worker.Part("skip-dialog")).ToContainTextAsync("Las instrucciones no son claras");
        await worker.Page.Keyboard.PressAsync("Escape");

        // as if this page knew another limit than the server
        await worker.Page.RouteAsync(AnswersPath, async route =>
        {
            var answers = JsonNode.Parse(route.Request.PostData!)!.AsArray();
            foreach (var answer in answers)
                answer!["text"] = new string('x', Transcription.MaxLength + 1);
            await route.ContinueAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(answers.ToJsonString()) });
        });
        await worker.Part("text").First.FocusAsync();
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("refused")).ToHaveTextAsync("Rechazadas: 1");
        await Expect(worker.Part("message")).ToContainTextAsync("se permiten como máximo 400");
        await worker.Page.UnrouteAsync(AnswersPath);
        await worker.Part("refused").ClickAsync();
        await Expect(worker.Part("refused-dialog")).ToContainTextAsync("Respuestas rechazadas");
        await Expect(worker.Part("refused-answer")).ToContainTextAsync("El texto tiene 401 caracteres");
        await worker.LookAsync("spanish-refused", 1280, 390);
        await worker.Part("open-refused").ClickAsync();
        await Expect(worker.Part("card").First).ToContainTextAsync("Rechazada: El texto tiene 401 caracteres");
        await worker.LookAsync("spanish-card", 1280, 390);

        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("refused")).ToBeHiddenAsync(patient);
        await Expect(worker.Part("counter")).ToHaveTextAsync("Palabra 2 de 2 · 1 en esta sesión");
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Part("end")).ToContainTextAsync("Todo hecho");
        await Expect(worker.Part("end")).ToContainTextAsync("Volver al trabajo");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.LookAsync("spanish-end", 1280, 390);
        Assert.Equal(["Total", "Suma"], (await batch.AnswersAsync()).Select(a => a.Text));
    }
}

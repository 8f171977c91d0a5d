using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>A scan that lies upside down is uploaded, read as noise, turned by hand and read.</summary>
[Collection(nameof(Stage))]
public sealed class TurnedPageJourney(Stage stage)
{
    private const float Patience = 120_000;

    private const string Draw = """
        () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 });
          const ink = canvas.getContext('2d');
          ink.fillStyle = '#fff';
          ink.fillRect(0, 0, 900, 600);
          ink.translate(900, 600);
          ink.rotate(Math.PI);
          ink.fillStyle = '#111';
          ink.font = '40px sans-serif';
          ['INVOICE Number 48213', 'Total amount 952.40', 'Harbour Street Bakery', 'Thank you for your order'].forEach((line, i) => ink.fillText(line, 80, 120 + 110 * i));
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    [Fact]
    public async Task A_page_that_stands_on_its_head_is_turned_and_read()
    {
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync("/documents");
        var png = Convert.FromBase64String(await scientist.Page.EvaluateAsync<string>(Draw));
        await scientist.Part("upload-files").SetInputFilesAsync(new FilePayload { Name = "headstand.png", MimeType = "image/png", Buffer = png });
        await Expect(scientist.Part("upload-outcome")).ToHaveTextAsync("Added", new() { Timeout = Patience });
        await scientist.Part("upload-outcome").Locator("a").ClickAsync();
        await Expect(scientist.Part("viewer").Locator("img")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(scientist.Part("page-text")).Not.ToContainTextAsync("Bakery");

        await scientist.Part("turn-right").ClickAsync();
        await Expect(scientist.Part("turn-notice")).ToHaveTextAsync("The page is turned and read again.");
        await scientist.Part("turn-right").ClickAsync();
        await Expect(scientist.Part("page-text")).ToContainTextAsync("Harbour Street Bakery", new() { Timeout = Patience });
        await Expect(scientist.Part("viewer").Locator("img")).ToBeVisibleAsync();
        await scientist.LookAsync("turned-page", 1280, 390);
    }
}

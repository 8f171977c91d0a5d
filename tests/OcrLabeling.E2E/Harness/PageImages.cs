using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.E2E.Harness;

/// <summary>Drawn pages; as documents of one page each they are put into the host's database and blobs as reading them would.</summary>
internal static class PageImages
{
    public const int Width = 600;
    public const int Height = 800;

    private const string Draw = """
        name => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 800 });
          const ink = canvas.getContext('2d');
          ink.fillStyle = '#fbfaf6';
          ink.fillRect(0, 0, 600, 800);
          ink.fillStyle = '#222';
          ink.font = '34px serif';
          ink.fillText(name, 60, 90);
          ink.font = '20px serif';
          const words = 'the quick brown fox jumps over a lazy dog near the river bank at noon'.split(' ');
          for (let line = 0; line < 16; line++)
            for (let i = 0; i < 5; i++) ink.fillText(words[(line * 5 + i) % words.length], 60 + i * 100, 150 + line * 38);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    /// <summary>PNG files.</summary>
    public static async Task<List<byte[]>> DrawAsync(Stage stage, string name, int count)
    {
        await using var drawing = await stage.OpenAsync();
        await drawing.Page.GotoAsync("/account/sign-in");
        var pages = new List<byte[]>();
        for (var i = 0; i < count; i++)
            pages.Add(Convert.FromBase64String(await drawing.Page.EvaluateAsync<string>(Draw, $"{name} {i}")));
        return pages;
    }

    public static async Task AddAsync(Stage stage, string name, int count)
    {
        var blobs = HostData.Blobs(stage.Host);
        await using var db = HostData.Open(stage.Host);
        var scientist = await db.Users.Where(u => u.Role == Role.Scientist).Select(u => u.Id).FirstAsync();
        foreach (var (i, bytes) in (await DrawAsync(stage, name, count)).Index())
        {
            var image = await blobs.PutAsync(bytes, default);
            var document = new Document(
                $"{name}-{i}.png", image, bytes.Length, DocumentFormat.Png, DocumentCategory.LetterSized, Privacy.Public, null, scientist, DateTime.UtcNow, [(Width, Height)]);
            document.Pages[0].Rendered(image, "image/png", Width, Height, image);
            db.Add(document);
        }
        await db.SaveChangesAsync();
    }
}

using OcrLabeling.Core.Storage;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Documents;

internal static class ImageEndpoint
{
    /// <summary>An image is served to the account its URL was signed for, and never kept by the browser or anything in between.</summary>
    public static void MapImages(this IEndpointRouteBuilder routes) => routes.MapGet("/images/{token}", GetAsync);

    private static async Task<IResult> GetAsync(string token, CurrentUser user, SignedImageUrls urls, IBlobStore blobs, HttpContext context, CancellationToken ct)
    {
        if (urls.Read(token) is not { } image)
            return Results.NotFound();
        if (image.AccountId != user.AccountId)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            var bytes = await blobs.GetAsync(image.Blob, ct);
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return Results.Bytes(bytes, image.MediaType);
        }
        catch (BlobMissingException)
        {
            return Results.NotFound();
        }
    }
}

using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.AddSafety();
builder.AddDatabase();
builder.AddAccounts();
builder.AddShell();

var app = builder.Build();
if (!app.ConfigurationIsSound())
    return 1;
await app.MigrateDatabaseAsync();

app.UseSafety();
app.UseAccounts();
app.MapAccounts();
app.MapShell();
await app.RunAsync();
return 0;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.AddSafety();
builder.AddDatabase();
builder.AddAccounts();
builder.AddDocuments();
builder.AddPipeline();
builder.AddLabeling();
builder.AddStatistics();
builder.AddQuality();
builder.AddDatasets();
builder.AddEvaluation();
builder.AddDemo();
builder.AddShell();

var app = builder.Build();
if (!app.ConfigurationIsSound())
    return 1;
await app.MigrateDatabaseAsync();

app.UseSafety();
app.UseAccounts();
app.MapAccounts();
app.MapDocuments();
app.MapLabeling();
app.MapQuality();
app.MapDatasets();
app.MapEvaluation();
app.MapShell();
await app.RunAsync();
return 0;

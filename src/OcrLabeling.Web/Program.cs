var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.AddSafety();
builder.AddNode(args);
builder.AddDatabase();
builder.AddStartCheck();
builder.AddAccounts();
builder.AddProjects();
builder.AddDocuments();
builder.AddPipeline();
builder.AddLabeling();
builder.AddStatistics();
builder.AddWorkers();
builder.AddQuality();
builder.AddDatasets();
builder.AddEvaluation();
builder.AddTraining();
builder.AddNotebook();
builder.AddMail();
builder.AddNotifications();
builder.AddDemo();
builder.AddShell();
builder.AddTexts();
builder.AddHealth();

// disposed on every way out, for what the log still holds must be written before the process ends
await using var app = builder.Build();
if (!app.ConfigurationIsSound() || !await app.DataIsSoundAsync())
    return 1;
await app.RestoreTrainedModelsAsync();

app.UseShell();
app.UseSafety();
app.UseAccounts();
app.UseProjects();
app.UseTexts();
if (!app.ServesScreens())
    return await app.ServeAsync();
app.MapAccounts();
app.MapTexts();
app.MapDocuments();
app.MapQueue();
app.MapLabeling();
app.MapWorkers();
app.MapQuality();
app.MapDatasets();
app.MapEvaluation();
app.MapNotebook();
app.MapShell();
return await app.ServeAsync();

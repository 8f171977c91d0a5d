// the rooms of the host, so that Program.cs can name what each of them adds
global using OcrLabeling.Web.Accounts;
global using OcrLabeling.Web.Datasets;
global using OcrLabeling.Web.Demo;
global using OcrLabeling.Web.Documents;
global using OcrLabeling.Web.Evaluation;
global using OcrLabeling.Web.Hosting;
global using OcrLabeling.Web.Hosting.Health;
global using OcrLabeling.Web.Labeling;
global using OcrLabeling.Web.Notebook;
global using OcrLabeling.Web.Pipeline;
global using OcrLabeling.Web.Projects;
global using OcrLabeling.Web.Quality;
global using OcrLabeling.Web.Statistics;
global using OcrLabeling.Web.Texts;
global using OcrLabeling.Web.Training;
global using OcrLabeling.Web.Workers;

using System.Globalization;
using OcrLabeling.Cli.CommandLine;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class ProgramTests
{
    [Fact]
    public void The_program_writes_figures_alike_in_every_country()
    {
        var (current, others) = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            typeof(CommandTable).Assembly.EntryPoint!.Invoke(null, [new[] { "--help" }]);
            Assert.Equal(CultureInfo.InvariantCulture, CultureInfo.DefaultThreadCurrentCulture);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (current, others);
        }
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OcrLabeling.Tests.Architecture;

/// <summary>Looks at what the compiled assemblies call, so that no spelling escapes.</summary>
public sealed class BannedSymbolTests
{
    [Theory]
    [InlineData("System.DateTime", "get_Now", "TimeProvider")]
    [InlineData("System.DateTime", "get_UtcNow", "TimeProvider")]
    [InlineData("System.DateTimeOffset", "get_Now", "TimeProvider")]
    [InlineData("System.DateTimeOffset", "get_UtcNow", "TimeProvider")]
    [InlineData("System.Threading.Thread", "Sleep", "await Task.Delay")]
    [InlineData("System.Threading.Tasks.Task", "Wait", "await")]
    [InlineData("System.Threading.Tasks.Task`1", "get_Result", "await")]
    [InlineData("System.Console", "Write", "a log message")]
    [InlineData("System.Console", "WriteLine", "a log message")]
    [InlineData("Microsoft.Extensions.Logging.LoggerExtensions", "*", "a source-generated log message")]
    // both take numbers and lists of names
    [InlineData("System.Enum", "Parse", "Choice.Parse")]
    [InlineData("System.Enum", "TryParse", "Choice.TryParse")]
    public void Nobody_calls(string type, string member, string instead)
    {
        var callers = new[] { "OcrLabeling.dll", "OcrLabeling.Core.dll", "OcrLabeling.Ocr.dll", "OcrLabeling.Scoring.dll", "OcrLabeling.Synthesis.dll" }
            .Where(assembly => CallsOf(assembly).Any(call => call.Type == type && (member == "*" || call.Member == member)));
        Assert.True(!callers.Any(), $"{string.Join(", ", callers)} calls {type}.{member}; use {instead}");
    }

    [Theory]
    [InlineData("OcrLabeling.dll")]
    [InlineData("OcrLabeling.Core.dll")]
    public void Enums_in_JSON_are_read_by_our_own_converter(string assembly) =>
        Assert.DoesNotContain(CallsOf(assembly), call => call.Type.StartsWith("System.Text.Json.Serialization.JsonStringEnumConverter", StringComparison.Ordinal));

    /// <summary>Programs that no test project refers to, by their text.</summary>
    [Fact]
    public void No_source_parses_an_enum_by_the_parsers_of_the_runtime() => Assert.Empty(
        new[] { "*.cs", "*.razor" }.SelectMany(pattern => Directory.GetFiles(Repository.File("src"), pattern, SearchOption.AllDirectories))
            .Where(file => File.ReadLines(file).Any(line => line.Contains("Enum.TryParse", StringComparison.Ordinal) || line.Contains("Enum.Parse", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Repository.Root, file)));

    private static List<(string Type, string Member)> CallsOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Select(m => (TypeName(metadata, m.Parent), metadata.GetString(m.Name)))];
    }

    private static string TypeName(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            // generic instance: GENERICINST (0x15), CLASS or VALUETYPE, coded type
            var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                return "";
            signature.ReadSignatureTypeCode();
            parent = signature.ReadTypeHandle();
        }
        if (parent.Kind != HandleKind.TypeReference)
            return "";
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}

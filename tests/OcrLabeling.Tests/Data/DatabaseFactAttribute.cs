using Xunit.Abstractions;
using Xunit.Sdk;

namespace OcrLabeling.Tests.Data;

/// <summary>A test that needs the database of its class's fixture; skipped with the reason where that provider is not available.</summary>
[XunitTestCaseDiscoverer("OcrLabeling.Tests.Data." + nameof(DatabaseFactDiscoverer), "OcrLabeling.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseFactAttribute : FactAttribute;

/// <inheritdoc cref="DatabaseFactAttribute"/>
[XunitTestCaseDiscoverer("OcrLabeling.Tests.Data." + nameof(DatabaseTheoryDiscoverer), "OcrLabeling.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseTheoryAttribute : TheoryAttribute;

public sealed class DatabaseFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        MissingDatabase.Reason(testMethod) is { } reason
            ? new SkippedTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}

public sealed class DatabaseTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        MissingDatabase.Reason(testMethod) is { } reason
            ? [new SkippedTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

internal static class MissingDatabase
{
    public static string? Reason(ITestMethod testMethod)
    {
        var fixtures = testMethod.TestClass.Class.Interfaces.SelectMany(i => i.GetGenericArguments()).Select(t => t.Name).ToHashSet();
        if (fixtures.Contains(typeof(PostgreSqlDatabaseFixture).FullName!))
            return PostgreSqlServer.MissingReason;
        return fixtures.Contains(typeof(SqlServerDatabaseFixture).FullName!) ? SqlServerDatabaseFixture.MissingReason : null;
    }
}

public sealed class SkippedTestCase : XunitTestCase
{
    private string reason = "";

    [Obsolete("for the deserializer")]
    public SkippedTestCase() { }

    public SkippedTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod, string reason)
        : base(diagnostics, display, displayOptions, testMethod) => this.reason = reason;

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(reason), reason);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        reason = data.GetValue<string>(nameof(reason));
        base.Deserialize(data);
    }

    // asked while the base class initialises itself, before the constructor of this one has run
    protected override string GetSkipReason(IAttributeInfo factAttribute) => MissingDatabase.Reason(TestMethod) ?? reason;
}

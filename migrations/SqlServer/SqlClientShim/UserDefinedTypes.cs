using System;
using System.IO;

namespace Microsoft.SqlServer.Server;

public enum Format { Unknown, Native, UserDefined }

public interface IBinarySerialize
{
    void Read(BinaryReader r);
    void Write(BinaryWriter w);
}

public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message) : base(message) { }
    public static InvalidUdtException Create(Type udtType, string resourceReason) => new InvalidUdtException(udtType + " " + resourceReason);
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute : Attribute
{
    public SqlUserDefinedTypeAttribute(Format format) { Format = format; }
    public Format Format { get; }
    public bool IsByteOrdered { get; set; }
    public bool IsFixedLength { get; set; }
    public int MaxByteSize { get; set; }
    public string Name { get; set; }
    public string ValidationMethodName { get; set; }
}

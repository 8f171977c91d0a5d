using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrLabeling.Ocr.Jail.Protocol;

/// <summary>Strict JSON of the protocol: no unknown or missing members, no null where none is meant.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false, UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerReply))]
internal sealed partial class ProtocolJson : JsonSerializerContext
{
    public static Frame Write(WorkerRequest request, params IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request, Default.WorkerRequest), attachments);

    public static Frame Write(WorkerReply reply, params IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        new(JsonSerializer.SerializeToUtf8Bytes(reply, Default.WorkerReply), attachments);

    /// <exception cref="ProtocolException">The header is no such message.</exception>
    public static WorkerRequest ReadRequest(Frame frame) => Read(frame, Default.WorkerRequest);

    /// <exception cref="ProtocolException">The header is no such message.</exception>
    public static WorkerReply ReadReply(Frame frame) => Read(frame, Default.WorkerReply);

    private static T Read<T>(Frame frame, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Header.Span, type) ?? throw new ProtocolException("the header is null");
        }
        catch (JsonException exception)
        {
            throw new ProtocolException($"the header is not a message: {exception.Message}");
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw new ProtocolException("the header names no kind of message, or holds text that is not Unicode");
        }
    }
}

using System.Security.Cryptography;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>The AES-256 key under which a worker's browser keeps answers to donated documents that it could not send: derived from the storage key, another one for each worker, stored nowhere.</summary>
public sealed class AnswerKey(StorageKey key)
{
    public byte[] Of(WorkerId workerId) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes.ToArray(), StorageKey.LengthBytes, workerId.Value.ToByteArray(), "OcrLabeling unsent answers"u8.ToArray());
}

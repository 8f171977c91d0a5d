using System.Buffers.Binary;
using OcrLabeling.Ocr.Native;
using static OcrLabeling.Ocr.Jail.Sandbox.SystemCall;

namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>
/// Seccomp filters (classic BPF, seccomp(2)) for x86-64. They name what is refused: sockets, tracing, mounts, namespaces, new processes, kernel keys, io_uring, BPF
/// and the like answer EPERM; calls newer than the list answer ENOSYS; a foreign architecture or the x32 interface kills the process.
/// A list of what is allowed would be tighter, but it would have to follow each release of glibc, .NET and the codecs.
/// </summary>
internal static class SeccompFilter
{
    private const uint AuditArchX64 = 0xC000003E, X32Bit = 0x40000000;
    private const uint Allow = 0x7fff0000, KillProcess = 0x80000000, AnswerError = 0x00050000, NotPermitted = 1, NoSuchCall = 38;
    private const uint CloneThread = 0x10000, PushTerminalInput = 0x5412, LinuxConsole = 0x541C;

    // offsets in struct seccomp_data
    private const uint CallOffset = 0, ArchitectureOffset = 4, FirstArgumentOffset = 16, SecondArgumentOffset = 24;

    private const ushort Load = 0x20, JumpIfEqual = 0x15, JumpIfGreater = 0x25, JumpIfGreaterOrEqual = 0x35, JumpIfAnyBit = 0x45, Return = 0x06;

    private static readonly SystemCall[] alwaysRefused =
    [
        Socket, SocketPair, Connect, Bind, Listen, Accept, Accept4, SendTo, SendMsg, SendMMsg,
        Fork, VFork, PTrace, ProcessVmReadV, ProcessVmWriteV, ProcessMAdvise, ProcessMRelease, PidFdOpen, PidFdGetFd, PidFdSendSignal, KCmp,
        Mount, Unmount, PivotRoot, ChRoot, Unshare, SetNs, OpenTree, MoveMount, FsOpen, FsConfig, FsMount, FsPick, MountSetAttr,
        KexecLoad, KexecFileLoad, InitModule, FinitModule, DeleteModule, Bpf, PerfEventOpen, UserFaultFd, FanotifyInit,
        IoUringSetup, IoUringEnter, IoUringRegister, AddKey, RequestKey, KeyCtl, ShmGet, SemGet, MsgGet, MqOpen, MemfdSecret,
        Reboot, SwapOn, SwapOff, Acct, SetTimeOfDay, ClockSetTime, AdjTimeX, ClockAdjTime, Syslog,
        OpenByHandleAt, NameToHandleAt, UseLib, Personality, IoPl, IoPerm, LookupDCookie,
    ];

    /// <summary>From the start of the .NET worker: it must still be executed, and the runtime maps its code through one memory file.</summary>
    public static byte[] ForStartingWorker() => Build([]);

    /// <summary>What the worker adds to itself before it reads the first byte: nothing more is executed, no memory outside the address-space limit.</summary>
    public static byte[] ForRunningWorker() => Build([ExecVe, ExecVeAt, MemfdCreate]);

    /// <summary>For a native tool that lives for one call.</summary>
    public static byte[] ForTool() => Build([MemfdCreate]);

    /// <summary>Where the others answer that a socket is not permitted, this one kills the process that asks for one.</summary>
    public static byte[] DeadlySockets() => Build([], KillProcess);

    private static byte[] Build(ReadOnlySpan<SystemCall> alsoRefused, uint verdictOnSockets = AnswerError | NotPermitted)
    {
        var program = new List<byte>();
        void Add(ushort code, uint value, byte skipIfTrue = 0, byte skipIfFalse = 0)
        {
            Span<byte> instruction = stackalloc byte[Linux.SeccompInstructionBytes];
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
            instruction[2] = skipIfTrue;
            instruction[3] = skipIfFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], value);
            program.AddRange(instruction);
        }
        void Answer(uint verdict) => Add(Return, verdict);

        Add(Load, ArchitectureOffset);
        Add(JumpIfEqual, AuditArchX64, skipIfTrue: 1);
        Answer(KillProcess);
        Add(Load, CallOffset);
        Add(JumpIfGreaterOrEqual, X32Bit, skipIfFalse: 1);
        Answer(KillProcess);
        Add(JumpIfGreater, (uint)NewestKnown, skipIfFalse: 1);
        Answer(AnswerError | NoSuchCall);
        foreach (var call in (ReadOnlySpan<SystemCall>)[.. alwaysRefused, .. alsoRefused])
        {
            Add(JumpIfEqual, (uint)call, skipIfFalse: 1);
            Answer(call == Socket ? verdictOnSockets : AnswerError | NotPermitted);
        }

        // its flags lie in memory, where a filter cannot look; told it does not exist, glibc falls back to clone
        Add(JumpIfEqual, (uint)Clone3, skipIfFalse: 1);
        Answer(AnswerError | NoSuchCall);

        // threads yes, processes no
        Add(JumpIfEqual, (uint)Clone, skipIfFalse: 4);
        Add(Load, FirstArgumentOffset);
        Add(JumpIfAnyBit, CloneThread, skipIfTrue: 1);
        Answer(AnswerError | NotPermitted);
        Answer(Allow);

        // no typing into a terminal
        Add(JumpIfEqual, (uint)Ioctl, skipIfFalse: 4);
        Add(Load, SecondArgumentOffset);
        Add(JumpIfEqual, PushTerminalInput, skipIfTrue: 1);
        Add(JumpIfEqual, LinuxConsole, skipIfFalse: 1);
        Answer(AnswerError | NotPermitted);
        Answer(Allow);
        return [.. program];
    }
}

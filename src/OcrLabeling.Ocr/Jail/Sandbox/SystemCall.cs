namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>Numbers of the system calls that the filter names, x86-64 (Linux, arch/x86/entry/syscalls/syscall_64.tbl).</summary>
internal enum SystemCall
{
    Ioctl = 16, ShmGet = 29, Socket = 41, Connect = 42, Accept = 43, SendTo = 44, SendMsg = 46, Bind = 49, Listen = 50, SocketPair = 53,
    Clone = 56, Fork = 57, VFork = 58, ExecVe = 59, SemGet = 64, MsgGet = 68, PTrace = 101, Syslog = 103, UseLib = 134, Personality = 135,
    PivotRoot = 155, AdjTimeX = 159, ChRoot = 161, Acct = 163, SetTimeOfDay = 164, Mount = 165, Unmount = 166, SwapOn = 167, SwapOff = 168,
    Reboot = 169, IoPl = 172, IoPerm = 173, InitModule = 175, DeleteModule = 176, LookupDCookie = 212, ClockSetTime = 227, MqOpen = 240,
    KexecLoad = 246, AddKey = 248, RequestKey = 249, KeyCtl = 250, Unshare = 272, Accept4 = 288, PerfEventOpen = 298, FanotifyInit = 300,
    NameToHandleAt = 303, OpenByHandleAt = 304, ClockAdjTime = 305, SendMMsg = 307, SetNs = 308, ProcessVmReadV = 310, ProcessVmWriteV = 311,
    KCmp = 312, FinitModule = 313, MemfdCreate = 319, KexecFileLoad = 320, Bpf = 321, ExecVeAt = 322, UserFaultFd = 323,
    PidFdSendSignal = 424, IoUringSetup = 425, IoUringEnter = 426, IoUringRegister = 427, OpenTree = 428, MoveMount = 429, FsOpen = 430, FsConfig = 431,
    FsMount = 432, FsPick = 433, PidFdOpen = 434, Clone3 = 435, PidFdGetFd = 438, ProcessMAdvise = 440, MountSetAttr = 442, MemfdSecret = 447,
    ProcessMRelease = 448,

    /// <summary>mseal, Linux 6.10: the newest call this list was checked against.</summary>
    NewestKnown = 462,
}

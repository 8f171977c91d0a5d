namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>Says in words what to do when a jail does not start.</summary>
internal static class StartFault
{
    /// <param name="reason">What the tools or the program said.</param>
    public static string Explain(string program, string reason)
    {
        var advice = reason switch
        {
            var errors when Mentions(errors, "bwrap", "namespace", "uid map", "loopback", "Failed to make", "Can't mount") =>
                "bubblewrap may not create user namespaces here. Allow them: sysctl kernel.unprivileged_userns_clone=1 and user.max_user_namespaces above 0; on Ubuntu also "
                + "kernel.apparmor_restrict_unprivileged_userns=0; in a container allow them in its seccomp and AppArmor profiles (or run it privileged).",
            var errors when Mentions(errors, "cannot open shared object file", "DllNotFoundException", "Unable to load shared library") =>
                "A library named below is not among the system libraries that the jail shows (/usr/lib/x86_64-linux-gnu, /usr/lib64). Install its package.",
            var errors when Mentions(errors, "You must install or update .NET", "framework") =>
                "The .NET runtime that the jail shows does not fit the worker. Install the package 'dotnet-runtime-10.0'.",
            var errors when Mentions(errors, "Permission denied") =>
                "A server that runs as root reads files as nobody inside the jail: the worker's folder and the models must be readable for all.",
            _ => "The reason is below.",
        };
        return $"The jail of {program} did not start. {advice}\n{reason}";
    }

    private static bool Mentions(string text, params string[] needles) => needles.Any(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase));
}

using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OcrLabeling.Web.Hosting;

/// <summary>Section <c>Security</c> of the configuration.</summary>
public sealed class SecurityOptions : IValidatableObject
{
    public const string Section = "Security";

    /// <summary>Redirects to HTTPS and marks cookies secure; set it wherever more than this machine can reach the server.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>Addresses or networks (10.1.0.0/16) of reverse proxies: what they say in X-Forwarded-For and X-Forwarded-Proto is believed. Empty: those headers are ignored.</summary>
    public string[] KnownProxies { get; set; } = [];

    public IEnumerable<IPNetwork> ProxyNetworks => KnownProxies.Select(p => NetworkOf(p)!.Value);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in KnownProxies where NetworkOf(proxy) is null select new ValidationResult($"“{proxy}” is neither an address nor a network such as 10.1.0.0/16.", [nameof(KnownProxies)]);

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

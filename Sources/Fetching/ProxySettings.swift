internal import Foundation

/// Which proxy a request takes, by the environment variables that libcurl's users know: `http_proxy`,
/// `https_proxy`, `all_proxy` and `no_proxy`, all but the first also in capitals.
///
/// Read here and handed to libcurl request by request, because the address guard has to know whether a socket
/// leads to a proxy.
public struct ProxySettings: Sendable, Equatable {
  /// The proxy for http addresses.
  public var http: String?
  /// The proxy for https addresses.
  public var https: String?
  /// Hosts asked directly: `*`, names (with all names below them), addresses and blocks of addresses.
  public var exceptions: [String]

  /// Settings; without arguments every host is asked directly.
  public init(http: String? = nil, https: String? = nil, exceptions: [String] = []) {
    self.http = http
    self.https = https
    self.exceptions = exceptions
  }

  /// The settings of this process's environment.
  public static func environment() -> ProxySettings {
    ProxySettings(variables: ProcessInfo.processInfo.environment)
  }

  /// The settings of an environment. `HTTP_PROXY` in capitals does not count: a CGI server sets it from a header.
  init(variables: [String: String]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
    }
    let all = value("all_proxy", "ALL_PROXY")
    http = value("http_proxy") ?? all
    https = value("https_proxy", "HTTPS_PROXY") ?? all
    exceptions = (value("no_proxy", "NO_PROXY") ?? "")
      .split(whereSeparator: { $0 == "," || $0 == " " }).map { $0.lowercased() }
  }

  /// The proxy to ask for an address; `nil` to ask directly.
  func proxy(for address: WebAddress) -> String? {
    guard let proxy = address.scheme == "https" ? https : http else { return nil }
    let ip = IPAddress(address.host)
    for exception in exceptions {
      if exception == "*" { return nil }
      if let ip, let block = try? CIDRBlock(exception), block.contains(ip) { return nil }
      let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
      if address.host == name || address.host.hasSuffix("." + name) { return nil }
    }
    return proxy
  }
}

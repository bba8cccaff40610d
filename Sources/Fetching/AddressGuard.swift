/// Decides which IP addresses an untrusted address may lead to: only such as the whole Internet may reach, and
/// the blocks that the configuration allows.
///
/// Source: the IANA special-purpose address registries (RFC 6890 and its updates).
public struct AddressGuard: Sendable, Equatable {
  /// Blocks that are allowed although they are special.
  public var allowed: [CIDRBlock]

  /// A guard that allows public addresses and these blocks.
  public init(allowing allowed: [CIDRBlock] = []) { self.allowed = allowed }

  /// Whether a connection to this address may be opened.
  public func permits(_ address: IPAddress) -> Bool {
    if allowed.contains(where: { $0.contains(address) }) { return true }
    if let inner = address.embeddedIPv4 {
      // The unspecified and loopback addresses of IPv6 look like embedded ones: 0.0.0.0 and 0.0.0.1.
      return permits(inner)
    }
    if address.isIPv4 { return !Self.specialIPv4.contains { $0.contains(address) } }
    return Self.globalIPv6.contains(where: { $0.contains(address) })
      && !Self.specialIPv6.contains { $0.contains(address) }
  }

  /// The reason why a host may not be asked, told from its name alone; `nil` where it takes a connection to know.
  func refusal(host: String) -> String? {
    if let address = IPAddress(host) {
      return permits(address) ? nil : "\(address) is no public address; network.allow_private can allow it"
    }
    return nil
  }

  /// The reason why a host whose name is resolved elsewhere, by a proxy, may not be asked.
  func refusalBehindProxy(host: String) -> String? {
    if let reason = refusal(host: host) { return reason }
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    let isLocal =
      name == "localhost" || name.hasSuffix(".localhost") || name.hasSuffix(".local")
      || name.hasSuffix(".internal") || !name.contains(".")
    guard isLocal, !permits(Self.loopback) else { return nil }
    return "'\(host)' is a local name, and no proxy may be asked for it"
  }

  private static let loopback = block("127.0.0.1").address

  private static let specialIPv4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
  ].map(block)

  /// Global unicast; everything outside is loopback, link-local, unique local, multicast or unassigned.
  private static let globalIPv6 = ["2000::/3"].map(block)

  private static let specialIPv6 = ["2001::/23", "2001:db8::/32", "3fff::/20"].map(block)

  private static func block(_ text: String) -> CIDRBlock {
    do { return try CIDRBlock(text) } catch { preconditionFailure(error.description) }
  }
}

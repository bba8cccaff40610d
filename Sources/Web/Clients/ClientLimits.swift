public import Fetching

/// What one client may ask of a server at once, and how long a slow one is waited for.
///
/// A client is an IPv4 address or the first 64 bits of an IPv6 address. Clients on the server's own machine are
/// limited only where a proxy is trusted to name those behind it: else all of them would count as one.
public struct ClientLimits: Sendable, Equatable {
  /// Requests under way, until their answers are written; more are answered 503 with `Retry-After`.
  public var requests: Int
  /// Open connections; more are answered 503 and closed.
  public var connections: Int
  /// Proxies whose `X-Forwarded-For` names the client. Their own connections are not limited.
  public var trustedProxies: [CIDRBlock]
  /// Seconds within which a request has to have arrived whole, from the end of its header section on.
  public var requestSeconds: Int64
  /// A client that takes nothing of its answer for so many seconds is cut off.
  public var stallSeconds: Int64

  /// Limits; each has a measure that no harvester that goes list by list comes near.
  /// - Parameters:
  ///   - requests: 16 unless told.
  ///   - connections: 64 unless told.
  ///   - requestSeconds: 30 unless told.
  ///   - stallSeconds: 60 unless told.
  public init(
    requests: Int = 16, connections: Int = 64, trustedProxies: [CIDRBlock] = [], requestSeconds: Int64 = 30,
    stallSeconds: Int64 = 60
  ) {
    self.requests = max(1, requests)
    self.connections = max(1, connections)
    self.trustedProxies = trustedProxies
    self.requestSeconds = requestSeconds
    self.stallSeconds = stallSeconds
  }

  /// Who a request comes from; `nil` where it is not limited.
  /// - Parameters:
  ///   - peer: the address at the other end of the connection.
  ///   - forwarded: the value of `X-Forwarded-For`. Its last address that is no trusted proxy is the client: what
  ///     stands before it may be made up.
  func client(peer: IPAddress?, forwarded: String?) -> Client? {
    guard let peer else { return nil }
    guard trusts(peer) else { return isLocal(peer) && trustedProxies.isEmpty ? nil : Client(peer) }
    for part in (forwarded ?? "").split(separator: ",").reversed() {
      guard let address = IPAddress(part.filter { $0 != " " }) else { break }
      if !trusts(address) { return Client(address) }
    }
    return nil
  }

  /// Whose connection it is; `nil` where its number is not limited.
  func connectionOwner(peer: IPAddress?) -> Client? {
    guard let peer, !trusts(peer) else { return nil }
    return client(peer: peer, forwarded: nil)
  }

  private func trusts(_ address: IPAddress) -> Bool {
    let address = address.withoutMapping
    return trustedProxies.contains { $0.contains(address) }
  }

  private func isLocal(_ address: IPAddress) -> Bool {
    let bytes = address.withoutMapping.bytes
    return bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }
}

/// Someone whose requests are counted together.
struct Client: Hashable, Sendable {
  private let prefix: [UInt8]

  /// The client at an address. Who has one IPv6 address usually has 2^64 of them.
  init(_ address: IPAddress) {
    let bytes = address.withoutMapping.bytes
    prefix = bytes.count == 4 ? bytes : Array(bytes.prefix(8))
  }
}

extension IPAddress {
  /// The IPv4 address that an IPv4-mapped IPv6 address stands for (RFC 4291, section 2.5.5.2), or the address itself.
  fileprivate var withoutMapping: IPAddress {
    let mapping = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    guard bytes.count == 16, bytes.starts(with: mapping) else { return self }
    return IPAddress(bytes: Array(bytes.suffix(4))) ?? self
  }
}

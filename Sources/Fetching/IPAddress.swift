internal import Glibc

/// An IPv4 or IPv6 address by its bytes.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes, most significant first.
  public let bytes: [UInt8]

  /// An address from its bytes; `nil` unless there are 4 or 16.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// An address from dotted-quad or colon-hexadecimal text, with or without brackets; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    var buffer = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &buffer) == 1 {
      bytes = Array(buffer.prefix(4))
    } else if inet_pton(AF_INET6, text, &buffer) == 1 {
      bytes = buffer
    } else {
      return nil
    }
  }

  /// Whether this is an IPv4 address.
  public var isIPv4: Bool { bytes.count == 4 }

  /// The usual text form.
  public var description: String {
    var buffer = [CChar](repeating: 0, count: 46)
    let family = isIPv4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &buffer, 46) != nil else { return "invalid address" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The IPv4 address to which a packet sent here in the end goes, for the forms that embed one:
  /// IPv4-mapped and -compatible (RFC 4291), NAT64 (RFC 6052) and 6to4 (RFC 3056).
  var embeddedIPv4: IPAddress? {
    guard !isIPv4 else { return nil }
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10...11] == [0xff, 0xff] || bytes[10...11] == [0, 0] {
      return IPAddress(bytes: Array(bytes.suffix(4)))
    }
    if bytes.prefix(12) == [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0] {
      return IPAddress(bytes: Array(bytes.suffix(4)))
    }
    if bytes.prefix(2) == [0x20, 0x02] { return IPAddress(bytes: Array(bytes[2..<6])) }
    return nil
  }
}

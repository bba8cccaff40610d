/// A range of addresses by prefix (RFC 4632): `127.0.0.0/8`, `fd00::/8`; a lone address is a block of one.
public struct CIDRBlock: Hashable, Sendable, CustomStringConvertible {
  /// An address of the block.
  public let address: IPAddress
  /// Bits of the prefix: 0 to 32, or 0 to 128.
  public let prefixLength: Int

  /// A block from text.
  /// - Throws: `CIDRBlockError` with the remedy where the text is no block.
  public init(_ text: String) throws(CIDRBlockError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(first) else { throw CIDRBlockError(text: text) }
    let longest = address.bytes.count * 8
    guard parts.count == 2 else {
      self.address = address
      prefixLength = longest
      return
    }
    guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let length = Int(parts[1]), length <= longest
    else {
      throw CIDRBlockError(text: text)
    }
    self.address = address
    prefixLength = length
  }

  /// Whether an address lies in the block; never true across address families.
  public func contains(_ other: IPAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    for (index, (one, two)) in zip(address.bytes, other.bytes).enumerated() {
      let bits = min(8, max(0, prefixLength - index * 8))
      guard bits > 0 else { return true }
      let mask = UInt8(truncatingIfNeeded: 0xff << (8 - bits))
      guard one & mask == two & mask else { return false }
    }
    return true
  }

  /// `address/prefix`.
  public var description: String { "\(address)/\(prefixLength)" }
}

/// A text that is no block of addresses.
public struct CIDRBlockError: Error, Equatable, CustomStringConvertible {
  /// The text as given.
  public var text: String

  /// One line with the remedy.
  public var description: String {
    "'\(text)' is no block of addresses: write it like 127.0.0.0/8, 192.168.1.10 or fd00::/8"
  }
}

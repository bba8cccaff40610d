public import Store

/// The identifiers that records have in our repository.
public enum PublishedIdentifier {
  /// The identifier of a record, which stays when its provider changes the record's own.
  public static func identifier(prefix: String, of source: RecordSource) -> String {
    identifier(prefix: prefix, provider: source.provider, identifier: source.lastingIdentifier)
  }

  /// The identifier of a record: our prefix, the provider, and the provider's own identifier, percent-encoded
  /// where the oai-identifier guideline does not allow a character.
  public static func identifier(prefix: String, provider: ProviderID, identifier: String) -> String {
    "\(prefix):\(provider):\(percentEncoded(identifier))"
  }

  /// Percent-encodes every byte that may not stand in the local part of an oai-identifier, and `%` itself, so
  /// that two texts never give the same.
  public static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isAllowed(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// An identifier as the value of an argument in an address.
  static func queryEncoded(_ identifier: String) -> String {
    // What an identifier holds beside these is percent-encoded already, and its `%` is a character of its own.
    [("%", "%25"), ("&", "%26"), ("+", "%2B"), (";", "%3B"), ("=", "%3D")]
      .reduce(identifier) { $0.replacing($1.0, with: $1.1) }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: Array("-_.!~*'();/?:@&=+$,".utf8).contains(byte)
    }
  }
}

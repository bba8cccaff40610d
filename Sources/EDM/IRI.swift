extension String {
  /// True for the name of a blank node, `_:b1`.
  var isBlankNode: Bool {
    let bytes = utf8
    guard bytes.count >= 2, bytes[bytes.startIndex] == UInt8(ascii: "_") else { return false }
    return bytes[bytes.index(after: bytes.startIndex)] == UInt8(ascii: ":")
  }
}

/// Tests of identifiers, after RFC 3986 and RFC 3987.
enum IRI {
  /// True for an absolute IRI: a scheme, a colon, something after it, and no character that no IRI may hold.
  static func isAbsolute(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let colon = bytes.firstIndex(where: { !isSchemeByte($0) }), bytes[colon] == UInt8(ascii: ":"),
        colon > 0, colon + 1 < bytes.count, isLetter(bytes[0])
      else { return false }
      return bytes.allSatisfy { !isForbidden($0) } && isReference(bytes)
    }
  }

  /// True for an absolute address of the web. Characters that servers take though no URI may hold them, such as
  /// the `^` of an IIIF size, are tolerated; blanks, quotation marks and angle brackets are not.
  static func isWebAddress(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      func begins(with scheme: StaticString) -> Bool {
        let length = scheme.utf8CodeUnitCount
        guard bytes.count > length else { return false }
        return (0..<length).allSatisfy { lowercased(bytes[$0]) == scheme.utf8Start[$0] }
      }
      guard begins(with: "http://") || begins(with: "https://") else { return false }
      return bytes.allSatisfy { $0 > 32 && $0 != 34 && $0 != 60 && $0 != 62 } && isReference(bytes)
    }
  }

  /// True for what the schema type `anyURI` takes: percent signs are followed by two hexadecimal digits, a
  /// port is a number, and a first path segment with a colon begins with a scheme. Characters outside the
  /// repertoire of a URI are tolerated, as the type does.
  static func isReference(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(isReference)
  }

  private static func isReference(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var fragments = 0
    var firstBracket: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= UInt8(ascii: "%") {
        if byte == UInt8(ascii: "%") {
          guard index + 2 < bytes.count, isHexadecimal(bytes[index + 1]), isHexadecimal(bytes[index + 2])
          else { return false }
        } else if byte == UInt8(ascii: "#") {
          fragments += 1
        }
      } else if byte == UInt8(ascii: "[") {
        firstBracket = firstBracket ?? index
      }
      index += 1
    }
    guard fragments <= 1 else { return false }
    if firstBracket == nil, hasPlainHost(bytes) { return true }
    // Brackets may only hold the address of a host, right after the two slashes.
    if let firstBracket, firstBracket < 2 || bytes[firstBracket - 1] != UInt8(ascii: "/") { return false }
    return hasSoundBeginning(bytes)
  }

  /// True for a web address with a host of letters and dots and nothing else before the path: most
  /// links are such.
  private static func hasPlainHost(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 8, bytes[0] == UInt8(ascii: "h"), bytes[1] == UInt8(ascii: "t"),
      bytes[2] == UInt8(ascii: "t"), bytes[3] == UInt8(ascii: "p")
    else { return false }
    var place = bytes[4] == UInt8(ascii: "s") ? 5 : 4
    guard bytes[place] == UInt8(ascii: ":"), bytes[place + 1] == UInt8(ascii: "/"),
      bytes[place + 2] == UInt8(ascii: "/")
    else { return false }
    place += 3
    while place < bytes.count, isLetter(bytes[place]) || bytes[place] == UInt8(ascii: ".") { place += 1 }
    return place == bytes.count || isDelimiter(bytes[place])
  }

  /// Whether scheme and authority are in order.
  private static func hasSoundBeginning(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    var isScheme = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") {
        guard index > 0, isLetter(bytes[0]), isScheme else { return false }
        start = index + 1
        break
      }
      if isDelimiter(byte) { break }
      isScheme = isScheme && isSchemeByte(byte)
    }
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "/"), bytes[start + 1] == UInt8(ascii: "/")
    else {
      return true
    }
    // The host begins after the last at sign of the authority.
    var host = start + 2
    var end = host
    while end < bytes.count, !isDelimiter(bytes[end]) {
      if bytes[end] == UInt8(ascii: "@") { host = end + 1 }
      end += 1
    }
    if host < end, bytes[host] == UInt8(ascii: "[") { return true }
    var colon = host
    while colon < end, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
    return colon == end || bytes[(colon + 1)..<end].allSatisfy(isDigit)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (97...102).contains(byte | 32) }
  /// Letters, digits, `+`, `-` and `.`.
  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 43 || byte == 45 || byte == 46
  }
  /// `/`, `?` and `#`.
  private static func isDelimiter(_ byte: UInt8) -> Bool { byte == 47 || byte == 63 || byte == 35 }
  /// Controls, space and the characters `" < > \ ^ ` { | }`.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, 34, 60, 62, 92, 94, 96, 123, 124, 125, 127: true
    default: false
    }
  }

  /// The text with every byte that is not a letter, digit or one of `-._~` percent-encoded.
  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var encoded = ""
    for byte in text.utf8 {
      if isLetter(byte) || isDigit(byte) || [45, 46, 95, 126].contains(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return encoded
  }

  /// The text with every character percent-encoded that may not stand between angle brackets.
  ///
  /// Source: RDF 1.1 N-Triples and Turtle (W3C 2014), production IRIREF.
  static func escaped(_ text: String) -> String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "\0"..." ", "<", ">", "\"", "{", "}", "|", "^", "`", "\\": true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: isForbidden) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      result += isForbidden(scalar) ? percentEncoded(String(scalar)) : String(scalar)
    }
  }
}

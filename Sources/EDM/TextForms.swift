extension Statement.Object {
  /// True for blank text or a blank link.
  var isBlank: Bool {
    switch self {
    case .literal(let literal): literal.text.isBlank
    case .resource(let iri): iri.isBlank
    }
  }
}

extension String {
  /// True for two letters of ASCII in lower case, as most language tags are.
  var isTwoSmallLetters: Bool {
    let bytes = utf8
    guard bytes.count == 2 else { return false }
    let (first, second) = (bytes[bytes.startIndex], bytes[bytes.index(after: bytes.startIndex)])
    return (97...122).contains(first) && (97...122).contains(second)
  }

  /// The text without leading and trailing XML white space (space, tab, line feed, carriage return).
  func trimmingXMLSpace() -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    guard let first = utf8.first, let last = utf8.last else { return self }
    guard isSpace(first) || isSpace(last) else { return self }
    var bytes = Substring(self).utf8
    while let byte = bytes.first, isSpace(byte) { bytes.removeFirst() }
    while let byte = bytes.last, isSpace(byte) { bytes.removeLast() }
    return String(Substring(bytes))
  }

  /// True for text that holds nothing but white space, no-break spaces included.
  var isBlank: Bool {
    for byte in utf8 {
      if byte == 32 || byte == 9 || byte == 10 || byte == 13 { continue }
      if byte < 128 { return false }
      return unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }
    return true
  }

  func droppingPlus() -> String { hasPrefix("+") ? String(dropFirst()) : self }

  /// At most a number of characters, for messages.
  func shortened(to length: Int = 120) -> String {
    count <= length ? self : prefix(length - 1) + "…"
  }
}

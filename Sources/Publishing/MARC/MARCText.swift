/// Text as it may stand in MARC fields.
enum MARCText {
  /// Bytes of a value that a field of ISO 2709 takes, whose length is told in four digits, with room for
  /// indicators and other subfields.
  static let maximumBytes = 9000

  /// A text on one line: tabs and line breaks, which MARC does not have, are spaces; none stands at either end.
  static func clean(_ text: String) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
        // A line break of two characters is one.
        if scalar.value != 0x0A || cleaned.last != " " { cleaned.append(" ") }
      default: cleaned.append(scalar)
      }
    }
    return String(cleaned).trimmingSpaces()
  }

  /// A text in pieces that each fit into a field, cut at spaces where there are any.
  static func pieces(_ text: String) -> [String] {
    let text = clean(text)
    guard text.utf8.count > maximumBytes else { return text.isEmpty ? [] : [text] }
    var pieces: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let piece = beginning(of: rest)
      pieces.append(String(piece).trimmingSpaces())
      rest = rest[piece.endIndex...].drop { $0 == " " }
    }
    return pieces
  }

  /// The longest beginning that fits, up to a space where there is one.
  private static func beginning(of text: Substring) -> Substring {
    guard text.utf8.count > maximumBytes else { return text }
    // By scalars: a character of many combining marks may itself be longer than a field.
    let scalars = text.unicodeScalars
    var end = scalars.startIndex
    var lastSpace: Substring.Index?
    var bytes = 0
    while end < scalars.endIndex {
      bytes += UTF8.width(scalars[end])
      if bytes > maximumBytes { break }
      if scalars[end] == " " { lastSpace = end }
      end = scalars.index(after: end)
    }
    // A word that fills most of a field is cut.
    if let lastSpace, text[..<lastSpace].utf8.count > maximumBytes / 2 { return text[..<lastSpace] }
    return text[..<end]
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    guard let start = firstIndex(where: { $0 != " " }), let end = lastIndex(where: { $0 != " " }) else {
      return ""
    }
    return String(self[start...end])
  }
}

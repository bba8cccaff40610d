/// What a text that should name a language says.
public struct LanguageReading: Sendable, Equatable {
  /// How the language was recognised.
  public enum Source: String, Sendable, Codable {
    /// A language code, alone or with subtags.
    case tag
    /// The name of a language.
    case name
  }

  /// A language tag of BCP 47: the shortest ISO 639 code and the subtags that were there, in their usual case.
  public let tag: String
  /// From 0 to 1.
  public let confidence: Double
  /// How the language was recognised.
  public let source: Source
}

/// Recognises languages by code or name.
///
/// Source: BCP 47 (RFC 5646, section 2.1 for the form and 2.1.1 for the case of subtags); thresholds after
/// Europeana's metis-normalization.
public enum LanguageNormaliser {
  /// The confidence below which nothing is changed.
  public static let minimumConfidence = 0.95
  /// The number of characters below which a text is no name: short words are codes in one language and words
  /// in another.
  public static let minimumNameLength = 4

  /// What a text says; `nil` where it names no language, or more than one.
  public static func reading(of text: String) -> LanguageReading? {
    guard text.utf8.count <= 4 * maximumLength else { return nil }
    let trimmed = text.trimmingXMLSpace()
    guard !trimmed.isEmpty, trimmed.utf8.count <= maximumLength else { return nil }
    if let tag = tag(trimmed) {
      // An underscore is how programs write the hyphen of a tag.
      return LanguageReading(tag: tag, confidence: trimmed.utf8.contains(95) ? 0.98 : 1, source: .tag)
    }
    let name = trimmed.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard name.count >= minimumNameLength, let code = LanguageNames.code(for: name) else { return nil }
    return LanguageReading(tag: code, confidence: 0.95, source: .name)
  }

  /// The code of MARC 21 for the language that a text names by code or name; `nil` where it names none, or one
  /// that ISO 639-1 does not have.
  ///
  /// Source: MARC Code List for Languages, whose codes are the bibliographic ones of ISO 639-2.
  public static func marcCode(of text: String) -> String? {
    guard let tag = reading(of: text)?.tag else { return nil }
    return LanguageCodes.bibliographic(tag.prefix { $0 != "-" })
  }

  /// True for two letters in lower case, for which no shorter form exists: the look at nearly every tag.
  static func isShortest(_ tag: String) -> Bool {
    tag.isTwoSmallLetters && tag != "iw" && tag != "ji"
  }

  /// No name or tag of a language is longer, in bytes.
  private static let maximumLength = 100

  /// The languages that take extended subtags (RFC 5646, section 2.2.2).
  private static let extended: Set<String> = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"]

  private static func tag(_ text: String) -> String? {
    var language = ""
    var rest: [Substring] = []
    if text.utf8.count <= 3 {
      language = text.lowercased()
    } else {
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
      guard parts.count > 1 else { return nil }
      language = parts[0].lowercased()
      rest = Array(parts.dropFirst())
    }
    guard (2...3).contains(language.utf8.count), let short = LanguageCodes.shortest(language) else {
      return nil
    }
    var tag = short
    var isPrivate = false
    for (index, part) in rest.enumerated() {
      guard let form = subtag(part, isPrivate: isPrivate) else { return nil }
      // Two languages joined by a hyphen look like a language with an extension.
      if form.utf8.count == 3, isLetter(form.utf8[form.startIndex]), !isPrivate {
        guard index == 0, extended.contains(short) else { return nil }
      }
      // A single letter opens an extension, which must hold something.
      if part.utf8.count == 1 {
        guard index + 1 < rest.count else { return nil }
        isPrivate = true
      }
      tag += "-" + form
    }
    return tag
  }

  /// A subtag in its usual case: `Latn` for scripts, `AT` for regions, lower case for the others.
  private static func subtag(_ part: Substring, isPrivate: Bool) -> String? {
    let bytes = part.utf8
    guard (1...8).contains(bytes.count),
      bytes.allSatisfy({ isLetter($0) || isDigit($0) })
    else { return nil }
    let lowered = part.lowercased()
    if isPrivate || bytes.count == 1 { return lowered }
    let isAlphabetic = bytes.allSatisfy(isLetter)
    switch bytes.count {
    case 2: return isAlphabetic ? part.uppercased() : nil
    case 3: return isAlphabetic || bytes.allSatisfy(isDigit) ? lowered : nil
    case 4:
      if isAlphabetic { return lowered.prefix(1).uppercased() + lowered.dropFirst() }
      return bytes.first.map(isDigit) == true ? lowered : nil
    default: return lowered
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

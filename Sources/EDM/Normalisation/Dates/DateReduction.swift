/// One way to take something away from around a date.
enum DateReduction {
  /// `1889 (?)`, `1889 [?]`.
  case doubtAtEnd
  /// `(ca.) 1889`, `[um] 1889`.
  case circaInParentheses
  /// `Created: 1889`. Without the space it would be a code: `MONTHS:1200`.
  case textBeforeColon
  /// `(made) 1889`.
  case parenthesesAtStart
  /// `1889 (made)`.
  case parenthesesAtEnd
  /// `[ca. 1889]`.
  case bracketsWithCirca
  /// `[1889]`, `18[89]`.
  case brackets
  /// `ca. 1889`, `~1889`.
  case circaAtStart
  /// `1889]`.
  case closingBracketAtEnd
  /// `1889.`, `1889;`.
  case markAtEnd
  /// `1889 [printed]`.
  case bracketedTextAtEnd
  /// `(ca. 1889)`.
  case parenthesesWithCirca
  /// `(1889)`.
  case parentheses

  static let ofDates: [[DateReduction]] = [
    [
      .doubtAtEnd, .circaInParentheses, .textBeforeColon, .parenthesesAtStart, .parenthesesAtEnd,
      .bracketsWithCirca, .brackets, .circaAtStart, .closingBracketAtEnd, .markAtEnd,
    ],
    [.bracketedTextAtEnd, .parenthesesWithCirca, .parentheses, .circaAtStart],
  ]

  static let ofMixed: [[DateReduction]] = [[.bracketsWithCirca, .brackets, .circaAtStart, .parenthesesAtEnd]]

  /// What the part taken away says about the date.
  var qualification: EDTFDate.Qualification {
    switch self {
    case .circaInParentheses, .bracketsWithCirca, .circaAtStart, .parenthesesWithCirca: .approximate
    case .doubtAtEnd: .uncertain
    default: []
    }
  }

  /// True where words are lost.
  var leavesOutText: Bool {
    switch self {
    case .textBeforeColon, .parenthesesAtStart, .parenthesesAtEnd, .bracketedTextAtEnd: true
    default: false
    }
  }

  /// What is left of a text; `nil` where it is not of the form.
  func apply(to text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    switch self {
    case .doubtAtEnd:
      for ending in ["(?)", "[?]"] where text.count > 3 && text.suffix(3).elementsEqual(ending.utf8) {
        return text.dropLast(3)
      }
      return nil
    case .circaInParentheses:
      guard text.first == .openParenthesis || text.first == .openBracket else { return nil }
      guard let end = text.firstIndex(where: { $0 == .closeParenthesis || $0 == .closeBracket }) else {
        return nil
      }
      let remark = text[..<end].dropFirst() + [.space]
      return Circa.after(remark)?.trimmed().isEmpty == true ? text[(end + 1)...] : nil
    case .textBeforeColon:
      guard let colon = text.firstIndex(of: .colon), text[(colon + 1)...].first == .space else { return nil }
      return text[(colon + 1)...]
    case .parenthesesAtStart:
      guard text.first == .openParenthesis, let end = text.lastIndex(of: .closeParenthesis) else {
        return nil
      }
      return text[(end + 1)...]
    case .parenthesesAtEnd:
      guard text.last == .closeParenthesis else { return nil }
      return text.firstIndex(of: .openParenthesis).map { text[..<$0] }
    case .bracketsWithCirca:
      guard let start = text.firstIndex(of: .openBracket) else { return nil }
      return Circa.after(text[(start + 1)...]).flatMap {
        Self.withoutBrackets(text[..<start] + $0)
      }
    case .brackets:
      guard let start = text.firstIndex(of: .openBracket), text[start...].contains(.closeBracket) else {
        return nil
      }
      return Self.withoutBrackets(text)
    case .circaAtStart:
      return Circa.after(text)
    case .closingBracketAtEnd:
      return text.last == .closeBracket ? text.dropLast() : nil
    case .markAtEnd:
      return [.dot, .comma, .semicolon].contains(text.last) ? text.dropLast() : nil
    case .bracketedTextAtEnd:
      guard text.last == .closeBracket else { return nil }
      return text.firstIndex(of: .openBracket).map { text[..<$0] }
    case .parenthesesWithCirca:
      return Self.parentheses.apply(to: text).flatMap(Circa.after)
    case .parentheses:
      guard text.first == .openParenthesis, text.last == .closeParenthesis else { return nil }
      return text.dropFirst().dropLast()
    }
  }

  private static func withoutBrackets(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.contains(.closeBracket) else { return nil }
    return Array(text.filter { $0 != .openBracket && $0 != .closeBracket })[...]
  }
}

/// Words for "about" before a date.
enum Circa {
  /// With a dot or not; the dot stands for a space.
  private static let words: Set<String> = [
    "circa", "ca", "c", "cca", "approx", "approximately", "about", "around",  // Latin, English
    "um", "etwa", "ungefähr", "gegen", "zirka",  // German
    "vers", "env", "environ",  // French
    "hacia", "aprox", "aproximadamente", "cerca", "verso", "circum",  // Spanish, Portuguese, Italian, Latin
    "omstreeks", "rond", "omkring", "cirka", "omtrent", "noin", "umb", "umbes",  // Dutch, Nordic, Estonian
    "około", "ok", "asi", "kolem", "okolo", "oko", "okoli", "apie", "ap", "aptuveni",  // Slavonic, Baltic
    "körülbelül", "kb", "aproximativ", "около", "ок", "близько", "περίπου", "περί",
  ]

  private static let longestWord = words.reduce(0) { max($0, $1.utf8.count) }

  /// What follows such a word at the start of a text; `nil` without one.
  static func after(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if text.first == .tilde { return text.dropFirst() }
    guard let first = text.first, first.isWordByte else { return nil }
    var scanner = DateScanner(text)
    let word = scanner.takeAll { $0.isWordByte }
    guard word.count <= longestWord, words.contains(word.word) else { return nil }
    let hasDot = scanner.take(.dot)
    guard scanner.take(.space) || hasDot else { return nil }
    // "cerca de 1889", "c. a. 1889".
    for tail in ["de ", "a. "] where scanner.rest.starts(with: tail.utf8) {
      return scanner.rest.dropFirst(tail.utf8.count)
    }
    return scanner.rest
  }
}

/// One or two numbers of centuries, with or without a word for century before or behind.
struct CenturyPhrase {
  static let longest = 60

  let first: Int
  let last: Int?
  let isRoman: Bool
  let hasWord: Bool
  let isUncertain: Bool
  /// True for a Roman numeral of two or more capitals that stands alone: `XIV`, but not `V` or `mix`.
  let isPlainNumeral: Bool

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= Self.longest else { return nil }
    var text = bytes
    var isUncertain = false
    if text.first == .question {
      text.removeFirst()
      isUncertain = true
    }
    if text.last == .question {
      text.removeLast()
      isUncertain = true
    }
    var scanner = DateScanner(text.trimmed())
    let prefix = Self.takePrefix(&scanner)
    let start = scanner.rest
    guard let first = Numeral(&scanner) else { return nil }
    var last: Numeral?
    let beforeRange = scanner
    _ = scanner.take(.space)
    if scanner.take(.hyphen) || scanner.take(.slash) {
      _ = scanner.take(.space)
      last = Numeral(&scanner)
      guard last != nil else { return nil }
    } else {
      scanner = beforeRange
    }
    if let last, last.isRoman != first.isRoman { return nil }
    let suffix = scanner.rest.trimmed()
    let suffixKind = suffix.isEmpty ? nil : CenturyWord.behind[Self.withoutDot(suffix).word]
    if !suffix.isEmpty {
      // A word stands apart from an Arabic number: "11thcentury" is a slip.
      guard suffixKind != nil, scanner.next == .space || first.isRoman && first.hasOrdinal else { return nil }
    }
    let kinds = [prefix, suffixKind].compactMap { $0 }
    guard first.isRoman || kinds.contains(.clear) else { return nil }
    hasWord = !kinds.isEmpty
    guard hasWord || !first.hasOrdinal && last?.hasOrdinal != true else { return nil }
    self.first = first.value
    self.last = last?.value
    isRoman = first.isRoman
    self.isUncertain = isUncertain
    isPlainNumeral = !hasWord && start.count > 1 && start.allSatisfy { $0 == .hyphen || $0.isASCIICapital }
  }

  /// A word for century and what parts it from the number: a dot, a space, or both.
  private static func takePrefix(_ scanner: inout DateScanner) -> CenturyWord? {
    var attempt = scanner
    let word = attempt.takeAll { $0.isWordByte }
    guard !word.isEmpty, let kind = CenturyWord.before[word.word] else { return nil }
    let hasDot = attempt.take(.dot)
    guard attempt.take(.space) || hasDot else { return nil }
    // Romanian "secolul al XIX-lea".
    if attempt.rest.starts(with: "al ".utf8) {
      _ = attempt.takeAll { $0 != .space }
      _ = attempt.take(.space)
    }
    scanner = attempt
    return kind
  }

  private static func withoutDot(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.last == .dot ? bytes.dropLast() : bytes
  }
}

/// A number with the ending that makes it an ordinal.
private struct Numeral {
  let value: Int
  let isRoman: Bool
  let hasOrdinal: Bool

  private static let englishEndings: Set<String> = ["st", "nd", "rd", "th"]
  private static let endings: Set<String> = [
    "e", "ème", "eme", "ième", "er", "ère", "de", "ste", "è", "r", "n", "t", "º", "°", "o", "ᵉ", "ᵉʳ",
    "ος", "ου", "ού", "ός", "й", "го", "ти", "ви", "ри", "ми", "lea", "a", "ú", "adh",
  ]

  init?(_ scanner: inout DateScanner) {
    if let number = scanner.digits(1...2) {
      value = number
      isRoman = false
    } else {
      let letters = scanner.takeAll { RomanNumeral.letters.contains($0.lowered) }
      guard let number = RomanNumeral.value(letters) else { return nil }
      value = number
      isRoman = true
    }
    var attempt = scanner
    let hasHyphen = attempt.take(.hyphen)
    let ending = attempt.takeAll { $0.isWordByte }
    if !ending.isEmpty, ending.count <= 6 {
      let word = ending.word
      if Self.englishEndings.contains(word), !hasHyphen {
        guard isRoman || word == Self.englishEnding(of: value) else { return nil }
        scanner = attempt
        hasOrdinal = true
        return
      }
      if Self.endings.contains(word) {
        scanner = attempt
        _ = scanner.take(.dot)
        hasOrdinal = true
        return
      }
    }
    hasOrdinal = scanner.take(.dot)
  }

  private static func englishEnding(of number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return switch number % 10 {
    case 1: "st"
    case 2: "nd"
    case 3: "rd"
    default: "th"
    }
  }
}

/// Roman numerals in their usual, shortest form.
enum RomanNumeral {
  static let letters = Array("ivxlcdm".utf8)
  /// The letters that the numbers up to 21 need.
  static let lettersOfCenturies = Array("ivx".utf8)
  private static let values = [1, 5, 10, 50, 100, 500, 1000]
  private static let parts: [(Int, [UInt8])] = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
  ].map { ($0, Array($1.utf8)) }

  /// The number; `nil` for other letters and for forms such as `IXX` and `XIIII`.
  static func value(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...15).contains(bytes.count) else { return nil }
    var total = 0
    var largest = 0
    for byte in bytes.reversed() {
      guard let index = letters.firstIndex(of: byte.lowered) else { return nil }
      let value = values[index]
      total += value < largest ? -value : value
      largest = max(largest, value)
    }
    guard total > 0, total < 4000 else { return nil }
    var position = bytes.startIndex
    var left = total
    for (value, letters) in parts {
      while left >= value {
        for letter in letters {
          guard position < bytes.endIndex, bytes[position].lowered == letter else { return nil }
          position += 1
        }
        left -= value
      }
    }
    return position == bytes.endIndex ? total : nil
  }
}

extension UInt8 {
  fileprivate var isASCIICapital: Bool { self >= 65 && self <= 90 }
}

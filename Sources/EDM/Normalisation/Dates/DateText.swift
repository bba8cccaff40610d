/// A provider's text made ready for the extractors: spaces single, dashes hyphens, annotations perhaps gone.
struct DateText {
  /// Longer texts are prose.
  static let longest = 400

  private(set) var bytes: ArraySlice<UInt8>
  /// What was taken away says about the date.
  private(set) var qualification: EDTFDate.Qualification = []
  private(set) var notes: NormalisedDate.Notes = []

  let hasDigit: Bool
  /// True where there is a letter; extractors that need words look no further without.
  let hasLetter: Bool

  /// `nil` for a text too long for a date, or blank.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    let bytes = Self.cleaned(text)
    guard !bytes.isEmpty else { return nil }
    self.init(bytes: bytes[...])
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    hasDigit = bytes.contains { $0.isDigit }
    hasLetter = bytes.contains { $0.isWordByte }
  }

  /// A date has a digit, or a word that starts like a Roman numeral of a century that has begun.
  var mayBeDate: Bool { hasDigit || bytes.count <= CenturyPhrase.longest && hasNumeral }

  private var hasNumeral: Bool {
    var isAfterLetter = false
    for byte in bytes {
      if !isAfterLetter, RomanNumeral.lettersOfCenturies.contains(byte.lowered) { return true }
      isAfterLetter = byte.isWordByte
    }
    return false
  }

  private static func cleaned(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    func appendSpace() { if output.last != .space, !output.isEmpty { output.append(.space) } }
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case 9...13, 32: appendSpace()
      case 0xC2:
        // U+00A0, the no-break space.
        guard let second = iterator.next() else { break }
        if second == 0xA0 { appendSpace() } else { output += [byte, second] }
      case 0xE2:
        guard let second = iterator.next(), let third = iterator.next() else { break }
        switch (second, third) {
        // U+2000 to U+200A and U+202F, spaces.
        case (0x80, 0x80...0x8A), (0x80, 0xAF): appendSpace()
        // U+2010 to U+2015 and U+2212, dashes and the minus.
        case (0x80, 0x90...0x95), (0x88, 0x92): output.append(.hyphen)
        default: output += [byte, second, third]
        }
      default: output.append(byte)
      }
    }
    if output.last == .space { output.removeLast() }
    return output
  }

  /// The text after the first reduction of a group that changes it and leaves something; `nil` where none does.
  func reduced(by group: [DateReduction]) -> DateText? {
    for reduction in group {
      guard let bytes = reduction.apply(to: bytes)?.trimmed(), !bytes.isEmpty, bytes.count < self.bytes.count
      else { continue }
      var text = DateText(bytes: bytes)
      text.qualification = qualification.union(reduction.qualification)
      text.notes = reduction.leavesOutText ? notes.union(.annotationLeftOut) : notes
      return text
    }
    return nil
  }
}

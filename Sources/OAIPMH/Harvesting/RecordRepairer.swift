internal import XMLCodec

/// Repairs what can be repaired with certainty, and nothing else: the result depends on the given bytes alone, and
/// well-formed bytes come out as they went in.
struct RecordRepairer {
  /// What came of it.
  struct Outcome {
    var bytes: [UInt8]
    var repairs: [Repair]
    /// Why a fault could not be repaired with certainty; `nil` where nothing of the kind was met.
    var doubt: String?
  }

  private enum Mode: Equatable {
    case text
    case tag
    case attribute(UInt8)
    /// Bytes without references, up to some end.
    case verbatim
  }

  private let bytes: MarkupBytes
  /// What has been written; bytes from `kept` on are still to be copied as they are.
  private var output: [UInt8] = []
  private var kept = 0
  private var repairs: [Repair] = []
  private var doubt: String?
  private var mode = Mode.text
  private var verbatimEnd = 0
  /// Where the last repair's fault ended, so that neighbouring ones become one.
  private var lastEnd = -1
  /// Valid sequences beyond ASCII, faults that may be a character cut short, and other faults of encoding.
  private var characters = 0
  private var cutCharacters = 0
  private var foreignBytes = 0
  /// Names beyond ASCII that were looked up: each costs a search, and no format that is harvested has any.
  private var foreignTags = 0
  private static let maximumForeignTags = 64

  /// Repairs the bytes of an element.
  static func repair(_ buffer: UnsafeBufferPointer<UInt8>) -> Outcome {
    guard let bytes = MarkupBytes(buffer) else { return Outcome(bytes: [], repairs: [], doubt: nil) }
    var repairer = RecordRepairer(bytes: bytes)
    repairer.run()
    repairer.flush(upTo: bytes.count)
    return Outcome(bytes: repairer.output, repairs: repairer.repairs, doubt: repairer.doubt)
  }

  private init(bytes: MarkupBytes) { self.bytes = bytes }

  private mutating func flush(upTo end: Int) {
    if kept < end { output.append(contentsOf: bytes.buffer(kept..<end)) }
    kept = end
  }

  /// Whether a byte is never part of a fault and never changes the mode.
  private static let isPlain: [Bool] = (0...255).map { byte in
    let byte = UInt8(byte)
    let special = [
      Byte.lessThan, Byte.greaterThan, Byte.ampersand, Byte.quote, Byte.apostrophe,
    ]
    return Byte.isSpace(byte) || (byte >= 0x20 && byte < 0x80 && !special.contains(byte))
  }

  /// The place of the first byte from a place on that is not plain.
  private func skipPlain(from start: Int, _ isPlain: UnsafeBufferPointer<Bool>) -> Int {
    var place = start
    while place < bytes.count, isPlain[Int(bytes[place])] { place += 1 }
    return place
  }

  private mutating func run() {
    var place = 0
    while true {
      place = Self.isPlain.withUnsafeBufferPointer { skipPlain(from: place, $0) }
      guard place < bytes.count else { break }
      if mode == .verbatim, place >= verbatimEnd { mode = .text }
      let byte = bytes[place]
      if byte < 0x20, !Byte.isSpace(byte) {
        note("control-character", place..<place + 1, before: Self.visible(byte), after: "")
        place += 1
      } else if byte >= 0x80 {
        place = character(at: place)
      } else {
        place = markup(byte, at: place)
      }
    }
    // In a text that is UTF-8 elsewhere, a lead byte at the end of a text may be a character cut short by a field's
    // length just as well as a letter of another encoding.
    if cutCharacters > 0, foreignBytes == 0, characters > 0 { doubt = doubt ?? "a character is cut short" }
  }

  // MARK: Markup

  private mutating func markup(_ byte: UInt8, at place: Int) -> Int {
    switch (mode, byte) {
    case (.text, Byte.lessThan): return tag(at: place)
    case (.text, Byte.ampersand), (.attribute, Byte.ampersand): return reference(at: place)
    case (.text, Byte.greaterThan) where place > 1 && bytes.has("]]", at: place - 2):
      replace("bare-cdata-end", place..<place + 1, before: ">", after: "&gt;", with: "&gt;")
      return place + 1
    case (.tag, Byte.greaterThan): mode = .text
    case (.tag, Byte.quote), (.tag, Byte.apostrophe): mode = .attribute(byte)
    case (.attribute(byte), _): mode = .tag
    default: break
    }
    return place + 1
  }

  private mutating func tag(at place: Int) -> Int {
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    if let end = bytes.endOfMarkup(at: place) {
      let isProlog = bytes.has("<?xml", at: place) && place + 5 < end && Byte.isSpace(bytes[place + 5])
      if isProlog || bytes.has("<!DOCTYPE", at: place) {
        note(
          "prolog", place..<end, before: String(decoding: bytes.buffer(place..<end), as: UTF8.self), after: ""
        )
        return end
      }
      mode = .verbatim
      verbatimEnd = end
    } else if next == Byte.slash || Byte.startsName(next) && (next < 0x80 || isForeignTag(at: place)) {
      mode = .tag
    } else if next != Byte.exclamation, next != Byte.question {
      replace("bare-less-than", place..<place + 1, before: "<", after: "&lt;", with: "&lt;")
      return place + 1
    }
    return place + 1
  }

  /// Whether a `<` before a character beyond ASCII begins a tag, which then ends itself or has an end tag.
  private mutating func isForeignTag(at place: Int) -> Bool {
    guard foreignTags < Self.maximumForeignTags else { return true }
    foreignTags += 1
    guard let tag = bytes.tag(at: place) else { return false }
    return tag.isEmpty
      || bytes.has("</" + String(decoding: bytes.buffer(tag.name), as: UTF8.self), in: tag.end..<bytes.count)
  }

  private mutating func reference(at place: Int) -> Int {
    switch CharacterData.reference(bytes, at: place, to: bytes.count) {
    case .none:
      replace("bare-ampersand", place..<place + 1, before: "&", after: "&amp;", with: "&amp;")
      return place + 1
    case .name(let name, let end):
      let text = bytes.buffer(name)
      if CharacterData.predefined(text) != nil { return end }
      if let character = NamedCharacters.text(text) {
        let before = String(decoding: bytes.buffer(place..<end), as: UTF8.self)
        replace("named-entity", place..<end, before: before, after: character, with: character)
      } else {
        doubt = doubt ?? "the entity '\(String(decoding: text, as: UTF8.self))' is not defined"
      }
      return end
    case .number(let number, let end):
      if CharacterData.isAllowed(number) { return end }
      // Halves of a UTF-16 pair, written as two references, are one character.
      if (0xD800...0xDBFF).contains(number),
        end < bytes.count, bytes[end] == Byte.ampersand,
        case .number(let low, let lowEnd) = CharacterData.reference(bytes, at: end, to: bytes.count),
        let character = Self.character(high: number, low: low)
      {
        let before = String(decoding: bytes.buffer(place..<lowEnd), as: UTF8.self)
        replace("surrogate-pair", place..<lowEnd, before: before, after: character, with: character)
        return lowEnd
      }
      note(
        "illegal-reference", place..<end, before: String(decoding: bytes.buffer(place..<end), as: UTF8.self),
        after: "")
      return end
    }
  }

  // MARK: Characters

  private mutating func character(at place: Int) -> Int {
    let length = UTF8Sequence.length(bytes, at: place)
    guard length > 0 else { return foreign(at: place) }
    let isNoncharacter =
      bytes[place] == 0xEF && bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE
    guard !isNoncharacter else {
      let before = (0..<3).map { Self.visible(bytes[place + $0]) }.joined()
      note("control-character", place..<place + 3, before: before, after: "")
      return place + 3
    }
    characters += 1
    return place + length
  }

  /// Bytes that are not UTF-8: surrogates encoded one by one, or a text in CP1252.
  private mutating func foreign(at place: Int) -> Int {
    if let high = UTF8Sequence.surrogate(bytes, at: place) {
      let before = (0..<3).map { Self.visible(bytes[place + $0]) }.joined()
      if let low = UTF8Sequence.surrogate(bytes, at: place + 3),
        let character = Self.character(high: high, low: low)
      {
        let lowBefore = (3..<6).map { Self.visible(bytes[place + $0]) }.joined()
        replace(
          "surrogate-pair", place..<place + 6, before: before + lowBefore, after: character, with: character)
        return place + 6
      }
      note("control-character", place..<place + 3, before: before, after: "")
      return place + 3
    }
    var end = place + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let isLead = bytes[place] >= 0xC2 && bytes[place] <= 0xF4
    if isLead, end < bytes.count, bytes[end] == Byte.lessThan || bytes[end] == Byte.quote {
      cutCharacters += 1
    } else {
      foreignBytes += 1
    }
    guard let scalar = WindowsLatin1.scalar(bytes[place]) else {
      doubt = doubt ?? "byte \(Self.visible(bytes[place])) is neither UTF-8 nor CP1252"
      return place + 1
    }
    let character = String(Character(scalar))
    replace(
      "latin-1", place..<place + 1, before: Self.visible(bytes[place]), after: character, with: character)
    return place + 1
  }

  private static func character(high: UInt32, low: UInt32) -> String? {
    guard (0xD800...0xDBFF).contains(high), (0xDC00...0xDFFF).contains(low) else { return nil }
    return UnicodeScalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00)).map { String(Character($0)) }
  }

  // MARK: Notes

  private mutating func replace(
    _ kind: String, _ range: Range<Int>, before: String, after: String, with replacement: String
  ) {
    note(kind, range, before: before, after: after)
    output.append(contentsOf: replacement.utf8)
  }

  private mutating func note(_ kind: String, _ range: Range<Int>, before: String, after: String) {
    flush(upTo: range.lowerBound)
    kept = range.upperBound
    defer { lastEnd = range.upperBound }
    if lastEnd == range.lowerBound, var last = repairs.last, last.kind == kind {
      last.before += before
      last.after += after
      repairs[repairs.count - 1] = last
    } else {
      repairs.append(Repair(kind: kind, place: "byte \(range.lowerBound)", before: before, after: after))
    }
  }

  /// A byte as `\xE9`.
  private static func visible(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
}

/// Well-formed byte sequences of UTF-8 (Unicode standard, table 3-7).
enum UTF8Sequence {
  /// The length of the valid sequence at a place; 0 where there is none.
  static func length(_ bytes: MarkupBytes, at place: Int) -> Int {
    let lead = bytes[place]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard place + length <= bytes.count, second.contains(bytes[place + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where bytes[place + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// The UTF-16 surrogate that is encoded, against the rules, at a place.
  static func surrogate(_ bytes: MarkupBytes, at place: Int) -> UInt32? {
    guard place + 3 <= bytes.count, bytes[place] == 0xED, (0xA0...0xBF).contains(bytes[place + 1]),
      bytes[place + 2] & 0xC0 == 0x80
    else { return nil }
    return 0xD000 | UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
  }
}

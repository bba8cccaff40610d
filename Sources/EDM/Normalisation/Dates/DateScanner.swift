/// Walks over the UTF-8 of a short text from left to right.
struct DateScanner {
  let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  var next: UInt8? { isAtEnd ? nil : bytes[position] }

  /// What has not been read.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  /// Steps over a byte; false, without a step, where another one comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Steps over all bytes that fit and returns them.
  mutating func takeAll(where fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.endIndex, fits(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  /// A number of so many digits, or as many as there are up to the upper bound; without a step where there are
  /// fewer. At most nine digits can be asked for.
  mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var end = position
    var number = 0
    while end < bytes.endIndex, end - position < count.upperBound, bytes[end].isDigit {
      number = number * 10 + Int(bytes[end] - .zero)
      end += 1
    }
    guard end - position >= count.lowerBound else { return nil }
    position = end
    return number
  }

  /// Steps over what follows the `T` of a date and time: digits, colons, a fraction, a zone. It may be empty.
  mutating func skipTimeOfDay() -> Bool {
    guard bytes.endIndex - position <= 40 else { return false }
    _ = takeAll { $0.isDigit || $0 == .colon || $0 == .dot || $0 == .plus || $0 == .hyphen }
    _ = take(.upperZ)
    return true
  }

  /// Steps over `hh:mm:ss`, perhaps with a fraction.
  mutating func skipClock() -> Bool {
    guard let hour = digits(2...2), hour < 24, take(.colon) else { return false }
    guard let minute = digits(2...2), minute < 60, take(.colon) else { return false }
    guard let second = digits(2...2), second <= 60 else { return false }
    if take(.dot) { return digits(1...9) != nil }
    return true
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let percent = UInt8(ascii: "%")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let zero = UInt8(ascii: "0")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let equals = UInt8(ascii: "=")
  static let question = UInt8(ascii: "?")
  static let upperT = UInt8(ascii: "T")
  static let upperX = UInt8(ascii: "X")
  static let upperY = UInt8(ascii: "Y")
  static let upperZ = UInt8(ascii: "Z")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let bar = UInt8(ascii: "|")
  static let tilde = UInt8(ascii: "~")

  var isDigit: Bool { self >= 48 && self <= 57 }

  /// The lower-case letter of an ASCII letter; any other byte itself.
  var lowered: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }

  var isASCIILetter: Bool { lowered >= 97 && lowered <= 122 }

  /// True for a letter as far as bytes tell: ASCII letters and every byte beyond ASCII.
  var isWordByte: Bool { isASCIILetter || self >= 128 }
}

extension ArraySlice<UInt8> {
  /// Without spaces at either end.
  func trimmed() -> ArraySlice<UInt8> {
    var slice = self
    while slice.first == .space { slice.removeFirst() }
    while slice.last == .space { slice.removeLast() }
    return slice
  }

  /// The lower-case text, as key of a table of words.
  var word: String { String(decoding: self, as: UTF8.self).lowercased() }

  /// The index where a byte stands, if it does so exactly once.
  func onlyIndex(of byte: UInt8) -> Int? {
    guard let index = firstIndex(of: byte), lastIndex(of: byte) == index else { return nil }
    return index
  }
}

/// A path pattern of robots.txt and tdmrep.json (RFC 9309, section 2.2.3): a prefix in which `*` stands for any
/// characters and a final `$` for the end.
struct PathPattern: Sendable, Equatable {
  /// The parts between the stars, in normal form.
  private let parts: [[UInt8]]
  private let isAnchored: Bool
  /// Octets of the pattern: the longest match wins.
  let length: Int

  init(_ text: some StringProtocol) {
    var bytes = Self.normalise(text)
    length = bytes.count
    isAnchored = bytes.last == 0x24
    if isAnchored { bytes.removeLast() }
    parts = bytes.split(separator: 0x2a, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether a path with its query, in normal form, matches. Takes time linear in the path for each star.
  func matches(_ path: [UInt8]) -> Bool {
    guard let head = parts.first, path.starts(with: head) else { return false }
    guard parts.count > 1, let tail = parts.last else { return !isAnchored || path.count == head.count }
    var position = head.count
    for part in parts[1..<(parts.count - 1)] {
      guard let found = Self.find(part, in: path, from: position) else { return false }
      position = found + part.count
    }
    if isAnchored {
      return path.count - position >= tail.count && path.suffix(tail.count).elementsEqual(tail)
    }
    return Self.find(tail, in: path, from: position) != nil
  }

  /// Octets in normal form: what need not be percent-encoded is not, and the rest is, in upper case.
  static func normalise(_ text: some StringProtocol) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    let source = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    func append(_ byte: UInt8) { result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    while index < source.count {
      let byte = source[index]
      index += 1
      if byte == 0x25, index + 1 < source.count, let high = hexadecimal(source[index]),
        let low = hexadecimal(source[index + 1])
      {
        index += 2
        let decoded = high << 4 | low
        if isUnreserved(decoded) { result.append(decoded) } else { append(decoded) }
      } else if byte >= 0x80 || byte == 0x20 {
        append(byte)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func find(_ part: [UInt8], in path: [UInt8], from start: Int) -> Int? {
    guard path.count - start >= part.count else { return nil }
    return (start...(path.count - part.count)).first { path[$0..<($0 + part.count)].elementsEqual(part) }
  }
}

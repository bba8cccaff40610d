internal import Crypto
public import Foundation

/// The SHA-256 of some bytes: the identity of a medium, a record version, a model file.
///
/// Source: FIPS 180-4. Two equal hashes are taken for equal bytes everywhere in Winnow.
public struct ContentHash: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 32 bytes as four big-endian words, so that a hash is a value without an allocation.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The hash of a whole buffer.
  public init(of bytes: some ContiguousBytes) {
    self = bytes.withUnsafeBytes { buffer in
      var hasher = ContentHasher()
      hasher.update(buffer)
      return hasher.finalize()
    }
  }

  /// A hash read back from its 32 bytes; `nil` for any other length.
  public init?(bytes: some Collection<UInt8>) {
    let hash = Array(bytes).withUnsafeBytes { ContentHash(bytes: $0) }
    guard let hash else { return nil }
    self = hash
  }

  /// A hash read back from its 32 bytes; `nil` for any other length.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// A hash read back from 64 hexadecimal digits of either case; `nil` for anything else.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var parts: [UInt64] = [0, 0, 0, 0]
    for (offset, digit) in digits.enumerated() {
      let value: UInt64
      switch digit {
      case 0x30...0x39: value = UInt64(digit - 0x30)
      case 0x61...0x66: value = UInt64(digit - 0x61 + 10)
      case 0x41...0x46: value = UInt64(digit - 0x41 + 10)
      default: return nil
      }
      parts[offset / 16] = parts[offset / 16] << 4 | value
    }
    words = (parts[0], parts[1], parts[2], parts[3])
  }

  /// The 32 bytes, most significant first.
  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  /// Hands out the 32 bytes, most significant first, without an allocation.
  public func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    return try Swift.withUnsafeBytes(of: ordered, body)
  }

  /// 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { hexadecimal }

  /// True where all 32 bytes agree.
  public static func == (left: ContentHash, right: ContentHash) -> Bool { left.words == right.words }

  /// Orders hashes by their bytes, most significant first.
  public static func < (left: ContentHash, right: ContentHash) -> Bool { left.words < right.words }

  /// Feeds half of the bytes, which are as good as random.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension ContentHash: Codable {
  /// Reads a hash from a string of 64 hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let hash = ContentHash(hexadecimal: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a SHA-256 in hexadecimal"))
    }
    self = hash
  }

  /// Writes the hash as a string of 64 lower-case hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}

/// A SHA-256 that is fed piece by piece, for bytes that arrive as a stream.
public struct ContentHasher {
  private var state = SHA256()

  /// A hasher that has seen no bytes yet.
  public init() {}

  /// Adds bytes to what is hashed.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

  /// Adds bytes to what is hashed.
  public mutating func update(_ bytes: some ContiguousBytes) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// The hash of all bytes added so far; the hasher may go on afterwards.
  public func finalize() -> ContentHash {
    let digest = state.finalize()
    return digest.withUnsafeBytes { buffer in
      guard let hash = ContentHash(bytes: buffer) else {
        preconditionFailure("SHA-256 always has 32 bytes")
      }
      return hash
    }
  }
}

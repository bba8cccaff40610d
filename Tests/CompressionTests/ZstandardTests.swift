import Compression
import Testing

@Suite("Zstandard")
struct ZstandardTests {
  @Test("restores what it compressed", arguments: [0, 1, 1000, 300_000])
  func roundTrip(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
    for level in [-5, 1, 3, 19, 99] {
      let frame = try Zstandard.compress(bytes, level: level)
      #expect(try Zstandard.decompress(frame, limit: count) == bytes)
    }
  }

  @Test("makes repetitive text small")
  func ratio() throws {
    let text = Array(
      String(repeating: "<dc:title xml:lang=\"de\">Ansicht der Stadt</dc:title>", count: 500).utf8)
    #expect(try Zstandard.compress(text).count < text.count / 20)
  }

  @Test("refuses content beyond the limit before it allocates")
  func limit() throws {
    let frame = try Zstandard.compress([UInt8](repeating: 0, count: 1_000_000))
    #expect(frame.count < 200)
    #expect(throws: CompressionError.tooLarge(stated: 1_000_000, limit: 999_999)) {
      try Zstandard.decompress(frame, limit: 999_999)
    }
  }

  @Test("refuses bytes that are no frame", arguments: [[], [1, 2, 3], Array("<record/>".utf8)])
  func noFrame(bytes: [UInt8]) {
    #expect(throws: CompressionError.notAFrame(count: bytes.count)) {
      try Zstandard.decompress(bytes, limit: 1000)
    }
  }

  @Test("names a damaged frame and the remedy")
  func damaged() throws {
    var frame = try Zstandard.compress((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) })
    frame.removeLast(8)
    let error = try #require(throws: CompressionError.self) { try Zstandard.decompress(frame, limit: 10_000) }
    #expect(error.description.contains("damaged"))
    #expect(error.description.contains("backup"))
  }
}

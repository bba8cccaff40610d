import Compression
import Testing

@testable import Fetching

@Suite("Deflate, piece by piece")
struct DeflateStreamTests {
  private func coded(_ pieces: [[UInt8]], _ wrapping: DeflateStream.Wrapping, level: Int) throws -> [UInt8] {
    let stream = try DeflateStream(wrapping, level: level)
    var result: [UInt8] = []
    for piece in pieces { result += try piece.withUnsafeBytes { try stream.append($0) } }
    return result + (try stream.finish())
  }

  @Test("gives back what it was given, whatever the pieces", arguments: [1, 6, 9, 40])
  func roundTrip(level: Int) throws {
    let text = Array(String(repeating: "<edm:type>IMAGE</edm:type>", count: 20_000).utf8)
    // Bytes that do not compress need more room than they had.
    let noise = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    for pieces in [[], [[]], [text], [noise], [Array(text.prefix(1)), text, [], noise, text]] {
      let whole = pieces.flatMap { $0 }
      for wrapping in [DeflateStream.Wrapping.gzip, .zlib] {
        let bytes = try coded(pieces, wrapping, level: level)
        #expect(GzipInflater.inflate(bytes, maximumBytes: 10_000_000) == .whole(whole))
        #expect(GzipInflater.isGzip(bytes) == (wrapping == .gzip))
      }
    }
    #expect(try coded([text], .gzip, level: level).count < text.count / 50)
  }

  @Test("takes nothing after its end")
  func ended() throws {
    let stream = try DeflateStream(.gzip, level: 4)
    _ = try stream.finish()
    #expect(throws: CompressionError.self) {
      try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try stream.append($0) }
    }
  }
}

import Compression
import Testing

@Suite("DEFLATE")
struct DeflateCompressorTests {
  @Test("gives the same bytes for the same content, smaller ones for text")
  func deterministic() throws {
    let text = Array(String(repeating: "<dc:title>Kaffeekanne</dc:title>\n", count: 100).utf8)
    let first = try DeflateCompressor()
    let second = try DeflateCompressor()
    let frame = first.gzip(text)
    _ = first.deflate([1, 2, 3])
    #expect(frame == second.gzip(text) && frame == first.gzip(text))
    #expect(frame.count * 10 < text.count)
    // RFC 1952: no name, no time.
    #expect(Array(frame.prefix(8)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    #expect(first.deflate(text).count == frame.count - 18)
  }

  @Test("knows the CRC-32 of everybody's example, and of nothing")
  func checksum() {
    #expect(DeflateCompressor.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(DeflateCompressor.crc32([]) == 0)
  }
}

import Archives
import Compression
import Foundation
import Testing

@Suite("A zip archive that is written")
struct ZipWriterTests {
  private func archive(_ entries: [(path: String, content: [UInt8])]) throws -> [UInt8] {
    let compressor = try DeflateCompressor()
    var bytes: [UInt8] = []
    var directory: [ZipDirectoryEntry] = []
    for entry in entries {
      directory.append(
        ZipWriter.append(
          path: entry.path, deflated: compressor.deflate(entry.content),
          crc32: DeflateCompressor.crc32(entry.content), size: entry.content.count, to: &bytes))
    }
    return bytes + ZipWriter.directory(of: directory, at: bytes.count)
  }

  @Test("is read back by libarchive: paths in UTF-8, contents, sizes, the fixed time")
  func roundTrip() throws {
    let entries: [(path: String, content: [UInt8])] = [
      (path: "museum/oai%3A1.rdf", content: Array("<rdf:RDF/>\n".utf8)),
      (path: "bibliothèque/é.rdf", content: Array(String(repeating: "long ", count: 10_000).utf8)),
      (path: "empty.rdf", content: []),
    ]
    let file = NSTemporaryDirectory() + "zip-writer-\(UUID().uuidString).zip"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(try archive(entries)).write(to: URL(fileURLWithPath: file))
    let reader = try ArchiveReader(path: file)
    for entry in entries {
      let read = try #require(try reader.next())
      #expect(read.path == entry.path && read.declaredSize == Int64(entry.content.count))
      #expect(try reader.contents() == entry.content)
    }
    #expect(try reader.next() == nil)
  }

  @Test("of nothing is the end of a directory alone")
  func empty() throws {
    #expect(try archive([]) == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
  }

  @Test("has the same bytes for the same entries")
  func deterministic() throws {
    let entries = [(path: "a", content: Array("a".utf8)), (path: "b", content: Array("b".utf8))]
    #expect(try archive(entries) == archive(entries))
  }
}

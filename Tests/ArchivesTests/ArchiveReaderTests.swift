import Archives
import Foundation
import TestSupport
import Testing

@Suite("Archives")
struct ArchiveReaderTests {
  /// The files of an archive with their contents, in its order.
  private func files(_ reader: ArchiveReader) throws -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    while let entry = try reader.next() {
      files.append((entry.path, String(decoding: try reader.contents(), as: UTF8.self)))
    }
    return files
  }

  @Test("a zip gives its files with paths, times and contents; folders are passed over")
  func zip() throws {
    let space = try TemporaryFolder()
    let path = try space.write(
      "a.zip",
      ZipFile.bytes([
        .init(path: "records/", bytes: []), .init(path: "records/é 1.xml", bytes: Array("<a/>".utf8)),
        .init(path: "./b.xml", bytes: Array("<b/>".utf8)),
      ]))
    let reader = try ArchiveReader(path: path)
    let first = try #require(try reader.next())
    #expect(first.path == "records/é 1.xml")
    #expect(first.declaredSize == 4)
    // The time of a zip has no zone and is that of the machine: half a day either way of 2024-05-01 12:00.
    #expect(abs(try #require(first.modified) - 1_714_564_800) <= 14 * 3600)
    #expect(try reader.contents() == Array("<a/>".utf8))
    #expect(try #require(try reader.next()).path == "b.xml")
    #expect(try reader.contents() == Array("<b/>".utf8))
    #expect(try reader.next() == nil)
  }

  @Test("a file whose contents nobody asked for does not hinder the next one")
  func skipping() throws {
    let space = try TemporaryFolder()
    let path = try space.write(
      "a.zip",
      ZipFile.bytes([
        .init(path: "a.xml", bytes: [UInt8](repeating: 65, count: 100_000)),
        .init(path: "b.xml", bytes: [66]),
      ]))
    let reader = try ArchiveReader(path: path)
    _ = try reader.next()
    _ = try reader.next()
    #expect(try reader.contents() == [66])
  }

  @Test("tar and tar.gz are read as well", arguments: ["", "z"])
  func tar(compression: String) throws {
    let space = try TemporaryFolder()
    try space.write("in/x/1.xml", Array("<one/>".utf8))
    try space.write("in/y.xml", Array("<two/>".utf8))
    let path = space.path + "/a.tar"
    try space.run("/bin/tar", ["c\(compression)f", path, "-C", space.path + "/in", "--sort=name", "."])
    let found = try files(try ArchiveReader(path: path))
    #expect(found.map(\.path) == ["x/1.xml", "y.xml"])
    #expect(found.map(\.text) == ["<one/>", "<two/>"])
  }

  @Test(
    "a path that leads out of the archive is refused", arguments: ["../x.xml", "a/../../x.xml", "/etc/x.xml"])
  func escaping(path: String) throws {
    let space = try TemporaryFolder()
    let file = try space.write("a.zip", ZipFile.bytes([.init(path: path, bytes: [65])]))
    let reader = try ArchiveReader(path: file)
    #expect(throws: ArchiveError.escaping(archive: file, entry: path)) { try reader.next() }
  }

  @Test("a file, all files, or entries beyond the limits are refused")
  func bombs() throws {
    let space = try TemporaryFolder()
    try space.write("in/a.xml", [UInt8](repeating: 65, count: 300_000))
    try space.write("in/b.xml", [UInt8](repeating: 65, count: 300_000))
    let path = space.path + "/a.tar.gz"
    try space.run("/bin/tar", ["czf", path, "-C", space.path + "/in", "a.xml", "b.xml"])

    let small = try ArchiveReader(path: path, limits: ArchiveLimits(entryBytes: 299_999))
    _ = try small.next()
    #expect(
      throws: ArchiveError.tooLarge(archive: path, what: "'a.xml' has more than 299999 bytes")
    ) { try small.contents() }

    let tight = try ArchiveReader(path: path, limits: ArchiveLimits(expansion: 10, freeBytes: 400_000))
    _ = try tight.next()
    #expect(try tight.contents().count == 300_000)
    _ = try tight.next()
    #expect(throws: ArchiveError.self) { try tight.contents() }

    let few = try ArchiveReader(path: path, limits: ArchiveLimits(entries: 1))
    _ = try few.next()
    #expect(throws: ArchiveError.tooLarge(archive: path, what: "it has more than 1 entries")) {
      try few.next()
    }
  }

  @Test("what is no archive, damaged or not there is an error of one line")
  func unreadable() throws {
    let space = try TemporaryFolder()
    let text = try space.write("a.zip", Array("<html>no archive</html>".utf8))
    #expect(throws: ArchiveError.self) { try ArchiveReader(path: text).next() }
    #expect(throws: ArchiveError.self) { try ArchiveReader(path: space.path + "/none.zip") }
    var bytes = ZipFile.bytes([.init(path: "a.xml", bytes: Array("<a>text</a>".utf8))])
    bytes[40] ^= 0xFF
    let damaged = try space.write("b.zip", bytes)
    let reader = try ArchiveReader(path: damaged)
    _ = try reader.next()
    do {
      _ = try reader.contents()
      Issue.record("the damage was not noticed")
    } catch {
      #expect(error.description.contains(damaged))
      #expect(!error.description.contains("\n"))
    }
  }

  @Test("an encrypted file is an error that says so")
  func encrypted() throws {
    let space = try TemporaryFolder()
    let path = try space.write(
      "a.zip", ZipFile.bytes([.init(path: "a.xml", bytes: [1, 2, 3], flags: 0x0801)]))
    let reader = try ArchiveReader(path: path)
    _ = try reader.next()
    #expect(throws: ArchiveError.encrypted(archive: path, entry: "a.xml")) { try reader.contents() }
  }
}

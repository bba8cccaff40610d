import Foundation
import OAIPMH
import Store
import TestSupport
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Record files as a source")
struct FilesSourceTests {
  /// Some files below `in`.
  private func fill(_ space: SourceSpace, _ numbers: ClosedRange<Int>) throws {
    for number in numbers { try space.write("in/\(number % 3)/r\(number).xml", document("title \(number)")) }
  }

  @Test("every file is a record; the next harvest finds all unchanged, a change and a loss are taken over")
  func incremental() async throws {
    let space = try SourceSpace()
    try fill(space, 1...40)
    let provider = try space.provider("folder", "in")
    let first = try await space.harvest(provider)
    #expect(first.verdict.isComplete, "\(first.verdict)")
    #expect(first.numbers == [40, 0, 0, 0, 0])
    #expect(first.expense.requests == 40)
    let record = try #require(try await space.records()["1/r1"])
    #expect(record.datestamp == "2023-11-14T22:13:20Z")
    #expect(record.prefix == "edm")
    let stored = try StoredRecord(bytes: record.bytes, context: record.context)
    #expect(stored.metadata.map { String(decoding: $0, as: UTF8.self) } == "<r><t>title 1</t></r>")

    let again = try await space.harvest(provider)
    #expect(again.verdict.isComplete)
    #expect(again.numbers == [0, 0, 40, 0, 0])

    // Touched only: another time is no change.
    try space.write("in/1/r1.xml", document("title 1"), modified: 1_710_000_000)
    try space.write("in/2/r2.xml", document("another title"), modified: 1_710_000_000)
    try space.remove("in/0/r3.xml")
    try space.write("in/new file.xml", document("new"))
    let third = try await space.harvest(provider)
    #expect(third.verdict.isComplete, "\(third.verdict)")
    #expect(third.numbers == [1, 1, 38, 1, 0])
    #expect(try await space.deleted() == ["0/r3"])
    #expect(try await space.records()["new%20file"] != nil)
    #expect(
      try await space.store.checkpoint(of: HarvestScope(provider: ProviderID("museum"), prefix: "edm")) == nil
    )
  }

  @Test("records of saved pages keep their headers; broken ones are quarantined, repairs are told")
  func savedPages() async throws {
    let space = try SourceSpace()
    let record = { (id: String, inner: String) in
      "<record><header><identifier>\(id)</identifier><datestamp>2020-01-01</datestamp></header><metadata>\(inner)</metadata></record>"
    }
    let records = (1...450).map { record("oai:x:\($0)", "<r/>") }.joined()
    try space.write(
      "in/page.xml",
      "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>\(records)\(record("oai:x:bad", "<r><q></r>"))</ListRecords></OAI-PMH>"
    )
    try space.write("in/single.xml", document("a & b"))
    try space.write("in/text.xml", "no element")
    let result = try await space.harvest(try space.provider("folder", "in"))
    #expect(result.verdict.isComplete, "\(result.verdict)")
    #expect(result.numbers == [451, 0, 0, 0, 2])
    #expect(result.counts.repaired == 1)
    let quarantined = try await space.store.quarantine(provider: nil, limit: 10).map(\.record.identifier)
    #expect(Set(quarantined) == ["oai:x:bad", "text"])
    #expect(try await space.records()["single"]?.repairs.map(\.kind) == ["bare-ampersand"])
  }

  @Test("too many files gone at once are held for a person; an empty or missing folder deletes nothing")
  func deletionGuard() async throws {
    let space = try SourceSpace()
    try fill(space, 1...20)
    let provider = try space.provider("folder", "in")
    _ = try await space.harvest(provider)
    for number in 1...3 { try space.remove("in/\(number % 3)/r\(number).xml") }
    let held = try await space.harvest(provider)
    #expect(!held.verdict.isComplete)
    #expect(held.verdict.reason.contains("winnow quarantine confirm"), "\(held.verdict)")
    #expect(held.numbers == [0, 0, 17, 0, 0])
    #expect(try await space.living().count == 20)

    let generous = try space.provider("folder", "in", more: ", deletion_guard_percent: 20")
    let carried = try await space.harvest(generous)
    #expect(carried.verdict.isComplete, "\(carried.verdict)")
    #expect(carried.numbers == [0, 0, 17, 3, 0])

    try space.remove("in")
    let missing = try await space.harvest(generous)
    #expect(!missing.verdict.isComplete)
    #expect(missing.verdict.reason.contains("is not there"), "\(missing.verdict)")
    try FileManager.default.createDirectory(atPath: space.path("in"), withIntermediateDirectories: true)
    let empty = try await space.harvest(generous)
    #expect(!empty.verdict.isComplete)
    #expect(empty.verdict.reason.contains("holds no record file"), "\(empty.verdict)")
    #expect(try await space.living().count == 17)
  }

  @Test("a harvest in which a file cannot be read deletes nothing and names it; the next one closes the gap")
  func unreadable() async throws {
    let space = try SourceSpace()
    try fill(space, 1...30)
    let provider = try space.provider("folder", "in")
    _ = try await space.harvest(provider)
    try space.remove("in/1/r1.xml")
    let link = space.path("in/0/lost.xml")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: space.path("none"))
    let result = try await space.harvest(provider)
    #expect(
      result.verdict
        == .incomplete("files that could not be read: 1 (0/lost.xml: the link leads nowhere)"))
    #expect(result.numbers == [0, 0, 29, 0, 0])
    #expect(try await space.deleted() == [])
    try FileManager.default.removeItem(atPath: link)
    let next = try await space.harvest(provider)
    #expect(next.verdict.isComplete, "\(next.verdict)")
    #expect(try await space.deleted() == ["1/r1"])
  }

  @Test(
    "a harvest that was stopped goes on where it stood, and only then deletes", arguments: ["folder", "zip"])
  func resumption(kind: String) async throws {
    let space = try SourceSpace()
    let names = (0..<500).map { "r\(1000 + $0)" }
    func put(_ names: [String]) throws {
      if kind == "zip" {
        try space.write(
          "in", ZipFile.bytes(names.map { ZipFile.Entry(path: $0 + ".xml", bytes: Array(document($0).utf8)) })
        )
      } else {
        for name in names { try space.write("in/\(name).xml", document(name)) }
      }
    }
    try put(names)
    let provider = try space.provider(kind, "in")
    let stopped = try await space.harvest(provider, stopAfterPages: 1)
    #expect(!stopped.verdict.isComplete)
    #expect(stopped.verdict.reason.hasPrefix("interrupted after "), "\(stopped.verdict)")
    let before = stopped.counts.new
    #expect(before == 200 || before == 400)
    let rest = try await space.harvest(provider)
    #expect(rest.verdict.isComplete, "\(rest.verdict)")
    #expect(rest.numbers == [500 - before, 0, 0, 0, 0], "nothing is read twice")
    #expect(try await space.living() == names)

    _ = try await space.harvest(provider, stopAfterPages: 1)
    if kind == "zip" {
      // Another archive in its place is read from the beginning.
      try put(Array(names.dropFirst()))
    } else {
      try space.remove("in/r1499.xml")
    }
    let after = try await space.harvest(provider)
    #expect(after.verdict.isComplete, "\(after.verdict)")
    #expect(try await space.deleted() == [kind == "zip" ? "r1000" : "r1499"])
  }

  @Test("an archive gives the same records as the folder that was packed")
  func archive() async throws {
    let space = try SourceSpace()
    try fill(space, 1...20)
    _ = try await space.harvest(try space.provider("folder", "in"))
    let entries = try allFiles(space.path("in")).map {
      ZipFile.Entry(path: $0.path, bytes: try $0.content.get())
    }
    try space.write("in.zip", ZipFile.bytes(entries + [.init(path: "__MACOSX/._x.xml", bytes: [65])]))
    let packed = try await space.harvest(try space.provider("zip", "in.zip"))
    #expect(packed.verdict.isComplete, "\(packed.verdict)")
    #expect(packed.numbers == [0, 0, 20, 0, 0])
  }

  @Test("a bad archive is incomplete with its reason, and deletes nothing")
  func badArchive() async throws {
    let space = try SourceSpace()
    try space.write("in.zip", ZipFile.bytes([.init(path: "a.xml", bytes: Array(document("a").utf8))]))
    let provider = try space.provider("zip", "in.zip")
    #expect(try await space.harvest(provider).numbers == [1, 0, 0, 0, 0])
    try space.write("in.zip", ZipFile.bytes([.init(path: "../a.xml", bytes: [65])]))
    let escaping = try await space.harvest(provider)
    #expect(!escaping.verdict.isComplete)
    #expect(escaping.verdict.reason.contains("leads out of the archive"), "\(escaping.verdict)")
    try space.write("in.zip", "no archive")
    let none = try await space.harvest(provider)
    #expect(!none.verdict.isComplete)
    #expect(try await space.living() == ["a"])
  }

  @Test("a dry run tells what a harvest would do and does none of it")
  func dryRun() async throws {
    let space = try SourceSpace()
    try fill(space, 1...20)
    let provider = try space.provider("folder", "in")
    _ = try await space.harvest(provider)
    try space.remove("in/1/r1.xml")
    try space.write("in/2/r2.xml", document("changed"))
    try space.write("in/new.xml", document("new"))
    let before = try await space.records().mapValues(\.contentHash)
    let result = try await space.harvest(provider, HarvestOptions(dryRun: true))
    #expect(
      result.verdict
        == .complete(
          "dry run: 1 new, 1 changed, 18 unchanged; dry run: 1 of 20 records are listed no longer (5.0 %)"))
    #expect(result.numbers == [0, 0, 0, 0, 0])
    #expect(try await space.records().mapValues(\.contentHash) == before)
    #expect(try await space.harvest(provider).numbers == [1, 1, 18, 1, 0])
  }

  @Test("dates and sets are refused")
  func selection() async throws {
    let space = try SourceSpace()
    try fill(space, 1...2)
    let provider = try space.provider("folder", "in")
    for options in [HarvestOptions(from: .now), HarvestOptions(set: "a"), HarvestOptions(window: .day)] {
      await #expect(throws: SourceError.self) { try await space.harvest(provider, options) }
    }
  }
}

/// All files of a folder.
private func allFiles(_ root: String) throws -> [RecordFile] {
  let files = try FolderFiles(root: root)
  var list: [RecordFile] = []
  while let file = files.next() { list.append(file) }
  return list
}

import Foundation
import OAIPMH
import Store
import Testing

@testable import Pipeline

@Suite("Identifiers changed in the store")
struct RemappingTests {
  private let bench: TemporaryStore
  private let remapping: Remapping

  init() throws {
    bench = try TemporaryStore()
    remapping = Remapping(store: bench.store, provider: museum)
  }

  /// `old:1` and `old:2` are known, `new:2` has come already, `old:3` is not known.
  private static let changes = [1, 2, 3].map {
    IdentifierChange(former: "old:\($0)", present: "new:\($0)")
  }

  private func fill() async throws {
    try await bench.ingest([incoming("old:1"), incoming("old:2"), incoming("new:2"), incoming("other")])
    try await bench.ingest([incoming("old:3")], provider: library)
    _ = try await bench.store.record([
      ReviewDecision(
        provider: museum, record: "old:1", medium: nil, property: "dc:subject", concept: "Q144",
        verdict: .accept, reviewer: "An", at: moment, note: nil)
    ])
  }

  @Test("a rehearsal counts and changes nothing")
  func rehearsal() async throws {
    try await fill()
    let report = try await remapping.rehearse(Self.changes)
    #expect(report.renamed == 1 && report.merged == 1 && report.unknown == 1 && report.decisions == nil)
    #expect(report.unknownIdentifiers == ["old:3"])
    #expect(
      report.lines == [
        "museum: 1 records would be renamed, 1 joined to records that came under the new identifier",
        "1 former identifiers are not those of a record in the store", "  old:3",
      ])
    #expect(try await bench.current("old:1") != nil)
    #expect(try await bench.store.runs(provider: museum, limit: 9).allSatisfy { $0.kind == "harvest" })
    let object = try jsonObject(report)
    #expect(
      Set(object.keys) == [
        "provider", "dry_run", "renamed", "merged", "decisions", "unknown", "unknown_identifiers",
      ])
  }

  @Test("records, their history and decisions take the new identifiers; the ledger tells of it")
  func carryingOut() async throws {
    try await fill()
    let former = try #require(try await bench.current("old:1"))
    let report = try await remapping.carryOut(Self.changes, at: moment)
    #expect(report.renamed == 1 && report.merged == 1 && report.unknown == 1 && report.decisions == 1)
    #expect(report.unknownIdentifiers == ["old:3"] && report.meansAnything)
    let renamed = try #require(try await bench.current("new:1"))
    #expect(renamed.key == former.key && renamed.contentHash == former.contentHash)
    #expect(try await bench.store.dossiers([renamed.key]).first?.decisions.map(\.record) == ["new:1"])
    #expect(try await bench.current("other") != nil)
    let elsewhere = try await bench.store.sources(try await bench.store.find("old:3"))
    #expect(elsewhere.map(\.provider) == [library], "another provider's record keeps its name")
    let run = try #require(try await bench.store.runs(provider: museum, limit: 1).first)
    #expect(run.kind == "remap" && run.complete)
    #expect(
      run.reason
        == "museum: 1 records renamed, 1 joined to records that came under the new identifier; "
        + "1 decisions carried over")
  }

  @Test("a table that means no record changes nothing, and its row in the ledger says so")
  func nothingKnown() async throws {
    try await fill()
    let report = try await remapping.carryOut(
      (1...25).map { IdentifierChange(former: "no:\($0)", present: "none:\($0)") }, at: moment)
    #expect(!report.meansAnything && report.unknown == 25 && report.unknownIdentifiers.count == 20)
    #expect(report.lines.last == "  and 5 more")
    #expect(try await bench.store.runs(provider: museum, limit: 1).first?.complete == false)
  }
}

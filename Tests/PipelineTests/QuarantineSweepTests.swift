import Foundation
import OAIPMH
import Store
import Synchronization
import Testing

@testable import Pipeline

@Suite("Held sweeps, listed and decided")
struct QuarantineSweepTests {
  private let bench: TemporaryStore
  private let quarantine: Quarantine

  init() throws {
    bench = try TemporaryStore()
    quarantine = Quarantine(store: bench.store)
  }

  private static let all = ["a", "b", "c", "d", "e"].map { "oai:m:" + $0 }
  private static let gone = ["a", "c", "d"].map { "oai:m:" + $0 }

  private func held() async throws -> Sweep {
    try await bench.heldSweep(of: Self.all, missing: Set(Self.gone))
  }

  private func confirm(_ sweep: Sweep, _ interruption: Interruption = Interruption()) async throws
    -> QuarantineOutcome
  {
    try await quarantine.confirm(
      sweep.key, request: "http://museum.example/oai?verb=ListIdentifiers", interruption: interruption,
      progress: { _ in })
  }

  private func isDeleted(_ identifier: String) async throws -> Bool {
    try #require(try await bench.current(identifier)).deleted
  }

  @Test("names are printed as they are typed, and nothing else is a name")
  func names() {
    #expect(QuarantineName("record-12") == .record(QuarantineKey(rawValue: 12)))
    #expect(QuarantineName("sweep-3") == .sweep(SweepKey(rawValue: 3)))
    for text in ["record-12", "sweep-3"] { #expect(QuarantineName(text)?.description == text) }
    for text in [
      "", "record", "record-", "record-x", "record--1", "record-+1", "record-0", "12", "sweep-1-2",
    ] {
      #expect(QuarantineName(text) == nil, "\(text)")
    }
  }

  @Test("bytes that are no text, and those that a terminal obeys, are made visible one by one")
  func visible() {
    let bytes: [UInt8] = Array("é\t\n".utf8) + [0xE9, 0x1B, 0x7F, 0xC2, 0x85, 0xF0, 0x9F] + Array("🐈".utf8)
    let visible = VisibleBytes(bytes)
    #expect(visible.text == "é\t\n\\xE9\\x1B\\x7F\\xC2\\x85\\xF0\\x9F🐈")
    #expect(visible.escaped == 7)
    #expect(VisibleBytes([]).text == "")
  }

  @Test("sweeps and bytes are listed with what is known of them")
  func listing() async throws {
    let sweep = try await held()
    let entry = try await bench.setAside("<record>", identifier: "oai:m:x")
    _ = try await bench.setAside("<record/>", identifier: nil)
    let listing = try await QuarantineListing(store: bench.store, providers: nil, limit: 10)
    #expect(!listing.isCut)
    #expect(listing.sweeps == [HeldSweep(sweep)])
    #expect(listing.sweeps.first?.missing == 3 && listing.sweeps.first?.held == 5)
    #expect(listing.sweeps.first?.reason == "too many are missing")
    #expect(listing.records.count == 2)
    #expect(listing.records.first?.identifier == nil)
    #expect(listing.records.last == SetAsideRecord(entry))
    #expect(listing.records.last?.bytes == 8 && listing.records.last?.request == TemporaryStore.request)

    let cut = try await QuarantineListing(store: bench.store, providers: [museum, library], limit: 1)
    #expect(cut.isCut && cut.records.count == 1)
    let other = try await QuarantineListing(store: bench.store, providers: [library], limit: 1)
    #expect(other.sweeps.isEmpty && other.records.isEmpty && !other.isCut)
  }

  @Test("the missing records are shown part by part, with their titles")
  func missing() async throws {
    let sweep = try await held()
    let first = try await MissingRecords(of: sweep, store: bench.store, after: nil, limit: 2)
    #expect(first.items.map(\.identifier) == ["oai:m:a", "oai:m:c"])
    #expect(first.items.map(\.title) == ["A poster", "A poster"])
    #expect(first.next == "oai:m:c")
    let last = try await MissingRecords(of: sweep, store: bench.store, after: first.next, limit: 2)
    #expect(last.items.map(\.identifier) == ["oai:m:d"] && last.next == nil)
  }

  @Test("a dismissed sweep deletes nothing, and cannot be confirmed any more")
  func dismissing() async throws {
    let sweep = try await held()
    let outcome = try await quarantine.dismiss(sweep.key, reason: "their server was half up")
    #expect(outcome.action == .dismissed && outcome.isDone && outcome.deleted == 0)
    for identifier in Self.all { #expect(try await !isDeleted(identifier)) }
    let ended = try await quarantine.sweep(sweep.key)
    #expect(ended.state == .dismissed && ended.reason == "their server was half up")
    let run = try #require(try await bench.store.runs(provider: museum, limit: 1).first)
    #expect(run.kind == "quarantine" && run.complete)
    let error = await #expect(throws: QuarantineError.self) { try await confirm(sweep) }
    #expect(
      error?.description
        == "sweep-\(sweep.key.rawValue) was dismissed: `winnow harvest museum --reconcile` compares anew")
  }

  @Test("a confirmed sweep deletes what it misses and nothing else, each with its job")
  func confirming() async throws {
    let sweep = try await held()
    _ = try await bench.claim(.describe)
    let outcome = try await confirm(sweep)
    #expect(outcome.action == .confirmed && outcome.isDone && outcome.deleted == 3)
    #expect(outcome.reason == "confirmed, 3 records were deleted")
    for identifier in Self.all {
      #expect(try await isDeleted(identifier) == Self.gone.contains(identifier), "\(identifier)")
    }
    #expect(
      try await bench.current("oai:m:a")?.request == "http://museum.example/oai?verb=ListIdentifiers")
    #expect(try await quarantine.sweep(sweep.key).state == .carriedOut)
    #expect(try await bench.store.queue(providers: nil)[.describe]?.ready == 3)
    #expect(try await bench.store.counts(provider: museum).deleted == 3)
    let error = await #expect(throws: QuarantineError.self) { try await confirm(sweep) }
    #expect(error?.description.contains("was carried out already") == true)
  }

  @Test("a confirmation that was stopped midway goes on when it is given again")
  func resuming() async throws {
    let sweep = try await held()
    let stopped = Interruption()
    stopped.request()
    let first = try await confirm(sweep, stopped)
    #expect(!first.isDone && first.deleted == 0)
    #expect(first.reason == "interrupted after 0 of 3 deletions: confirm it again to go on")
    // As a process that was killed after its first transaction leaves it.
    let run = try await bench.store.beginRun(provider: museum, kind: "quarantine", at: moment)
    #expect(try await bench.store.carryOut(sweep.key, run: run, request: "x", limit: 2, at: moment) == 2)
    #expect(try await quarantine.sweep(sweep.key).state == .held)
    let second = try await confirm(sweep)
    #expect(second.isDone && second.deleted == 1)
    #expect(try await bench.store.counts(provider: museum).deleted == 3)
  }

  @Test("a sweep that is still being read, and one that never was, cannot be decided")
  func undecidable() async throws {
    let open = try await bench.store.openSweep(of: museum, at: moment)
    let error = await #expect(throws: QuarantineError.self) {
      try await quarantine.dismiss(open.key, reason: "x")
    }
    #expect(
      error?.description
        == "sweep-\(open.key.rawValue) is still being read: `winnow harvest museum --reconcile` ends it")
    let unknown = await #expect(throws: QuarantineError.self) {
      try await quarantine.sweep(SweepKey(rawValue: 99))
    }
    #expect(
      unknown?.description == "there is no sweep-99: `winnow quarantine list` names what there is")
  }
}

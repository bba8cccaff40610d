import Foundation
import Hashing
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Pipeline

@Suite("Releasing bytes from quarantine")
struct QuarantineReleaseTests {
  private let bench: TemporaryStore
  private let quarantine: Quarantine

  init() throws {
    bench = try TemporaryStore()
    quarantine = Quarantine(store: bench.store)
  }

  private func newestRun() async throws -> RunEntry? {
    try await bench.store.runs(provider: museum, limit: 1).first
  }

  private func isEmpty() async throws -> Bool {
    try await bench.store.quarantine(provider: nil, limit: 1).isEmpty
  }

  @Test("bytes that can be read now become a record, with repairs, jobs and a row in the ledger")
  func readable() async throws {
    let text = TemporaryStore.record("oai:m:1", text: "Cats & dogs")
    let entry = try await bench.setAside(text, identifier: "oai:m:1")
    #expect(quarantine.prospect(of: entry) == "can be read now after 1 repair: release it")

    let outcome = try await quarantine.release(entry.key)
    #expect(outcome.action == .released && outcome.isDone && outcome.record == "new")
    #expect(outcome.reason == "released oai:m:1, which is new after 1 repair")
    #expect(outcome.repairs.map(\.kind) == ["bare-ampersand"])
    #expect(try await isEmpty())

    let source = try #require(try await bench.current("oai:m:1"))
    #expect(source.bytes == Array(text.utf8), "the bytes stay as they came")
    #expect(source.context == TemporaryStore.usualContext)
    #expect(source.request == TemporaryStore.request)
    #expect(source.setSpecs == ["posters"] && source.datestamp == "2026-01-01")
    #expect(source.repairs.map(\.kind) == ["bare-ampersand"])
    #expect(try await bench.claim(.describe).map(\.subject) == [.record(source.key)])

    let run = try #require(try await newestRun())
    #expect(run.kind == "quarantine" && run.complete && run.endedAt != nil)
    #expect(run.reason == "record-\(entry.key.rawValue): released oai:m:1, which is new after 1 repair")
    #expect(run.report.contains("\"action\":\"released\""))
  }

  @Test("a harvest that brings the released record again finds it unchanged", arguments: ["", "oai:"])
  func identity(prefix: String) async throws {
    let plain = TemporaryStore.record("oai:m:1", text: "Cats & dogs")
    let text = prefix.isEmpty ? plain : plain.replacing(/<(\/?)(?=[a-zS]+>)/) { "<\($0.1)\(prefix)" }
    let oai = "http://www.openarchives.org/OAI/2.0/"
    let context = " xmlns\(prefix.isEmpty ? "" : ":oai")=\"\(oai)\" xmlns:x=\"http://x.example/\""
    let entry = try await bench.setAside(
      Array(text.utf8), identifier: "oai:m:1", context: Array(context.utf8))
    #expect(try await quarantine.release(entry.key).record == "new")

    let page =
      "<\(prefix)OAI-PMH\(context)><\(prefix)ListRecords>\(text)</\(prefix)ListRecords></\(prefix)OAI-PMH>"
    let harvested = PageReader().readRecords(Array(page.utf8)).records.map(IncomingRecord.init)
    #expect(harvested.count == 1)
    let same = try await bench.store.unchanged(
      harvested.map {
        UnchangedRecord(identifier: $0.identifier, datestamp: $0.datestamp, contentHash: $0.contentHash)
      }, provider: museum)
    #expect(same == ["oai:m:1"])
  }

  @Test("bytes without an identifier in quarantine are taken in once their header can be read")
  func unknownIdentifier() async throws {
    var bytes = Array(TemporaryStore.record("oai:m:é", text: "ok").utf8)
    let place = try #require(bytes.firstRange(of: Array("é".utf8)))
    bytes.replaceSubrange(place, with: [0xE9])
    let entry = try await bench.setAside(bytes, identifier: nil)
    let outcome = try await quarantine.release(entry.key)
    #expect(outcome.identifier == "oai:m:é" && outcome.record == "new")
    #expect(outcome.repairs.map(\.kind) == ["latin-1"])
    #expect(try await isEmpty())
  }

  @Test(
    "what is still broken stays, and what is wrong is said",
    arguments: [
      (
        TemporaryStore.record("oai:m:1", text: "x").replacing("</metadata></record>", with: ""),
        "the record is cut off before its end"
      ),
      (TemporaryStore.record("oai:m:1", text: "&nosuch;"), "the entity 'nosuch' is not defined"),
      ("", "the endpoint lists the record and never handed it out"),
      ("no markup at all", "the bytes hold no OAI-PMH record with a header"),
      (
        TemporaryStore.record("oai:m:2", text: "x"), "the record is oai:m:2, not oai:m:1"
      ),
      (
        TemporaryStore.record("oai:m:1", text: "x") + TemporaryStore.record("oai:m:2", text: "x"),
        "there are 2 records where one is wanted"
      ),
    ])
  func stillBroken(text: String, fault: String) async throws {
    let entry = try await bench.setAside(text, identifier: "oai:m:1")
    #expect(quarantine.prospect(of: entry) == "cannot be read: \(fault)")
    let outcome = try await quarantine.release(entry.key)
    #expect(outcome.action == .kept && !outcome.isDone && outcome.record == nil)
    #expect(outcome.reason == "stays in quarantine: \(fault)")
    #expect(try await bench.store.quarantineEntry(entry.key)?.record == entry.record)
    #expect(try await bench.current("oai:m:1") == nil)
    let run = try #require(try await newestRun())
    #expect(run.kind == "quarantine" && !run.complete && run.reason.hasSuffix(fault))
  }

  @Test("the record is asked for again by name, and taken in where it comes whole")
  func asking() async throws {
    let entry = try await bench.setAside("<record><header><identifier>oai:m:1", identifier: "oai:m:1")
    let address =
      "http://museum.example/oai?verb=GetRecord&identifier=oai%3Am%3A1&metadataPrefix=edm"
    let whole = QuarantineReader.answer(
      with: Array(TemporaryStore.record("oai:m:1", text: "whole").utf8), context: TemporaryStore.usualContext)
    let endpoint = RecordEndpoint(base: "http://museum.example/oai") { asked in
      #expect(asked == address)
      return whole
    }
    let outcome = try await quarantine.release(entry.key, asking: endpoint)
    #expect(outcome.record == "new" && outcome.repairs.isEmpty)
    #expect(try await bench.current("oai:m:1")?.request == address)
    #expect(try await isEmpty())
  }

  @Test("an endpoint that does not hand the record out is quoted")
  func askingInVain() async throws {
    let entry = try await bench.setAside("<record>", identifier: "oai:m:1")
    func answering(_ body: String) -> RecordEndpoint {
      RecordEndpoint(base: "http://museum.example/oai") { _ in Array(body.utf8) }
    }
    let refusal = "<OAI-PMH><error code=\"idDoesNotExist\">gone</error></OAI-PMH>"
    #expect(
      try await quarantine.release(entry.key, asking: answering(refusal)).reason
        == "stays in quarantine: the endpoint lists it, and answers GetRecord with idDoesNotExist: gone")
    let page = "<html><title>Back soon</title></html>"
    #expect(
      try await quarantine.release(entry.key, asking: answering(page)).reason
        == "stays in quarantine: GetRecord: the response is an HTML page titled 'Back soon'")
    let silent = RecordEndpoint(base: "http://museum.example/oai") { _ in throw StoreError("nobody answers") }
    #expect(
      try await quarantine.release(entry.key, asking: silent).reason == "stays in quarantine: nobody answers")
    let nameless = try await bench.setAside("<record/>", identifier: nil)
    let outcome = try await quarantine.release(nameless.key, asking: answering(""))
    #expect(outcome.reason.contains("its identifier is not known"))
    #expect(try await bench.store.quarantine(provider: museum, limit: 9).count == 2)
  }

  @Test("dropped bytes are gone, and the ledger tells why; a second time there is nothing to drop")
  func dropping() async throws {
    let entry = try await bench.setAside("<record>", identifier: "oai:m:1")
    let outcome = try await quarantine.drop(entry.key, reason: "a test record of theirs")
    #expect(outcome.action == .dropped && outcome.isDone)
    #expect(try await isEmpty())
    #expect(
      try await newestRun()?.reason == "record-\(entry.key.rawValue): dropped: a test record of theirs")
    let name = "record-\(entry.key.rawValue)"
    let error = await #expect(throws: QuarantineError.self) {
      try await quarantine.drop(entry.key, reason: "again")
    }
    #expect(
      error?.description
        == "there is no \(name) in quarantine: `winnow quarantine list` names what there is")
  }
}

import Foundation
import OAIPMH
import Store

@testable import Pipeline

/// Broken records, and sweeps that miss some.
extension TemporaryStore {
  /// The namespaces around a record on a usual page.
  static let usualContext = Array(
    " xmlns=\"http://www.openarchives.org/OAI/2.0/\" xmlns:x=\"http://x.example/\"".utf8)
  static let request = "http://museum.example/oai?verb=ListRecords&metadataPrefix=edm"

  /// A record as it stands on a page; `text` is the content of its only element.
  static func record(_ identifier: String, text: String, set: String = "posters") -> String {
    """
    <record><header><identifier>\(identifier)</identifier><datestamp>2026-01-01</datestamp>\
    <setSpec>\(set)</setSpec></header><metadata><x:a>\(text)</x:a></metadata></record>
    """
  }

  /// Sets bytes aside as a harvest does.
  func setAside(
    _ bytes: [UInt8], identifier: String?, reason: String = "unreadable", context: [UInt8] = usualContext
  ) async throws -> QuarantineEntry {
    let scope = HarvestScope(provider: museum, prefix: "edm")
    let run = try await store.beginRun(provider: museum, kind: "harvest", at: moment)
    _ = try await store.ingest(
      IncomingPage(
        run: run, scope: scope, list: try await store.beginList(of: scope), request: Self.request,
        receivedAt: moment, records: [], unchanged: [],
        quarantined: [
          QuarantinedRecord(identifier: identifier, reason: reason, bytes: bytes, context: context)
        ],
        checkpoint: nil))
    guard let entry = try await store.quarantine(provider: museum, limit: 1).first else {
      throw StoreError("nothing was set aside")
    }
    return entry
  }

  func setAside(_ text: String, identifier: String?) async throws -> QuarantineEntry {
    try await setAside(Array(text.utf8), identifier: identifier)
  }

  /// A held sweep that misses the given ones of the records in the store, which are described with titles.
  func heldSweep(of identifiers: [String], missing: Set<String>) async throws -> Sweep {
    let scope = HarvestScope(provider: museum, prefix: "edm", content: .headers)
    for identifier in identifiers { try await describe(identifier, []) }
    let sweep = try await store.openSweep(of: museum, at: moment)
    try await store.noteSeen(
      identifiers.filter { !missing.contains($0) }, scope: scope, list: try await store.beginList(of: scope),
      checkpoint: HarvestCheckpoint())
    try await store.end(sweep.key, as: .held, reason: "too many are missing", at: moment)
    return try await Quarantine(store: store).sweep(sweep.key)
  }

  /// The current version of a record; `nil` where there is none.
  func current(_ identifier: String) async throws -> RecordSource? {
    try await store.sources(try await store.find(identifier)).first
  }
}

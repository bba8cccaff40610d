import Foundation
import Hashing
import OAIPMH
import SQLiteStore
import Store

/// A folder that goes with its last reference.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("winnow-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Copies a store with its write-ahead log as they lie on the disk: what a killed process leaves behind.
  func copyOfKilled(_ path: String) throws -> String {
    let copy = file("killed-\(UUID().uuidString).sqlite")
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
    }
    return copy
  }
}

let museum = ProviderID("museum")
let scope = HarvestScope(provider: museum, prefix: "edm")

func record(_ identifier: String, _ bytes: [UInt8]) -> IncomingRecord {
  IncomingRecord(
    identifier: identifier, datestamp: "2026-01-01", deleted: false, setSpecs: ["maps"], bytes: bytes,
    context: [], contentHash: ContentHash(of: bytes))
}

func page(
  _ records: [IncomingRecord], run: RunKey, list: ListNumber, token: String? = nil
) -> IncomingPage {
  IncomingPage(
    run: run, scope: scope, list: list, request: "http://museum.example/oai?verb=ListRecords",
    receivedAt: .now, records: records,
    checkpoint: HarvestCheckpoint(list: list, token: token, listed: records.count))
}

extension SQLiteStore {
  /// Ingests records in a run and a list of their own.
  @discardableResult
  func ingest(_ records: [IncomingRecord], token: String? = nil) async throws -> IngestCounts {
    let run = try await beginRun(provider: museum, kind: "harvest", at: .now)
    let list = try await beginList(of: scope)
    return try await ingest(page(records, run: run, list: list, token: token))
  }

  func key(_ identifier: String) async throws -> RecordKey {
    guard let key = try await find(identifier).first else { throw StoreError("no record \(identifier)") }
    return key
  }
}

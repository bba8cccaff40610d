import OAIPMH
import SQLiteStore
import Store
import XMLCodec

/// What a store holds of all providers, read from its file.
struct StoredState {
  /// The current version of a record.
  struct Record: Equatable {
    var provider: String
    var datestamp: String
    var deleted: Bool
    var sets: [String]
    /// As received.
    var bytes: [UInt8]
    var context: [UInt8]
    var version: Int
    /// Kind, before and after of each repair.
    var repairs: [String]
    /// The metadata as the rest of the line reads it, repaired.
    var metadata: String

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// What lies in quarantine.
  struct Entry: Equatable {
    var identifier: String?
    var reason: String
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private(set) var records: [String: Record] = [:]
  /// Ordered by identifier, then reason.
  private(set) var quarantine: [Entry] = []
  private(set) var sweeps: [Sweep] = []

  init(path: String) async throws {
    let store = try SQLiteStore(path: path)
    defer { try? store.close() }
    var last: RecordKey?
    while true {
      let keys = try await store.records(provider: nil, after: last, limit: 500)
      guard let end = keys.last else { break }
      last = end
      for source in try await store.sources(keys) { try take(source) }
    }
    quarantine = try await store.quarantine(provider: nil, limit: 10_000)
      .map { Entry(identifier: $0.record.identifier, reason: $0.record.reason, bytes: $0.record.bytes) }
      .sorted { ($0.identifier ?? "", $0.reason) < ($1.identifier ?? "", $1.reason) }
    sweeps = try await store.sweeps(provider: nil, states: Set(Sweep.State.allCases), limit: 100)
  }

  private mutating func take(_ source: RecordSource) throws {
    var record = Record(
      provider: source.provider.rawValue, datestamp: source.datestamp, deleted: source.deleted,
      sets: source.setSpecs, bytes: source.bytes, context: source.context, version: source.version,
      repairs: source.repairs.map { "\($0.kind): \($0.before) -> \($0.after)" }, metadata: "")
    if !source.bytes.isEmpty {
      let opened = try StoredRecord(bytes: source.bytes, context: source.context)
      record.metadata = String(decoding: opened.metadata ?? [], as: UTF8.self)
    }
    records[source.identifier] = record
  }

  /// The text of the first dc:title of a record, as markup.
  func title(of identifier: String) -> String? {
    guard let match = records[identifier]?.metadata.firstMatch(of: /<dc:title[^>]*>(.*?)<\/dc:title>/) else {
      return nil
    }
    return String(match.1)
  }

  /// The numbers of the numbered records held.
  var numbers: [Int] {
    records.keys.compactMap { $0.hasPrefix("oai:model:") ? Int($0.dropFirst(10)) : nil }.sorted()
  }
}

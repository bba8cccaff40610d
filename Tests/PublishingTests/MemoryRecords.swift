import Foundation
import OAIPMH
import Publishing
import Store

/// Published records held in memory, in the order that the contract asks for.
actor MemoryRecords: PublishedHistory {
  private var entries: [PublishedEntry]
  private let named: [PublishedSet]

  init(_ entries: [PublishedEntry], sets: [PublishedSet] = []) {
    self.entries = entries.sorted { ($0.stamp, $0.record) < ($1.stamp, $1.record) }
    named = sets
  }

  /// Moves the stamp of a record, as a change of what is published does.
  func touch(_ identifier: String, at stamp: Timestamp) {
    for index in entries.indices where entries[index].identifier == identifier {
      entries[index].stamp = stamp
    }
    entries.sort { ($0.stamp, $0.record) < ($1.stamp, $1.record) }
  }

  private func matching(_ query: PublishedQuery) -> [PublishedEntry] {
    entries.filter { entry in
      entry.form.prefix == query.prefix && entry.stamp <= query.until
        && (query.from.map { entry.stamp >= $0 } ?? true) && (query.set.map(entry.setSpecs.contains) ?? true)
    }
  }

  func list(_ query: PublishedQuery) -> [PublishedEntry] {
    let rest = matching(query).filter { entry in
      query.after.map { (entry.stamp, entry.record.rawValue) > ($0.stamp, $0.record) } ?? true
    }
    return Array(rest.prefix(query.limit))
  }

  func count(_ query: PublishedQuery) -> Int { matching(query).count }
  func entries(identifier: String) -> [PublishedEntry] { entries.filter { $0.identifier == identifier } }
  func entry(identifier: String, prefix: String) -> PublishedEntry? {
    entries.first { $0.identifier == identifier && $0.form.prefix == prefix }
  }

  func newest(
    prefix: String, through place: PublishedQuery.Position?, until: Timestamp, limit: Int
  ) -> [PublishedEntry] {
    let rest = entries.filter { entry in
      entry.form.prefix == prefix && entry.stamp <= until
        && (place.map { (entry.stamp, entry.record.rawValue) <= ($0.stamp, $0.record) } ?? true)
    }
    return rest.suffix(limit).reversed()
  }

  func earliestStamp() -> Timestamp? { entries.first?.stamp }
  func sets() -> [PublishedSet] { named }
}

/// Records that cannot be read.
struct BrokenRecords: PublishedRecords {
  struct Failure: Error {}

  func list(_ query: PublishedQuery) throws -> [PublishedEntry] { throw Failure() }
  func count(_ query: PublishedQuery) throws -> Int { throw Failure() }
  func entries(identifier: String) throws -> [PublishedEntry] { throw Failure() }
  func earliestStamp() throws -> Timestamp? { throw Failure() }
  func sets() throws -> [PublishedSet] { throw Failure() }
}

/// Repositories for tests: fixed clock, fixed key.
enum Bench {
  static let now = Timestamp(seconds: 1_700_000_000)

  static func settings(pageSize: Int = 10) -> RepositorySettings {
    RepositorySettings(
      name: "Test & Trial", baseURL: "http://127.0.0.1:8080/oai", adminEmails: ["ops@example.org"],
      idPrefix: "oai:winnow.example.org", formats: PublishedFormat.all,
      providerNames: [ProviderID("museum"): "Museum of Dogs"], pageSize: pageSize, setPageSize: 2)
  }

  static func repository(
    _ records: any PublishedRecords, pageSize: Int = 10, now: Timestamp = now,
    key: [UInt8] = Array("secret".utf8),
    formerKeys: [[UInt8]] = []
  ) -> Repository {
    Repository(
      records: records, settings: settings(pageSize: pageSize), tokenKey: key, formerTokenKeys: formerKeys,
      clock: { now })
  }

  /// An entry with a small EDM-like metadata element.
  static func entry(
    _ number: Int, stamp: Timestamp, prefix: String = "edm", sets: [String] = ["provider:museum"],
    deleted: Bool = false
  ) -> PublishedEntry {
    let metadata = Array("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>".utf8)
    return PublishedEntry(
      record: RecordKey(rawValue: Int64(number)), identifier: "oai:winnow.example.org:museum:\(number)",
      stamp: stamp,
      setSpecs: sets,
      form: PublishedForm(prefix: prefix, content: deleted ? .deleted : .metadata(metadata), about: []),
      source: nil)
  }

  /// Arguments out of a query that needs no decoding.
  static func arguments(_ query: String) -> [(name: String, value: String)] {
    query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }
  }
}

extension Repository {
  /// The answer to a query, as text.
  func ask(_ query: String) async -> String {
    String(decoding: await respond(to: Bench.arguments(query)).body, as: UTF8.self)
  }
}

extension String {
  /// All texts that stand between two marks.
  func all(between start: String, and end: String) -> [String] {
    components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
  }

  /// The error codes of an answer.
  var codes: [String] { all(between: "<error code=\"", and: "\"") }

  /// The resumption token of an answer: `nil` where there is none, empty at the end of a list.
  var token: String? {
    guard
      let element = all(between: "<resumptionToken", and: "</ListRecords>").first
        ?? all(between: "<resumptionToken", and: "</List").first
    else { return nil }
    return element.all(between: ">", and: "<").first ?? ""
  }

  var identifiers: [String] { all(between: "<identifier>", and: "</identifier>") }
}

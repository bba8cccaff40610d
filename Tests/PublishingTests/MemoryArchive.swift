import Foundation
import OAIPMH
import Store

/// An archive held in memory, in the order that the contract asks for.
actor MemoryArchive: PublishedArchive {
  private var entries: [PublishedEntry]
  private let identity: [UInt8]
  private var served = 0
  /// Stops answering after so many forms, as a process that is killed does.
  private var failsAfter: Int?

  struct Killed: Error {}

  init(_ entries: [PublishedEntry], identity: [UInt8] = [1]) {
    self.entries = entries.sorted { $0.record < $1.record }
    self.identity = identity
  }

  func fail(after count: Int?) { (failsAfter, served) = (count, 0) }

  func change(_ number: Int, _ body: @Sendable (inout PublishedEntry) -> Void) {
    for index in entries.indices where entries[index].record.rawValue == Int64(number) {
      body(&entries[index])
    }
  }

  func add(_ entry: PublishedEntry) { entries.append(entry) }

  func forms(_ query: FormQuery) throws -> [PublishedEntry] {
    let matching = entries.filter { entry in
      entry.form.prefix == query.prefix && (entry.form.content == .deleted) == (query.state == .deleted)
        && entry.record >= query.from && (query.below.map { entry.record < $0 } ?? true)
        && (query.since.map { entry.stamp >= $0 } ?? true)
        && (query.provider.map { entry.setSpecs.contains("provider:" + $0.rawValue) } ?? true)
    }
    let page = Array(matching.prefix(query.limit))
    served += page.count
    if let failsAfter, served > failsAfter { throw Killed() }
    return page
  }

  func lastPublishedKey() -> RecordKey? { entries.last?.record }

  func changedBlocks(prefix: String?, after moment: Timestamp, blockSize: Int64) -> [Int64: Timestamp] {
    var newest: [Int64: Timestamp] = [:]
    for entry in entries where entry.stamp > moment && (prefix == nil || entry.form.prefix == prefix) {
      let block = entry.record.rawValue / blockSize
      newest[block] = max(newest[block] ?? entry.stamp, entry.stamp)
    }
    return newest
  }

  func dossiers(_ keys: [RecordKey]) -> [RecordDossier] { [] }
  func providers() -> [ProviderID] {
    Set(entries.flatMap(\.setSpecs).map { ProviderID(String($0.dropFirst("provider:".count))) }).sorted()
  }
  func settle(_ name: String, _ value: [UInt8]) -> [UInt8] { identity }

  func list(_ query: PublishedQuery) -> [PublishedEntry] {
    let matching = entries.filter { entry in
      entry.form.prefix == query.prefix && entry.stamp <= query.until
        && (query.from.map { entry.stamp >= $0 } ?? true) && (query.set.map(entry.setSpecs.contains) ?? true)
    }
    return Array(matching.sorted { ($0.stamp, $0.record) < ($1.stamp, $1.record) }.prefix(query.limit))
  }
  func count(_ query: PublishedQuery) -> Int { entries.count }
  func entries(identifier: String) -> [PublishedEntry] { entries.filter { $0.identifier == identifier } }
  func earliestStamp() -> Timestamp? { entries.map(\.stamp).min() }
  func sets() -> [PublishedSet] { [] }
}

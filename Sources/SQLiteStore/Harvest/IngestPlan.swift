internal import Compression
internal import Foundation
internal import GRDB
internal import Hashing
internal import Store

/// What a page changes: found and compressed in a read transaction, so that the write transaction stays
/// short.
///
/// A plan holds as long as the provider's serial number stands still.
struct IngestPlan: Sendable {
  /// A record that a version belongs to.
  enum Subject: Sendable {
    case known(Int64)
    /// Made by this page: the place among its new records.
    case new(Int)
  }

  /// A version to write.
  struct Version: Sendable {
    var subject: Subject
    /// The place of the record in the page.
    var incoming: Int
    var number: Int
    var place: Pack.Place
  }

  /// Bytes to keep aside.
  struct Quarantined: Sendable {
    var subject: String
    var incoming: Int
    var frame: [UInt8]
  }

  var serial: Int64 = 0
  var counts = IngestCounts()
  /// How many records are new.
  var newRecords = 0
  var versions: [Version] = []
  /// Packs that the versions lie in, as zstd frames.
  var frames: [[UInt8]] = []
  /// Unchanged records seen for the first time in this run.
  var seen: [Int64] = []
  /// Unchanged records with a new datestamp.
  var moved: [(record: Int64, datestamp: String)] = []
  var quarantined: [Quarantined] = []
  /// Identifiers that came broken once and are whole now.
  var released: [String] = []
}

/// Compares a page with the store.
struct IngestPlanner {
  /// What is known of an identifier, with what this page has done to it so far.
  private struct State {
    var subject: IngestPlan.Subject
    var version: Int
    var hash: ContentHash
    var deleted: Bool
    var datestamp: String
    var counted: Bool
    var purged: Bool
  }

  private let database: Database
  private let page: IncomingPage
  private let provider: Int64?
  private let hasQuarantine: Bool
  private var plan = IngestPlan()
  private var packs = PackBuilder()
  private var states: [String: State] = [:]

  /// The plan for a page, by what the store holds now.
  static func plan(_ page: IncomingPage, in database: Database) throws -> IngestPlan {
    var planner = try IngestPlanner(page, database)
    return try planner.finish()
  }

  private init(_ page: IncomingPage, _ database: Database) throws {
    self.page = page
    self.database = database
    let row = try database.row(
      "SELECT id, serial FROM provider WHERE name = ?", [page.scope.provider.rawValue])
    provider = row?[0]
    plan.serial = row?[1] ?? 0
    hasQuarantine =
      try provider.map { provider in
        try database.value("SELECT EXISTS (SELECT 1 FROM quarantine WHERE provider = ?)", [provider]) ?? false
      } ?? false
    states.reserveCapacity(page.records.count)
  }

  private mutating func finish() throws -> IngestPlan {
    // Of a record that stands twice in a page the last word counts: the first one would be a change each time.
    var last: [String: Int] = [:]
    for (index, record) in page.records.enumerated() { last[record.identifier] = index }
    for (index, record) in page.records.enumerated() where last[record.identifier] == index {
      try add(record, index)
    }
    for record in page.unchanged { try add(record) }
    for (index, record) in page.quarantined.enumerated() { try add(record, index) }
    try packs.close()
    plan.frames = packs.frames
    return plan
  }

  private mutating func add(_ record: IncomingRecord, _ index: Int) throws {
    let known = try state(of: record.identifier)
    var counted = known?.counted ?? false
    if hasQuarantine, let run = try quarantineRun(of: record.identifier) {
      plan.released.append(record.identifier)
      counted = counted || run == page.run.rawValue
    }
    if !counted { plan.counts.repaired += record.repairs.count }

    guard var state = known else {
      if !counted { count(record.deleted ? \.deleted : \.new) }
      let subject = IngestPlan.Subject.new(plan.newRecords)
      plan.newRecords += 1
      try addVersion(of: subject, index, number: 1)
      states[record.identifier] = State(
        subject: subject, version: 1, hash: record.contentHash, deleted: record.deleted,
        datestamp: record.datestamp, counted: true, purged: false)
      return
    }
    if isUnchanged(record, state) {
      if !counted { count(\.unchanged) }
      noteUnchanged(state, datestamp: record.datestamp)
    } else {
      if !counted { count(record.deleted ? \.deleted : \.changed) }
      state.version += 1
      state.hash = record.contentHash
      state.deleted = record.deleted
      try addVersion(of: state.subject, index, number: state.version)
    }
    state.datestamp = record.datestamp
    state.counted = true
    states[record.identifier] = state
  }

  private mutating func add(_ record: UnchangedRecord) throws {
    guard var state = try state(of: record.identifier), state.purged || state.hash == record.contentHash
    else {
      throw StoreError(
        "record \(record.identifier) of \(page.scope.provider) was changed by another process "
          + "during the harvest: harvest again")
    }
    if !state.counted { count(\.unchanged) }
    noteUnchanged(state, datestamp: record.datestamp)
    state.datestamp = record.datestamp
    state.counted = true
    states[record.identifier] = state
  }

  /// A record made by this page stands in the store as this page brought it first: nothing is to be noted of it.
  private mutating func noteUnchanged(_ state: State, datestamp: String) {
    guard case .known(let key) = state.subject else { return }
    if state.datestamp != datestamp {
      plan.moved.append((key, datestamp))
    } else if !state.counted {
      plan.seen.append(key)
    }
  }

  /// A tombstone stays a tombstone whatever its header says; what was purged stays away.
  private func isUnchanged(_ record: IncomingRecord, _ state: State) -> Bool {
    if state.purged || (state.deleted && record.deleted) { return true }
    return state.hash == record.contentHash && state.deleted == record.deleted
  }

  private mutating func addVersion(of subject: IngestPlan.Subject, _ index: Int, number: Int) throws {
    let place = try packs.add(page.records[index].bytes)
    plan.versions.append(
      IngestPlan.Version(subject: subject, incoming: index, number: number, place: place))
  }

  private mutating func add(_ record: QuarantinedRecord, _ index: Int) throws {
    let subject = record.identifier ?? ContentHash(of: record.bytes).hexadecimal
    let counted =
      try quarantineRun(of: subject) == page.run.rawValue
      || plan.quarantined.contains { $0.subject == subject }
      || record.identifier.flatMap { try state(of: $0) }?.counted ?? false
    if !counted { count(\.quarantined) }
    plan.quarantined.append(
      IngestPlan.Quarantined(
        subject: subject, incoming: index, frame: try Zstandard.compress(record.bytes)))
  }

  private mutating func count(_ kind: WritableKeyPath<IngestCounts, Int>) {
    plan.counts[keyPath: kind] += 1
  }

  private func state(of identifier: String) throws -> State? {
    if let state = states[identifier] { return state }
    guard let provider else { return nil }
    let cursor = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT id, version, content_hash, deleted, datestamp, last_run, purged FROM record
          WHERE provider = ? AND identifier = ?
          """),
      arguments: [provider, identifier])
    guard let row = try cursor.next() else { return nil }
    return State(
      subject: .known(row[0]), version: row[1], hash: try ContentHash(column: row[2]), deleted: row[3],
      datestamp: row[4], counted: row[5] == page.run.rawValue, purged: row[6])
  }

  private func quarantineRun(of subject: String) throws -> Int64? {
    guard let provider, hasQuarantine else { return nil }
    return try database.value(
      "SELECT run FROM quarantine WHERE provider = ? AND subject = ?", [provider, subject])
  }
}

internal import Compression
internal import Foundation
internal import GRDB
internal import Hashing
internal import Store

/// Compares a page with the store.
struct IngestPlanner {
  /// What is known of an identifier, with what this page has done to it so far.
  private struct State {
    var subject: IngestPlan.Subject
    var version: Int
    var hash: ContentHash
    var deleted: Bool
    var datestamp: String
    /// Counted in this run.
    var counted: Bool
    /// Counted in this list.
    var listed: Bool
    var lastList: Int64
    var purged: Bool
  }

  /// What is known of bytes in quarantine.
  private struct Aside {
    var run: Int64
    var lastList: Int64
  }

  private let database: Database
  private let page: IncomingPage
  private let provider: Int64?
  private let hasQuarantine: Bool
  private let hasAliases: Bool
  private let membership: ListMembership
  private let held: RowStatement
  private var plan = IngestPlan()
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
    hasAliases =
      try provider.map { provider in
        try database.value(
          "SELECT EXISTS (SELECT 1 FROM record WHERE provider = ? AND published_as IS NOT NULL)", [provider])
          ?? false
      } ?? false
    membership = try ListMembership(database, provider: provider, list: page.list)
    held = try RowStatement(
      database,
      """
      SELECT id, version, content_hash, deleted, datestamp, last_run, purged, last_list FROM record
      WHERE provider = ? AND identifier = ?
      """)
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
    return plan
  }

  private mutating func add(_ record: IncomingRecord, _ index: Int) throws {
    let known = try state(of: record.identifier)
    var counted = known?.counted ?? false
    let aside = hasQuarantine ? try aside(record.identifier) : nil
    if let aside {
      plan.released.append(record.identifier)
      counted = counted || aside.run == page.run.rawValue
    }
    if !counted { plan.counts.repaired += record.repairs.count }
    try noteListed(record.identifier, known, aside)

    guard var state = known else {
      if !counted { count(record.deleted ? \.deleted : \.new) }
      let subject = IngestPlan.Subject.new(plan.newRecords)
      plan.newRecords += 1
      addVersion(of: subject, index, number: 1)
      if aside != nil || hasAliases {
        plan.legacies[index] = IngestPlan.Legacy(
          publishedAs: hasAliases ? try alias(for: record.identifier) : nil, lastList: aside?.lastList ?? 0)
      }
      states[record.identifier] = State(
        subject: subject, version: 1, hash: record.contentHash, deleted: record.deleted,
        datestamp: record.datestamp, counted: true, listed: true, lastList: page.list.rawValue, purged: false)
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
      addVersion(of: state.subject, index, number: state.version)
    }
    state.datestamp = record.datestamp
    state.counted = true
    state.listed = true
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
    try noteListed(record.identifier, state, nil)
    noteUnchanged(state, datestamp: record.datestamp)
    state.datestamp = record.datestamp
    state.counted = true
    state.listed = true
    states[record.identifier] = state
  }

  /// A record made by this page stands in the store as this page brought it first: nothing is to be noted of it.
  private mutating func noteUnchanged(_ state: State, datestamp: String) {
    guard case .known(let key) = state.subject else { return }
    if state.datestamp != datestamp {
      plan.moved.append((key, datestamp))
    } else if !state.counted || !state.listed {
      plan.seen.append(key)
    }
  }

  /// Counts an identifier that stands in the list for the first time.
  private mutating func noteListed(_ subject: String, _ state: State?, _ aside: Aside?) throws {
    if let state {
      if state.listed { return }
    } else if let aside, try membership.contains(subject, lastList: aside.lastList) {
      return
    }
    plan.distinct += 1
    guard let lastList = state?.lastList ?? aside?.lastList else { return }
    if let overlap = membership.overlap(subject, lastList: lastList) { plan.overlaps.append(overlap) }
  }

  /// From what our identifier of a new record is made: from its own, unless a record that was renamed is still
  /// published under that.
  private func alias(for identifier: String) throws -> String? {
    var alias: String?
    var number = 1
    while try isPublishedName(alias ?? identifier) {
      number += 1
      alias = "\(identifier)~\(number)"
    }
    return alias
  }

  private func isPublishedName(_ name: String) throws -> Bool {
    try database.value(
      """
      SELECT EXISTS (SELECT 1 FROM record WHERE provider = ?1 AND published_as = ?2)
        OR EXISTS (SELECT 1 FROM record WHERE provider = ?1 AND identifier = ?2 AND published_as IS NULL)
      """, [provider, name]) ?? false
  }

  /// A tombstone stays a tombstone whatever its header says; what was purged stays away.
  private func isUnchanged(_ record: IncomingRecord, _ state: State) -> Bool {
    if state.purged || (state.deleted && record.deleted) { return true }
    return state.hash == record.contentHash && state.deleted == record.deleted
  }

  private mutating func addVersion(of subject: IngestPlan.Subject, _ index: Int, number: Int) {
    plan.versions.append(IngestPlan.Version(subject: subject, incoming: index, number: number))
  }

  private mutating func add(_ record: QuarantinedRecord, _ index: Int) throws {
    let subject = record.identifier ?? ContentHash(of: record.bytes).hexadecimal
    let aside = try aside(subject)
    let inPage = plan.quarantined.contains { $0.subject == subject }
    var counted = aside?.run == page.run.rawValue || inPage
    if let identifier = record.identifier, var state = try state(of: identifier) {
      counted = counted || state.counted
      // The record remembers the list for both.
      if !state.listed, case .known(let key) = state.subject { plan.seen.append(key) }
      try noteListed(subject, state, nil)
      state.listed = true
      states[identifier] = state
    } else if !inPage {
      try noteListed(subject, nil, aside)
    }
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
    held.bind(provider, at: 1)
    held.bind(identifier, at: 2)
    return try held.first { row in
      let lastList = row.integer(7)
      return State(
        subject: .known(row.integer(0)), version: Int(row.integer(1)), hash: try row.hash(2),
        deleted: row.integer(3) != 0, datestamp: row.text(4), counted: row.integer(5) == page.run.rawValue,
        listed: try membership.contains(identifier, lastList: lastList), lastList: lastList,
        purged: row.integer(6) != 0)
    }
  }

  private func aside(_ subject: String) throws -> Aside? {
    guard let provider, hasQuarantine else { return nil }
    return try database.row(
      "SELECT run, last_list FROM quarantine WHERE provider = ? AND subject = ?", [provider, subject]
    ).map { Aside(run: $0[0], lastList: $0[1]) }
  }
}

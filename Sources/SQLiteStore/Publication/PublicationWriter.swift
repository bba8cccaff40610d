internal import Compression
internal import Foundation
internal import GRDB
internal import Hashing
internal import OAIPMH
internal import Store

/// Writes what is published, and stamps what changed.
///
/// A list of our repository holds only stamps before the current second. So that no list misses a form that
/// was stamped in time but became visible late, forms are collected first and stamped last, and stamped again
/// where the second went by while they were written. Stamps never fall, whatever the clock does.
struct PublicationWriter {
  /// What a form holds, as stored.
  enum Content: Int {
    case metadata, source, deleted
  }

  /// A form that differs from what was served before.
  private struct Change {
    var record: Int64
    var identifier: String
    var prefix: Int64
    var content: Content
    var version: Int
    var hash: ContentHash
    var metadata: [UInt8]
    var about: [UInt8]
    var oldSets: [Int64]
    var newSets: [Int64]
  }

  let database: Database
  let clock: @Sendable () -> Timestamp
  private var changes: [Change] = []
  private var counts: PublishedCounts
  private var setKeys: [String: Int64] = [:]

  init(database: Database, clock: @escaping @Sendable () -> Timestamp) {
    self.database = database
    counts = PublishedCounts(database: database)
    self.clock = clock
  }

  /// Takes what is to be served of a record from now on. A prefix that it had and no longer has becomes a
  /// deletion.
  mutating func add(_ published: PublishedRecord) throws {
    let key = published.record.rawValue
    guard
      let record = try database.row(
        "SELECT version, content_hash, withdrawal IS NOT NULL FROM record WHERE id = ?", [key])
    else { return }
    let withdrawn: Bool = record[2]
    let sets = Set(published.setSpecs).sorted()
    let interning = Interning(database: database)
    let oldSets = try setKeys(of: key)
    let newSets = try sets.map { try setKey($0) }

    var served: [Int64: (hash: ContentHash, name: String)] = [:]
    let forms = try RowStatement(
      database,
      """
      SELECT prefix, form_hash, name FROM published_form CROSS JOIN metadata_prefix x ON x.id = prefix
      WHERE record = ?
      """)
    forms.bind(key, at: 1)
    try forms.forEach { served[$0.integer(0)] = (try $0.hash(1), $0.text(2)) }
    var change = Change(
      record: key, identifier: published.identifier, prefix: 0, content: .deleted, version: record[0],
      hash: ContentHash(of: []), metadata: [], about: [],
      oldSets: oldSets, newSets: newSets)
    for form in published.forms {
      change.prefix = try interning.prefix(form.prefix)
      change.metadata = []
      change.about = form.about
      let isBeside = PublishedForm.isBesideLists(prefix: form.prefix)
      (change.oldSets, change.newSets) = isBeside ? ([], []) : (oldSets, newSets)
      switch form.content {
      case .metadata(let bytes): (change.content, change.metadata) = (.metadata, bytes)
      case .source: change.content = .source
      case .deleted: change.content = .deleted
      }
      if withdrawn { change.content = .deleted }
      if change.content == .deleted { (change.metadata, change.about) = ([], []) }
      let old = served.removeValue(forKey: change.prefix)
      // Nobody has to be told that something is gone that nobody was ever shown.
      if change.content == .deleted, old == nil { continue }
      change.hash = hash(of: change, sets: isBeside ? [] : sets, source: record[1])
      if old?.hash != change.hash { changes.append(change) }
    }
    (change.content, change.metadata, change.about) = (.deleted, [], [])
    for (prefix, old) in served {
      change.prefix = prefix
      let isBeside = PublishedForm.isBesideLists(prefix: old.name)
      (change.oldSets, change.newSets) = isBeside ? ([], []) : (oldSets, newSets)
      change.hash = hash(of: change, sets: isBeside ? [] : sets, source: record[1])
      if old.hash != change.hash { changes.append(change) }
    }
    // A record that nothing is or was served of has no place in the repository.
    guard try !changes.isEmpty || !served.isEmpty || database.hasForms(key) else { return }
    try database.run(
      """
      INSERT INTO published_record (record, identifier, set_list, tiers, tiers_since) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (record) DO UPDATE SET
        identifier = excluded.identifier, set_list = excluded.set_list,
        tiers = excluded.tiers, tiers_since = excluded.tiers_since
      """,
      [
        key, published.identifier, try interning.setList(sets),
        try published.tiers.map { try JSONColumn.encode($0.tiers) }, published.tiers?.since.seconds,
      ])
  }

  /// Takes back everything that is served of a record.
  mutating func withdraw(_ key: Int64) throws {
    let row = try database.row(
      """
      SELECT identifier, specs FROM published_record JOIN set_list ON set_list.id = set_list WHERE record = ?
      """, [key])
    guard let row else { return }
    try add(
      PublishedRecord(
        record: RecordKey(rawValue: key), identifier: row[0], setSpecs: Interning.setSpecs(row[1]), forms: [])
    )
  }

  /// Writes and stamps what was collected.
  mutating func close() throws {
    guard !changes.isEmpty else { return }
    var stamp = try nextStamp()
    for change in changes { try write(change, stamp) }
    try counts.write()
    // Writing took time: a list that began meanwhile must not miss these forms.
    while true {
      let later = try nextStamp()
      if later == stamp { break }
      for change in changes { try move(change, from: stamp, to: later) }
      try counts.write()
      stamp = later
    }
    try database.run(
      """
      INSERT INTO publication (id, first_stamp, last_stamp) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET last_stamp = excluded.last_stamp
      """, [stamp.seconds, stamp.seconds])
    changes = []
  }

  private func nextStamp() throws -> Timestamp {
    let last: Int64? = try database.value("SELECT last_stamp FROM publication")
    return Timestamp(seconds: max(clock().seconds, last ?? .min))
  }

  private mutating func write(_ change: Change, _ stamp: Timestamp) throws {
    let rows = try PublicationRows(database)
    let body = change.metadata + change.about
    let old = try rows.stamp(of: change.record, prefix: change.prefix)
    try rows.write(
      record: change.record, prefix: change.prefix, stamp: stamp.seconds, content: change.content,
      version: change.version, hash: change.hash, lengths: (change.metadata.count, change.about.count),
      body: body.isEmpty ? [] : try Zstandard.compress(body))
    if let old {
      counts.note(-1, set: PublishedCounts.wholeRepository, prefix: change.prefix, stamp: old)
      for set in change.oldSets
      where try rows.remove(set, prefix: change.prefix, stamp: old, record: change.record) {
        counts.note(-1, set: set, prefix: change.prefix, stamp: old)
      }
    }
    counts.note(1, set: PublishedCounts.wholeRepository, prefix: change.prefix, stamp: stamp.seconds)
    for set in change.newSets {
      try rows.add(set, prefix: change.prefix, stamp: stamp.seconds, record: change.record)
      counts.note(1, set: set, prefix: change.prefix, stamp: stamp.seconds)
    }
  }

  private mutating func move(_ change: Change, from old: Timestamp, to new: Timestamp) throws {
    try database.run(
      """
      UPDATE published_form SET stamp = ?1, first_stamp = CASE first_stamp WHEN stamp THEN ?1 ELSE first_stamp END
      WHERE record = ?2 AND prefix = ?3
      """, [new.seconds, change.record, change.prefix])
    let rows = try PublicationRows(database)
    for set in change.newSets
    where try rows.remove(set, prefix: change.prefix, stamp: old.seconds, record: change.record) {
      try rows.add(set, prefix: change.prefix, stamp: new.seconds, record: change.record)
    }
    for set in change.newSets + [PublishedCounts.wholeRepository] {
      counts.note(-1, set: set, prefix: change.prefix, stamp: old.seconds)
      counts.note(1, set: set, prefix: change.prefix, stamp: new.seconds)
    }
  }

  private mutating func setKeys(of record: Int64) throws -> [Int64] {
    let specs: String? = try database.value(
      "SELECT specs FROM published_record JOIN set_list ON set_list.id = set_list WHERE record = ?", [record])
    return try Interning.setSpecs(specs ?? "").map { try setKey($0) }
  }

  /// The row of a set. Records of a batch share few sets.
  private mutating func setKey(_ spec: String) throws -> Int64 {
    if let known = setKeys[spec] { return known }
    let key = try Interning(database: database).publishedSet(spec)
    setKeys[spec] = key
    return key
  }

  private func hash(of change: Change, sets: [String], source: Data) -> ContentHash {
    var hasher = ContentHasher()
    hasher.update(Array("\(change.content.rawValue) \(change.metadata.count) \(change.about.count)\n".utf8))
    hasher.update(Array((sets.joined(separator: " ") + "\n\(change.identifier)\n").utf8))
    if change.content == .source { hasher.update(source) }
    hasher.update(change.metadata)
    hasher.update(change.about)
    return hasher.finalize()
  }
}

extension Database {
  /// Whether anything is, or was, served of a record.
  fileprivate func hasForms(_ record: Int64) throws -> Bool {
    try value("SELECT EXISTS (SELECT 1 FROM published_form WHERE record = ?)", [record]) ?? false
  }
}

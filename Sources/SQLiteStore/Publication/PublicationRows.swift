internal import GRDB
internal import Hashing

/// The rows of published forms and of their places in sets, written one by one: a record has some thirty of them.
struct PublicationRows {
  private let database: Database
  private let formStamp: RowStatement
  private let form: RowStatement
  private let membership: RowStatement
  private let formerMembership: RowStatement

  init(_ database: Database) throws {
    self.database = database
    formStamp = try RowStatement(
      database, "SELECT stamp FROM published_form WHERE record = ? AND prefix = ?")
    form = try RowStatement(
      database,
      """
      INSERT INTO published_form
        (record, prefix, stamp, content, version, form_hash, metadata_length, about_length, body, first_stamp)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?3)
      ON CONFLICT (record, prefix) DO UPDATE SET
        first_stamp = CASE content WHEN \(PublicationWriter.Content.deleted.rawValue) THEN excluded.stamp
          ELSE first_stamp END,
        stamp = excluded.stamp, content = excluded.content, version = excluded.version,
        form_hash = excluded.form_hash, metadata_length = excluded.metadata_length,
        about_length = excluded.about_length, body = excluded.body
      """)
    membership = try RowStatement(
      database,
      "INSERT INTO published_membership (published_set, prefix, stamp, record) VALUES (?, ?, ?, ?)")
    formerMembership = try RowStatement(
      database,
      "DELETE FROM published_membership WHERE published_set = ? AND prefix = ? AND stamp = ? AND record = ?")
  }

  /// The stamp of a form as it is served; `nil` where none is.
  func stamp(of record: Int64, prefix: Int64) throws -> Int64? {
    formStamp.bind(record, at: 1)
    formStamp.bind(prefix, at: 2)
    return try formStamp.first { $0.integer(0) }
  }

  /// Writes a form in place of the one before.
  func write(
    record: Int64, prefix: Int64, stamp: Int64, content: PublicationWriter.Content, version: Int,
    hash: ContentHash, lengths: (metadata: Int, about: Int), body: [UInt8]
  ) throws {
    form.bind(record, at: 1)
    form.bind(prefix, at: 2)
    form.bind(stamp, at: 3)
    form.bind(content.rawValue, at: 4)
    form.bind(version, at: 5)
    form.bind(hash, at: 6)
    form.bind(lengths.metadata, at: 7)
    form.bind(lengths.about, at: 8)
    form.bind(body, at: 9)
    try form.run()
  }

  /// Puts a form into a set.
  func add(_ set: Int64, prefix: Int64, stamp: Int64, record: Int64) throws {
    try run(membership, set, prefix, stamp, record)
  }

  /// Takes a form out of a set; false where it was in none.
  func remove(_ set: Int64, prefix: Int64, stamp: Int64, record: Int64) throws -> Bool {
    try run(formerMembership, set, prefix, stamp, record)
    return database.changesCount > 0
  }

  private func run(
    _ statement: RowStatement, _ set: Int64, _ prefix: Int64, _ stamp: Int64, _ record: Int64
  ) throws {
    statement.bind(set, at: 1)
    statement.bind(prefix, at: 2)
    statement.bind(stamp, at: 3)
    statement.bind(record, at: 4)
    try statement.run()
  }
}

internal import GRDB
internal import Store

/// The numbered migrations of a store file, and the check that a file is one.
enum Schema {
  /// Marks a SQLite file as a Winnow store: "WINW" in ASCII, in the file's header.
  static let applicationID = 0x5749_4E57

  /// Each runs once, in order, in a transaction of its own; a released one is never edited.
  static let migrations = [migration001, migration002, migration003, migration004, migration005]

  /// Brings a file to the newest schema.
  /// - Throws: ``StoreError`` for a file that is no store, or one of a newer Winnow.
  static func migrate(_ pool: DatabasePool, path: String) throws {
    try pool.writeWithoutTransaction { database in
      // Checked and applied under the write lock: two processes may open a new store at once.
      var pending = true
      while pending {
        try database.inTransaction(.immediate) {
          let version = try check(database, path: path)
          pending = version < migrations.count
          if pending {
            try database.execute(sql: migrations[version])
            try database.execute(sql: "PRAGMA user_version = \(version + 1)")
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
          }
          return .commit
        }
      }
    }
  }

  /// The number of migrations that a file has had.
  private static func check(_ database: Database, path: String) throws -> Int {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if application != applicationID {
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard tables == 0, version == 0, application == 0 else {
        throw StoreError(
          "\(path) is a database of another program; name another file as `store` in winnow.yaml")
      }
    }
    guard version <= migrations.count else {
      throw StoreError(
        "\(path) has schema \(version), this Winnow knows schemas up to \(migrations.count); "
          + "use the newer Winnow that wrote it, or restore a backup")
    }
    return version
  }
}

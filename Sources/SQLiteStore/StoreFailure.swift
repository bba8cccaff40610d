internal import GRDB
internal import Store

/// What SQLite's errors mean to a person, and what to do about them.
enum StoreFailure {
  /// Runs a body; an error of SQLite becomes a ``StoreError``.
  static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(description(of: error, path: path))
    }
  }

  /// Runs an asynchronous body; an error of SQLite becomes a ``StoreError``.
  static func translating<Value: Sendable>(
    _ path: String, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw StoreError(description(of: error, path: path))
    }
  }

  private static func description(of error: DatabaseError, path: String) -> String {
    let detail = error.message ?? "no details"
    return switch error.resultCode {
    case .SQLITE_FULL:
      "the disk of the store \(path) is full; free some space and run again: "
        + "nothing that was reported as done is lost"
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      "the store \(path) was locked for 30 s by another process; wait for it or stop it, then run again"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      "the store \(path) is damaged or no SQLite file (\(detail)); restore a backup, "
        + "or rescue it with `sqlite3 \(path) .recover`"
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      "the store \(path) cannot be written (\(detail)); give this user write permission to it and its folder"
    case .SQLITE_CANTOPEN:
      "the store \(path) cannot be opened; make its folder, or correct `store` in winnow.yaml"
    case .SQLITE_IOERR:
      "reading or writing the store \(path) failed (\(detail)); check the disk and its free space, then run again"
    case .SQLITE_TOOBIG:
      "a value is too large for the store \(path) (\(detail)); lower the provider's page size"
    default:
      "the store \(path) failed: \(error.resultCode) \(detail); run again, and report this if it comes back"
    }
  }
}

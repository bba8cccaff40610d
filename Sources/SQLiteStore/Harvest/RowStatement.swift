internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Hashing
internal import Store

/// A prepared statement that runs for many rows: values are bound as they lie in memory.
///
/// GRDB boxes every value of every row, which costs more than SQLite's own work on the rows of a harvest.
/// Values are numbered from 1, columns from 0. SQLite copies what is bound.
struct RowStatement {
  private let database: Database
  private let statement: Statement
  private let handle: OpaquePointer

  /// Prepares a statement, or takes it from those that are prepared already.
  init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    sqlite3_reset(handle)
  }

  /// Binds an integer.
  func bind(_ value: Int64, at place: Int32) { sqlite3_bind_int64(handle, place, value) }

  /// Binds an integer.
  func bind(_ value: Int, at place: Int32) { bind(Int64(value), at: place) }

  /// Binds a truth value as 0 or 1.
  func bind(_ value: Bool, at place: Int32) { bind(value ? 1 : 0 as Int64, at: place) }

  /// Binds text, or NULL.
  func bind(_ value: String?, at place: Int32) {
    guard var value else {
      sqlite3_bind_null(handle, place)
      return
    }
    value.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { characters in
        // Empty text may have no address, which would mean NULL.
        _ =
          characters.isEmpty
          ? sqlite3_bind_text(handle, place, "", 0, Self.copied)
          : sqlite3_bind_text(handle, place, characters.baseAddress, Int32(characters.count), Self.copied)
      }
    }
  }

  /// Binds the 32 bytes of a hash.
  func bind(_ value: ContentHash, at place: Int32) {
    value.withUnsafeBytes { _ = sqlite3_bind_blob(handle, place, $0.baseAddress, 32, Self.copied) }
  }

  /// Binds bytes, or NULL where there are none.
  func bind(_ value: [UInt8], at place: Int32) {
    guard !value.isEmpty else {
      sqlite3_bind_null(handle, place)
      return
    }
    value.withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob64(handle, place, bytes.baseAddress, UInt64(bytes.count), Self.copied)
    }
  }

  /// Runs the statement with what is bound; it returns no row.
  func run() throws {
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
  }

  /// What is read from the first row; `nil` where there is none.
  func first<Value>(_ read: (RowStatement) throws -> Value) throws -> Value? {
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return try read(self)
    case SQLITE_DONE: return nil
    case let code: throw failure(code)
    }
  }

  /// Reads every row, in order.
  func forEach(_ read: (RowStatement) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try read(self)
      case SQLITE_DONE: return
      case let code: throw failure(code)
      }
    }
  }

  /// Lends the bytes of the row at hand where they lie; none for NULL.
  func withBytes<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    let start = sqlite3_column_blob(handle, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// An integer of the row at hand.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// An integer of the row at hand; `nil` for NULL.
  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  /// Text of the row at hand; "" for NULL.
  func text(_ column: Int32) -> String {
    guard let text = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  /// A hash of the row at hand.
  func hash(_ column: Int32) throws -> ContentHash {
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
    guard let hash = ContentHash(bytes: bytes) else {
      throw StoreError("the store holds a hash of \(bytes.count) bytes instead of 32; restore a backup")
    }
    return hash
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
      sql: statement.sql)
  }

  /// `SQLITE_TRANSIENT`, which Swift does not import: not a function but the mark -1.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

internal import Foundation
internal import GRDB
internal import Hashing
internal import Store

extension Database {
  /// Runs a statement that stays prepared, and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try cachedStatement(sql: sql).execute(arguments: arguments)
    return changesCount
  }

  /// The first row of a query that stays prepared.
  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// All rows of a query that stays prepared.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first column of the first row of a query that stays prepared.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ sql: String, _ arguments: StatementArguments = []
  ) throws -> Value? {
    try Value.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first column of all rows of a query that stays prepared.
  func values<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [Value] {
    try Value.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The key of a row just made by an `INSERT ... RETURNING id`.
  func insertedKey(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
    guard let id = try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments) else {
      throw StoreError(
        "an insert returned no key; this is a defect of Winnow, report it with the command used")
    }
    return id
  }
}

extension ContentHash {
  /// The 32 bytes as SQLite takes them.
  var data: Data { Data(bytes) }

  /// A hash read back from a column.
  /// - Throws: ``StoreError`` where the column holds anything else: the file was tampered with.
  init(column: Data) throws {
    guard let hash = ContentHash(bytes: column) else {
      throw StoreError("the store holds a hash of \(column.count) bytes instead of 32; restore a backup")
    }
    self = hash
  }
}

/// Structured values that are only ever read whole, as JSON text.
enum JSONColumn {
  /// The JSON of a value, with sorted keys so that equal values have equal text.
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The JSON of a list; `nil` for an empty one.
  static func encode(list: [some Encodable]) throws -> String? {
    list.isEmpty ? nil : try encode(list)
  }

  /// A value read back.
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// A list read back; an empty one for `nil`.
  static func decode<Element: Decodable>(list text: String?) throws -> [Element] {
    guard let text else { return [] }
    return try decode([Element].self, text)
  }
}

internal import Foundation
internal import GRDB
internal import Store

extension SQLiteStore {
  /// A value that all processes share; `nil` where it was never set.
  public func setting(_ name: String) async throws -> [UInt8]? {
    try await read { database in
      let value: Data? = try database.value("SELECT value FROM setting WHERE name = ?", [name])
      return value.map { Array($0) }
    }
  }

  /// Sets a shared value if it is not set yet, and returns the one that holds.
  public func settle(_ name: String, _ value: [UInt8]) async throws -> [UInt8] {
    try await write { database in
      try database.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [name, Data(value)])
      let settled: Data? = try database.value("SELECT value FROM setting WHERE name = ?", [name])
      return settled.map { Array($0) } ?? value
    }
  }

  /// Sets a shared value, whatever held before.
  public func assign(_ name: String, _ value: [UInt8]) async throws {
    try await write { database in
      try database.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, Data(value)])
    }
  }
}

internal import Foundation
internal import GRDB
internal import Store

/// Strings and hashes that rows name by an integer.
struct Interning {
  let database: Database

  /// The row of a provider, made where there is none.
  func provider(_ provider: ProviderID) throws -> Int64 {
    try key(
      find: "SELECT id FROM provider WHERE name = ?",
      add: "INSERT INTO provider (name) VALUES (?) RETURNING id",
      provider.rawValue)
  }

  /// The row of a metadata prefix, made where there is none.
  func prefix(_ name: String) throws -> Int64 {
    try key(
      find: "SELECT id FROM metadata_prefix WHERE name = ?",
      add: "INSERT INTO metadata_prefix (name) VALUES (?) RETURNING id", name)
  }

  /// The row of a list of set specs, made where there is none.
  func setList(_ specs: [String]) throws -> Int64 {
    try key(
      find: "SELECT id FROM set_list WHERE specs = ?",
      add: "INSERT INTO set_list (specs) VALUES (?) RETURNING id", specs.joined(separator: " "))
  }

  /// The row of some namespace declarations, made where there is none.
  func context(_ declarations: [UInt8]) throws -> Int64 {
    try key(
      find: "SELECT id FROM namespace_context WHERE declarations = ?",
      add: "INSERT INTO namespace_context (declarations) VALUES (?) RETURNING id", Data(declarations))
  }

  /// The row of an address, made where there is none.
  func address(_ text: String) throws -> Int64 {
    try key(
      find: "SELECT id FROM address WHERE text = ?",
      add: "INSERT INTO address (text) VALUES (?) RETURNING id",
      text)
  }

  /// The row of a medium, made where there is none.
  func medium(_ medium: MediumID) throws -> Int64 {
    try key(
      find: "SELECT id FROM medium WHERE hash = ?", add: "INSERT INTO medium (hash) VALUES (?) RETURNING id",
      medium.data)
  }

  /// The row of a set of our repository, made where there is none.
  func publishedSet(_ spec: String) throws -> Int64 {
    try key(
      find: "SELECT id FROM published_set WHERE spec = ?",
      add: "INSERT INTO published_set (spec) VALUES (?) RETURNING id", spec)
  }

  /// The row of a model with its weights and preprocessing, made where there is none.
  func analysis(_ result: ModelResult) throws -> Int64 {
    let arguments: StatementArguments = [result.model, result.weightsHash.data, result.preprocessing]
    let known = try database.cachedStatement(
      sql: "SELECT id FROM analysis WHERE model = ? AND weights_hash = ? AND preprocessing = ?")
    if let id = try Int64.fetchOne(known, arguments: arguments) { return id }
    return try database.insertedKey(
      "INSERT INTO analysis (model, weights_hash, preprocessing) VALUES (?, ?, ?) RETURNING id", arguments)
  }

  /// The set specs of a row made by ``setList(_:)``.
  static func setSpecs(_ joined: String) -> [String] {
    joined.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
  }

  private func key(find: String, add: String, _ value: some DatabaseValueConvertible) throws -> Int64 {
    if let id = try Int64.fetchOne(database.cachedStatement(sql: find), arguments: [value]) { return id }
    return try database.insertedKey(add, [value])
  }
}

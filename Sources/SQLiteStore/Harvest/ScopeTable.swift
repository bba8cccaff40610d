internal import GRDB
internal import OAIPMH
internal import Store

/// Where each list of each endpoint stands.
struct ScopeTable {
  let database: Database

  func checkpoint(of scope: HarvestScope) throws -> HarvestCheckpoint? {
    guard let text: String = try column("checkpoint", of: scope)?[0] else { return nil }
    return try JSONColumn.decode(HarvestCheckpoint.self, text)
  }

  func mark(of scope: HarvestScope) throws -> HarvestMark? {
    guard let row = try column("high_water, day_granularity", of: scope), let highWater: Int64 = row[0] else {
      return nil
    }
    return HarvestMark(highWater: Timestamp(seconds: highWater), dayGranularity: row[1] ?? false)
  }

  func set(_ checkpoint: HarvestCheckpoint, of scope: HarvestScope, provider: Int64) throws {
    try database.run(
      """
      INSERT INTO scope (provider, prefix, set_spec, content, checkpoint) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (provider, prefix, set_spec, content) DO UPDATE SET checkpoint = excluded.checkpoint
      """,
      [
        provider, scope.prefix, scope.set ?? "", scope.content.rawValue, try JSONColumn.encode(checkpoint),
      ])
  }

  func discardCheckpoint(of scope: HarvestScope) throws {
    try database.run("UPDATE scope SET checkpoint = NULL \(Self.condition)", Self.arguments(scope))
  }

  func advance(_ scope: HarvestScope, to mark: HarvestMark) throws {
    try database.run(
      """
      INSERT INTO scope (provider, prefix, set_spec, content, high_water, day_granularity)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (provider, prefix, set_spec, content) DO UPDATE SET
        checkpoint = NULL, high_water = excluded.high_water, day_granularity = excluded.day_granularity
      """,
      [
        try Interning(database: database).provider(scope.provider), scope.prefix, scope.set ?? "",
        scope.content.rawValue, mark.highWater.seconds, mark.dayGranularity,
      ])
  }

  /// The numbers of a provider's unfinished lists.
  func openLists(of provider: Int64) throws -> Set<Int64> {
    Set(
      try database.values(
        """
        SELECT json_extract(checkpoint, '$.list') FROM scope
        WHERE provider = ? AND json_extract(checkpoint, '$.list') IS NOT NULL
        """, [provider]) as [Int64])
  }

  private func column(_ names: String, of scope: HarvestScope) throws -> Row? {
    try database.row("SELECT \(names) FROM scope \(Self.condition)", Self.arguments(scope))
  }

  private static let condition = """
    WHERE provider = (SELECT id FROM provider WHERE name = ?) AND prefix = ? AND set_spec = ? AND content = ?
    """

  private static func arguments(_ scope: HarvestScope) -> StatementArguments {
    [scope.provider.rawValue, scope.prefix, scope.set ?? "", scope.content.rawValue]
  }
}

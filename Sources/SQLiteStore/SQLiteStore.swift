internal import Foundation
internal import GRDB
public import OAIPMH
public import Store

/// A store in one SQLite file, in WAL mode, for one machine: several processes may have it open at once.
///
/// Every operation is one transaction. A transaction that returned survives the death of any process
/// (`synchronous = NORMAL`: pages are in the kernel's hands at commit); a power failure may take the last
/// commits with it, never a part of one, and the harvest then goes on from the checkpoint before them.
///
/// SQLite's calls block: they run on the dispatch queues of GRDB's connection pool, off the cooperative pool.
public final class SQLiteStore: Store {
  /// The file, as given.
  public let path: String
  private let pool: DatabasePool
  private let clock: @Sendable () -> Timestamp

  /// Opens a store; makes the file where there is none, and brings an older one to the present schema.
  /// - Parameters:
  ///   - path: the file; its folder has to exist.
  ///   - clock: tells the current second; a fixed one serves tests.
  /// - Throws: ``StoreError`` for a file that cannot be opened, is damaged, is no store or is of a newer
  ///   Winnow.
  public init(path: String, clock: @escaping @Sendable () -> Timestamp = { Timestamp.now }) throws {
    self.path = path
    self.clock = clock
    pool = try StoreFailure.translating(path) { try Self.open(path) }
  }

  /// Opens the file, and waits for others that open it too: SQLite itself does not wait for the lock under which a new
  /// file gets its write-ahead log.
  private static func open(_ path: String) throws -> DatabasePool {
    let end = ContinuousClock.now + .seconds(busySeconds)
    while true {
      do {
        let pool = try DatabasePool(path: path, configuration: configuration)
        try Schema.migrate(pool, path: path)
        return pool
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  /// Closes all connections; called before a file is moved, and by tests. Later operations fail.
  public func close() throws {
    try StoreFailure.translating(path) { try pool.close() }
  }

  /// How long a statement waits for another process; seconds.
  private static let busySeconds = 30

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "winnow.store"
    configuration.busyMode = .timeout(Double(busySeconds))
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      // Negative: KiB. The writer's is enough for the inner pages of every index of some ten million records.
      if database.configuration.readonly {
        try database.execute(sql: "PRAGMA cache_size = -4000")
      } else {
        try database.execute(sql: "PRAGMA cache_size = -16000")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
      }
    }
    return configuration
  }

  /// The current second.
  var now: Timestamp { clock() }

  /// Tells the current second inside a transaction.
  var clockReader: @Sendable () -> Timestamp { clock }

  /// Runs one read transaction: a snapshot of the store, held only as long as the body runs.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await StoreFailure.translating(path) { try await pool.read(body) }
  }

  /// Runs one write transaction: all or nothing.
  @discardableResult
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await StoreFailure.translating(path) { try await pool.write(body) }
  }

  /// Runs statements that have to stand outside a transaction, one connection writing at a time.
  func writeOutsideTransaction<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await StoreFailure.translating(path) { try await pool.writeWithoutTransaction(body) }
  }
}

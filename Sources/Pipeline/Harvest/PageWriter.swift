internal import Store

/// Writes pages in their order, each in a transaction of its own while the next ones are fetched and read.
///
/// A page counts, and shows as progress, only once its transaction has returned. A few pages may wait, so that neither
/// reading nor writing stands still where the other takes longer over a page.
struct PageWriter {
  private let store: any Store
  private let progress: ProgressHandler
  private var pending: [(write: Task<IngestCounts, any Error>, event: ProgressEvent)] = []

  /// Pages that may wait to be written: what they hold is held in memory.
  private static let limit = 3

  /// What became of the records of the pages written so far.
  private(set) var counts = IngestCounts()

  /// A writer that has written nothing.
  init(store: any Store, progress: @escaping ProgressHandler) {
    self.store = store
    self.progress = progress
  }

  /// Queues a page; waits while too many are queued already.
  /// - Parameter event: told once the page is written.
  /// - Throws: what the store has against a page before; none behind that one is written.
  mutating func write(_ page: IncomingPage, event: ProgressEvent) async throws {
    while pending.count >= Self.limit { try await settleFirst() }
    let (store, before) = (store, pending.last?.write)
    let write = Task {
      _ = try await before?.value
      return try await store.ingest(page)
    }
    pending.append((write, event))
  }

  /// Waits until every page handed over is written.
  mutating func settle() async throws {
    while !pending.isEmpty { try await settleFirst() }
  }

  private mutating func settleFirst() async throws {
    let (write, event) = pending.removeFirst()
    counts = counts + (try await write.value)
    progress(event)
  }
}

internal import Store

/// Writes pages in their order, each in a transaction of its own while the next one is fetched and read.
///
/// A page counts, and shows as progress, only once its transaction has returned.
struct PageWriter {
  private let store: any Store
  private let progress: ProgressHandler
  private var pending: (write: Task<IngestCounts, any Error>, event: ProgressEvent)?

  /// What became of the records of the pages written so far.
  private(set) var counts = IngestCounts()

  /// A writer that has written nothing.
  init(store: any Store, progress: @escaping ProgressHandler) {
    self.store = store
    self.progress = progress
  }

  /// Begins to write a page, after the one before it has been written.
  /// - Parameter event: told once the page is written.
  /// - Throws: what the store has against the page before.
  mutating func write(_ page: IncomingPage, event: ProgressEvent) async throws {
    try await settle()
    let store = store
    pending = (Task { try await store.ingest(page) }, event)
  }

  /// Waits until every page handed over is written.
  mutating func settle() async throws {
    guard let (write, event) = pending else { return }
    pending = nil
    counts = counts + (try await write.value)
    progress(event)
  }
}

internal import Logging
internal import OAIPMH
internal import Store

/// What a source brought with one request.
struct SourcePage {
  /// The request that brought it, as an address or a path.
  var request: String
  /// Records, tombstones included.
  var records: [IncomingRecord] = []
  /// Records that came again as they are known, found by ``Intake/unchanged(_:)``.
  var unchanged: [UnchangedRecord] = []
  /// What could not be read as a record.
  var quarantined: [QuarantinedRecord] = []
}

/// The way of a source's pages into the store, for one harvest of one provider.
struct Intake {
  /// The provider that is harvested.
  let provider: ProviderID
  /// The row of the ledger.
  let run: RunKey
  let store: any Store
  let log: Logger
  let interruption: Interruption
  /// Called with each page that was written.
  let progress: ProgressHandler
  private var writer: PageWriter
  /// Records expected over all lists; `nil` while no list stated a size.
  private(set) var expected: Int?

  /// What became of the records taken in so far.
  var counts: IngestCounts { writer.counts + further }
  private var further = IngestCounts()

  init(
    provider: ProviderID, run: RunKey, store: any Store, log: Logger, interruption: Interruption,
    progress: @escaping ProgressHandler
  ) {
    self.provider = provider
    self.run = run
    self.store = store
    self.log = log
    self.interruption = interruption
    self.progress = progress
    writer = PageWriter(store: store, progress: progress)
  }

  /// Adds to the number of records expected.
  mutating func expect(_ records: Int) { expected = (expected ?? 0) + records }

  /// Which of some records the provider has with the very content, by identifier.
  mutating func unchanged(_ records: [UnchangedRecord]) async throws -> Set<String> {
    try await settle()
    return try await store.unchanged(records, provider: provider)
  }

  /// Hands a page over to be written, in one transaction with the place where the list goes on; it is written while
  /// the next one is fetched.
  /// - Parameters:
  ///   - checkpoint: where the list goes on; `nil` for records that were asked for one by one.
  ///   - detail: more to tell beside the progress, such as the number of the page.
  mutating func take(
    _ page: SourcePage, scope: HarvestScope, list: ListNumber, checkpoint: HarvestCheckpoint?,
    detail: String = ""
  ) async throws {
    var page = page
    if !page.quarantined.isEmpty {
      // What a person has mended is not set aside again as long as it comes with the same bytes.
      try await MendedRecords(store: store, provider: provider).recognise(in: &page)
    }
    var detail = detail
    if detail.isEmpty, let checkpoint { detail = "page \(checkpoint.pages)" }
    try await writer.write(
      IncomingPage(
        run: run, scope: scope, list: list, request: page.request, receivedAt: .now, records: page.records,
        unchanged: page.unchanged, quarantined: page.quarantined, checkpoint: checkpoint),
      event: ProgressEvent(
        stage: "harvest", provider: provider.rawValue, done: checkpoint?.listed ?? counts.received,
        total: checkpoint?.completeListSize ?? expected, unit: "records", detail: detail))
  }

  /// Waits until every page handed over is written.
  mutating func settle() async throws { try await writer.settle() }

  /// Counts records that were deleted without a page: a sweep found them missing.
  mutating func count(deleted: Int) { further.deleted += deleted }

  /// Counts what a harvest would bring, by headers alone.
  mutating func count(rehearsed headers: [RecordHeader], _ comparison: HeaderComparison) {
    let (unknown, changed) = (Set(comparison.unknown), Set(comparison.changed))
    for header in headers {
      if header.deleted, unknown.contains(header.identifier) || changed.contains(header.identifier) {
        further.deleted += 1
      } else if unknown.contains(header.identifier) {
        further.new += 1
      } else if changed.contains(header.identifier) {
        further.changed += 1
      } else {
        further.unchanged += 1
      }
    }
  }
}

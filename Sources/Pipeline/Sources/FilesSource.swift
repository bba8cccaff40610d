internal import Foundation
internal import Logging
internal import OAIPMH
internal import Publishing
internal import Store
internal import WinnowConfiguration

/// Record files in a folder or an archive as a source.
///
/// A file holds the metadata of one record, an OAI-PMH `record`, or a whole saved response. Each harvest goes through all
/// files: what is there as it was costs no parse, what is gone is deleted unless that would be too much at once.
/// A harvest in which a file or folder could not be read deletes nothing.
struct FilesSource: Source {
  private let provider: ProviderConfiguration
  private let log: Logger
  private let queue = BlockingQueue(label: "winnow.files")
  private(set) var expense = SourceExpense()

  /// Records, or bytes of files, after which a page is written.
  private static let recordsPerPage = 200
  private static let bytesPerPage = 8 << 20

  init(provider: ProviderConfiguration, log: Logger) {
    self.provider = provider
    self.log = log
  }

  private var root: String { provider.harvest.url }

  mutating func harvest(_ options: HarvestOptions, into intake: inout Intake) async throws -> HarvestVerdict {
    try options.refuseSelection(of: provider)
    let store = intake.store
    if !options.dryRun { try await Enumeration.forgetFormerSource(of: provider, store: store) }
    let scope = HarvestScope(
      provider: ProviderID(provider.id), prefix: provider.harvest.prefix,
      content: options.dryRun ? .headers : .records)
    var reading = try await Enumeration.open(
      scope, source: source, full: options.full || options.dryRun, sweeps: true, store: store)
    let files: any RecordFiles
    do { files = try await open(after: reading.place.after) } catch {
      return try await reading.abandon("\(error)", into: &intake)
    }
    var rehearsal = options.dryRun ? Rehearsal() : nil
    let reader = DocumentReader(expectsKnownRecords: try await store.mark(of: scope) != nil)
    var failures = FailureList()
    var count = reading.checkpoint.listed
    while true {
      if intake.interruption.isRequested {
        return try await reading.abandon(
          "interrupted after \(count) records: run again to go on", keepsPlace: true, into: &intake)
      }
      let batch: FileBatch
      do { batch = try await nextBatch(files) } catch {
        failures.append("\(error)")
        break
      }
      batch.failures.forEach { failures.append($0) }
      guard let last = batch.lastPath else { break }
      if rehearsal != nil {
        try await rehearsal?.take(batch.documents, reader, last, &reading, &intake)
      } else {
        let harvest = try await reader.read(batch.documents, &intake)
        harvest.failures.forEach { failures.append($0) }
        tell(harvest)
        // A run that goes on behind this place would not meet again what failed before it.
        try await take(harvest, after: failures.isEmpty ? last : nil, &reading, &intake)
      }
      count = reading.checkpoint.listed
    }
    if files.passedOver > 0 {
      log.notice(
        "files that are not .xml or .rdf, or lie outside, were passed over",
        metadata: ["provider": "\(provider.id)", "files": "\(files.passedOver)"])
    }
    guard failures.isEmpty else {
      return try await reading.abandon(failures.description("files"), into: &intake)
    }
    guard count > 0 else {
      return try await reading.abandon(
        "\(root) holds no record file (.xml or .rdf): nothing is deleted for that; check harvest.url",
        into: &intake)
    }
    let verdict = try await reading.conclude(
      SweepConclusion(guardPercent: provider.harvest.deletionGuardPercent, isDryRun: options.dryRun),
      request: root,
      highWater: reading.checkpoint.responseDate, into: &intake)
    return rehearsal.map { HarvestVerdict.complete($0.description).joined(with: verdict) } ?? verdict
  }

  /// Tells one root from another, and one archive from the one that came in its place.
  private var source: String {
    provider.harvest.kind == .zip ? "\(root) \(ArchiveFiles.fingerprint(of: root))" : root
  }

  private func open(after place: String?) async throws -> any RecordFiles {
    let root = root
    let isArchive = provider.harvest.kind == .zip
    return try await queue.run { () throws -> any RecordFiles in
      if isArchive { return try ArchiveFiles(path: root, after: place) }
      return try FolderFiles(root: root, after: place)
    }
  }

  /// Files of one page.
  private struct FileBatch: Sendable {
    var documents: [IncomingDocument] = []
    var failures: [String] = []
    var lastPath: String?
    var bytes: Int64 = 0
  }

  private mutating func nextBatch(_ files: any RecordFiles) async throws -> FileBatch {
    let batch = try await queue.run {
      var batch = FileBatch()
      while batch.documents.count < Self.recordsPerPage, batch.bytes < Self.bytesPerPage {
        guard let file = try files.next() else { break }
        batch.lastPath = file.path
        switch file.content {
        case .failure(let reason): batch.failures.append(reason.description)
        case .success(let bytes):
          batch.bytes += Int64(bytes.count)
          batch.documents.append(Self.document(file, bytes))
        }
      }
      return batch
    }
    expense.requests += batch.documents.count + batch.failures.count
    expense.bytes += batch.bytes
    return batch
  }

  private static func document(_ file: RecordFile, _ bytes: [UInt8]) -> IncomingDocument {
    IncomingDocument(
      name: file.path, bytes: bytes,
      header: RecordHeader(
        identifier: PublishedIdentifier.percentEncoded(RecordFile.name(ofPath: file.path)),
        datestamp: Timestamp(seconds: file.modified).description))
  }

  private func tell(_ harvest: DocumentHarvest) {
    for name in harvest.empty {
      log.notice("the file holds no record", metadata: ["provider": "\(provider.id)", "file": "\(name)"])
    }
  }

  /// Writes what some files brought, in pages of a bounded size; only the last one moves the place.
  private func take(
    _ harvest: DocumentHarvest, after last: String?, _ reading: inout Enumeration, _ intake: inout Intake
  ) async throws {
    var records = harvest.records[...]
    while records.count > Self.recordsPerPage {
      let page = SourcePage(request: root, records: Array(records.prefix(Self.recordsPerPage)))
      records = records.dropFirst(Self.recordsPerPage)
      try await reading.take(page, after: nil, into: &intake)
    }
    let page = SourcePage(
      request: root, records: Array(records), unchanged: harvest.unchanged, quarantined: harvest.quarantined)
    try await reading.take(page, after: last, into: &intake)
  }
}

extension HarvestOptions {
  /// Refuses what only OAI-PMH can be asked for.
  func refuseSelection(of provider: ProviderConfiguration) throws(SourceError) {
    guard set != nil || isSelective || window != nil else { return }
    throw SourceError(
      "provider '\(provider.id)' is of kind \(provider.harvest.kind.rawValue), which has neither sets nor windows nor "
        + "dates to ask for: leave out --set, --from, --until and --window")
  }
}

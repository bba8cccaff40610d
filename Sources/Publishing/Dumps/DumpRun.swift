internal import Hashing
internal import OAIPMH
internal import Parquet
internal import Store

/// One way through a dump.
struct DumpRun: Sendable {
  /// A range of keys, or a provider, that goes into files of its own.
  struct Segment: Sendable {
    var part: String
    var provider: ProviderID?
    var from = RecordKey(rawValue: .min)
    var below: RecordKey?
  }

  let dump: Dump
  let folder: DumpFolder
  let until: Timestamp
  let shouldStop: @Sendable () -> Bool
  let progress: @Sendable (Int) -> Void

  var selection: DumpSelection { dump.selection }
  var archive: any PublishedArchive { dump.archive }
  /// The prefix whose changes make a part another one; `nil` for any.
  private var watchedPrefix: String? { selection.format.isTable ? nil : selection.format.prefix }

  /// The parts that are there: of the dump before, and of the one that did not end.
  ///
  /// Tables tell of links too, which are tried again without a change of what is published: of a finished dump of
  /// tables nothing is taken over.
  func known(former: DumpManifest?, journal: (head: DumpHead, parts: [DumpPart])?) -> [String: DumpPart] {
    var known: [String: DumpPart] = [:]
    if let former, former.dump == DumpManifest.version, !selection.format.isTable {
      for file in former.files {
        guard let part = file.part else { continue }
        known[part, default: DumpPart(part: part, until: former.until, files: [])].files.append(file)
      }
    }
    if let journal, journal.head.dump == DumpManifest.version {
      for part in journal.parts { known[part.part] = part }
    }
    return known
  }

  /// Writes the parts that are not there as they should be.
  /// - Returns: the files of all parts.
  func writeParts(
    _ known: [String: DumpPart], head: DumpHead, _ summary: inout Dump.Summary
  ) async throws -> [DumpFile] {
    let segments = try await segments()
    let kept = try await kept(known, of: segments)
    try await folder.beginJournal(head, segments.compactMap { kept[$0.part] })
    var files: [DumpFile] = []
    var done = 0
    for segment in segments {
      if let part = kept[segment.part] {
        summary.unchanged += part.records
        done += part.records
        files += part.files
        progress(done)
        continue
      }
      let before = done
      let tell: @Sendable (Int) -> Void = { [progress] in progress(before + $0) }
      let written =
        selection.format.isTable
        ? try await writeTables(segment, tell) : try await writeForms(segment, tell)
      let part = DumpPart(part: segment.part, until: until.description, files: written)
      try await folder.note(part)
      summary.written += part.records
      done += part.records
      files += written
    }
    return files
  }

  private func segments() async throws -> [Segment] {
    if selection.layout == .provider {
      var providers = try await archive.providers()
      if let one = selection.providerID { providers = [one] }
      return providers.sorted().map {
        Segment(part: PublishedSegment.fileName($0.rawValue), provider: $0)
      }
    }
    guard let last = try await archive.lastPublishedKey() else { return [] }
    let size = dump.blockSize
    var blocks = Array(0...last.rawValue / size)
    if let start = selection.start {
      blocks = try await archive.changedBlocks(
        prefix: watchedPrefix, after: start.advanced(by: -1), blockSize: size
      ).keys.sorted()
    }
    return blocks.map { block in
      let number = String(block + 1)
      return Segment(
        part: String(repeating: "0", count: max(0, 5 - number.count)) + number,
        provider: selection.providerID, from: RecordKey(rawValue: block * size),
        below: RecordKey(rawValue: (block + 1) * size))
    }
  }

  /// The parts in which nothing changed, and whose files are what they were.
  private func kept(
    _ known: [String: DumpPart], of segments: [Segment]
  ) async throws -> [String: DumpPart] {
    guard let earliest = known.values.map(\.end).min() else { return [:] }
    let changed =
      selection.layout == .provider
      ? [:]
      : try await archive.changedBlocks(
        prefix: watchedPrefix, after: earliest, blockSize: dump.blockSize)
    var kept: [String: DumpPart] = [:]
    for segment in segments {
      guard let part = known[segment.part] else { continue }
      let newest =
        selection.layout == .provider
        ? try await newestChange(of: segment, after: part.end)
        : changed[segment.from.rawValue / dump.blockSize]
      if let newest, newest > part.end { continue }
      if try await folder.isWhole(part) { kept[segment.part] = part }
    }
    return kept
  }

  private func newestChange(of segment: Segment, after moment: Timestamp) async throws -> Timestamp? {
    guard let provider = segment.provider else { return nil }
    let query = PublishedQuery(
      prefix: selection.format.prefix, from: moment.advanced(by: 1), until: .now,
      set: "provider:" + SetSpec.segment(provider.rawValue), limit: 1, withContent: false)
    return try await archive.list(query).last?.stamp
  }

  /// Stops where that was asked for.
  func checkInterruption() throws(PublishingError) {
    guard !shouldStop() else {
      throw PublishingError("\(folder.path): the dump was interrupted; the same command again goes on.")
    }
  }

  /// The query for the forms of a segment.
  func query(_ segment: Segment, limit: Int, state: FormQuery.State = .served) -> FormQuery {
    FormQuery(
      prefix: selection.format.prefix, state: state, provider: segment.provider, from: segment.from,
      below: segment.below, since: selection.start, sinceAnyForm: selection.format.isTable, limit: limit)
  }

  // MARK: Deletions

  /// Writes the list of what is deleted: of all that ever was, or since the date of the dump.
  func writeDeletions() async throws -> DumpFile {
    let name = "deleted.csv"
    let path = folder.path + "/" + name
    let file = try await folder.queue.run { try PartFile(path: path) }
    var query = query(Segment(part: "", provider: selection.providerID), limit: 5000, state: .deleted)
    query.withContent = false
    query.sinceAnyForm = false
    var count = 0
    var text = CSVText.line(["identifier", "provider", "datestamp"].map { .text($0) })
    while true {
      let entries = try await archive.forms(query)
      for entry in entries {
        text += CSVText.line(
          [entry.identifier, entry.providerName, entry.stamp.description].map { .text($0) })
      }
      count += entries.count
      let bytes = text
      try await folder.queue.run { try file.append(bytes) }
      text = []
      guard entries.count == query.limit, let last = entries.last else { break }
      query.from = RecordKey(rawValue: last.record.rawValue + 1)
    }
    let (size, hash) = try await folder.queue.run { try file.finish() }
    return DumpFile(
      path: name, holds: "deleted", records: count, bytes: size, sha256: hash.hexadecimal)
  }
}

internal import Foundation
internal import Hashing
internal import OAIPMH
internal import Parquet
internal import Store
internal import Synchronization
internal import XMLCodec

extension DumpRun {
  private static let tablePageSize = 250

  /// Writes the tables of a segment, a file for each.
  func writeTables(_ segment: Segment, _ progress: @Sendable (Int) -> Void) async throws -> [DumpFile] {
    let writer = TableWriter(self, segment)
    var query = query(segment, limit: Self.tablePageSize)
    query.withContent = false
    do {
      var coming = Task { [self, query] in try await records(query) }
      while true {
        let page = try await coming.value
        if let next = page.next {
          query.from = next
          coming = Task { [self, query] in try await records(query) }
        }
        try await folder.queue.run { try writer.append(page.records) }
        progress(writer.records)
        if page.next == nil { break }
        try checkInterruption()
      }
      return try await folder.queue.run { try writer.finish() }
    } catch {
      writer.abandon()
      throw error
    }
  }

  /// The records of a page with all that is known of them, and the key at which the next page begins.
  private func records(_ query: FormQuery) async throws -> (records: [RecordRow], next: RecordKey?) {
    let entries = try await archive.forms(query)
    let identifiers = Dictionary(uniqueKeysWithValues: entries.map { ($0.record, $0.identifier) })
    let next =
      entries.count < query.limit ? nil : entries.last.map { RecordKey(rawValue: $0.record.rawValue + 1) }
    let records = try await archive.dossiers(entries.map(\.record)).compactMap { dossier -> RecordRow? in
      // Withdrawn since the page was read.
      guard dossier.withdrawal == nil, !dossier.source.deleted else { return nil }
      let provider = dossier.source.provider.rawValue
      return RecordRow(
        identifier: identifiers[dossier.source.key] ?? "", dossier: dossier,
        metadataRights: MetadataRights.stated(by: dossier.source)
          ?? dump.settings.licence.metadata[provider],
        addresses: dump.settings.addresses)
    }
    return (records, next)
  }
}

/// The rights of a record's metadata, as it came with them.
private enum MetadataRights {
  private static let names = XMLNameTable([("", "ref"), (AboutContainer.rights, "rightsReference")])

  static func stated(by source: RecordSource) -> String? {
    guard let abouts = try? StoredRecord(bytes: source.bytes, context: source.context).abouts else {
      return nil
    }
    for content in abouts where AboutContainer.content(content) == .rights {
      guard let tape = try? XMLTape(parsing: content, names: names) else { continue }
      for event in tape.events where event.kind == .start {
        if let reference = tape.attribute(0, of: event) { return reference }
      }
    }
    return nil
  }
}

/// Writes the rows of one segment into a file for each table.
private final class TableWriter: Sendable {
  private enum Content {
    case csv
    case parquet(ParquetWriter)
  }

  private struct TableFile {
    let table: DumpTable
    let file: PartFile
    var content: Content
    var rows = 0
  }

  private struct State {
    var files: [DumpTable: TableFile] = [:]
    var providers: [String: Int] = [:]
    var records = 0
  }

  private let folder: String
  private let segment: DumpRun.Segment
  private let format: DumpFormat
  private let creator: String
  private let state = Mutex(State())

  init(_ run: DumpRun, _ segment: DumpRun.Segment) {
    folder = run.folder.path
    self.segment = segment
    format = run.selection.format
    creator = run.dump.settings.generator
  }

  var records: Int { state.withLock { $0.records } }

  func append(_ records: [RecordRow]) throws {
    try state.withLock { state in
      for table in DumpTable.allCases {
        let rows = records.flatMap { table.rows(of: $0) }
        guard !rows.isEmpty else { continue }
        var file = try state.files[table] ?? begin(table)
        try Self.write(rows, to: &file)
        state.files[table] = file
      }
      for record in records { state.providers[record.dossier.source.provider.rawValue, default: 0] += 1 }
      state.records += records.count
    }
  }

  func finish() throws -> [DumpFile] {
    try state.withLock { state in
      var files: [DumpFile] = []
      for table in DumpTable.allCases {
        // A table without rows has its columns all the same: readers need not ask whether it is there.
        var open = try state.files.removeValue(forKey: table) ?? begin(table)
        if case .parquet(var writer) = open.content {
          try open.file.append(try writer.finish())
          open.content = .parquet(writer)
        }
        let (bytes, hash) = try open.file.finish()
        files.append(
          DumpFile(
            path: name(of: table), holds: table.rawValue, part: segment.part, records: open.rows,
            providers: table == .records ? state.providers : nil, bytes: bytes, sha256: hash.hexadecimal))
      }
      return files
    }
  }

  func abandon() {
    state.withLock { for file in $0.files.values { file.file.abandon() } }
  }

  private func name(of table: DumpTable) -> String {
    "\(table.rawValue)/part-\(segment.part).\(format.rawValue)"
  }

  private func begin(_ table: DumpTable) throws -> TableFile {
    let file = try PartFile(path: folder + "/" + name(of: table))
    guard format == .parquet else {
      try file.append(CSVText.line(table.columns.map { .text($0.name) }))
      return TableFile(table: table, file: file, content: .csv)
    }
    return TableFile(
      table: table, file: file, content: .parquet(ParquetWriter(table.columns, creator: creator)))
  }

  private static func write(_ rows: [[ParquetValue]], to file: inout TableFile) throws {
    file.rows += rows.count
    switch file.content {
    case .csv: try file.file.append(rows.flatMap { CSVText.line($0) })
    case .parquet(var writer):
      // Else two writers would share the buffers, which would then be copied.
      file.content = .csv
      for row in rows { try writer.append(row) }
      try file.file.append(writer.takeBytes())
      file.content = .parquet(writer)
    }
  }
}

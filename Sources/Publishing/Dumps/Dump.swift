internal import Foundation
internal import Hashing
public import OAIPMH
public import Store

/// Writes what is published as files: a whole collection, or what changed since a date.
///
/// Records stand in the order of their keys, cut into parts of fixed ranges of keys, so that a part is the same
/// whenever it is written as long as its records are. From that follow three things. A dump that was broken off, or
/// killed, goes on with the first part that is not there. A dump into the folder of an older one writes the parts in
/// which something changed, and gives what a new one would. And a record that changes while a dump is written is in
/// it once, as it was or as it is; the next dump since ``Summary/until`` has it as it is.
///
/// No dump bears `edm:wasGeneratedBy` and `edm:confidenceLevel`, whatever the repository serves: readers of RDF take
/// them for claims about the concept. Confidence is in the annotations and in the table of statements.
public struct Dump: Sendable {
  /// What a dump did and holds.
  public struct Summary: Sendable, Equatable, Codable {
    /// Records in the dump.
    public var records = 0
    /// Records that were written now.
    public var written = 0
    /// Records that were there already as they should be.
    public var unchanged = 0
    /// Records that are deleted.
    public var deleted = 0
    /// Files, without manifest and checksums.
    public var files = 0
    /// Bytes of all files.
    public var bytes: Int64 = 0
    /// Records by provider.
    public var providers: [String: Int] = [:]
    /// Up to this moment nothing is missing: the next dump may begin there.
    public var until = ""
  }

  /// What a dump says of itself.
  public struct Settings: Sendable {
    /// The program and its version.
    public var generator: String
    /// What may be done with the dump.
    public var licence: DumpLicence
    /// The beginning of the IRIs of annotations.
    public var addresses: PresentationAddresses

    /// What a dump says of itself.
    public init(generator: String, licence: DumpLicence, addresses: PresentationAddresses) {
      self.generator = generator
      self.licence = licence
      self.addresses = addresses
    }
  }

  let archive: any PublishedArchive
  let path: String
  let selection: DumpSelection
  let settings: Settings
  /// Keys of records in one part.
  let blockSize: Int64
  /// After so many bytes before compression a file of a part ends, far from where zip archives need zip64.
  let bytesInFile: Int

  /// A dump into a folder.
  /// - Parameters:
  ///   - archive: what is dumped.
  ///   - folder: is made where it does not exist.
  ///   - blockSize: keys of records in one part.
  ///   - bytesInFile: a file of a part ends after so many bytes before compression.
  public init(
    of archive: any PublishedArchive, into folder: String, _ selection: DumpSelection, settings: Settings,
    blockSize: Int64 = 10_000, bytesInFile: Int = 1 << 30
  ) {
    self.archive = archive
    path = folder
    self.selection = selection
    self.settings = settings
    self.blockSize = blockSize
    self.bytesInFile = bytesInFile
  }

  /// Writes the dump, goes on with one that was broken off, or brings an older one up to date.
  /// - Parameters:
  ///   - now: the current second; what changes in this second comes into the next dump.
  ///   - shouldStop: is asked after each page; what was finished stays, and the next call goes on there.
  ///   - progress: is told after each page how many records are done.
  /// - Throws: a line that names the file that cannot be written, or the folder that holds another dump.
  public func write(
    now: Timestamp, shouldStop: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Summary {
    let folder = try await DumpFolder(path: path)
    let identity = try await storeIdentity()
    let former = try await folder.manifest()
    if let former { try check(former.selection, former.store, identity) }
    let journal = try await folder.readJournal()
    if let journal { try check(journal.head.selection, journal.head.store, identity) }
    let run = DumpRun(
      dump: self, folder: folder, until: now.advanced(by: -1), shouldStop: shouldStop, progress: progress)
    var summary = Summary()
    summary.until = run.until.description
    var files: [DumpFile] = []
    let checksums: ContentHash
    if selection.layout == .files {
      checksums = try await run.writeRecordFiles(&files, &summary)
    } else {
      let known = run.known(former: former, journal: journal)
      files = try await run.writeParts(known, head: DumpHead(selection: selection, store: identity), &summary)
      files.append(try await run.writeDeletions())
      let lines = files.map { "\($0.sha256)  \($0.path)\n" }.joined()
      checksums = try await folder.write(DumpFolder.checksums, Array(lines.utf8))
    }
    summary.count(files, selection.layout)
    try await folder.finish(
      manifest(files, summary, identity, checksums, now),
      former: (former?.files ?? []).map(\.path) + (journal?.parts ?? []).flatMap(\.files).map(\.path))
    return summary
  }

  private func manifest(
    _ files: [DumpFile], _ summary: Summary, _ identity: String, _ checksums: ContentHash, _ now: Timestamp
  ) -> DumpManifest {
    func rows(_ table: String) -> Int? {
      selection.format.isTable ? files.reduce(0) { $0 + ($1.holds == table ? $1.records : 0) } : nil
    }
    return DumpManifest(
      selection: selection, store: identity, generator: settings.generator, created: now.description,
      until: summary.until,
      counts: .init(
        records: summary.records, deleted: summary.deleted, links: rows("links"),
        statements: rows("statements"), providers: summary.providers),
      licence: settings.licence, files: files,
      checksums: .init(file: DumpFolder.checksums, sha256: checksums.hexadecimal))
  }

  /// A name for the store, made once: keys of another one mean other records.
  private func storeIdentity() async throws -> String {
    let made = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    return ContentHash(of: try await archive.settle("store-identity", made)).hexadecimal
  }

  private func check(_ other: DumpSelection, _ store: String, _ identity: String) throws(PublishingError) {
    guard other == selection else {
      throw PublishingError(
        "\(path) holds another dump (\(other)); name another folder, or remove it, for \(selection).")
    }
    guard store == identity else {
      throw PublishingError(
        "\(path) holds a dump of another store; name another folder for this one, or remove it.")
    }
  }
}

extension Dump.Summary {
  /// Adds up the files of a dump.
  mutating func count(_ files: [DumpFile], _ layout: DumpLayout?) {
    for file in files {
      bytes += file.bytes
      self.files += 1
      switch file.holds {
      case "deleted": deleted = file.records
      case "records":
        records += file.records
        providers.merge(file.providers ?? [:], uniquingKeysWith: +)
      default: break
      }
    }
  }
}

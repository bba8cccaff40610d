internal import EDM
internal import Foundation
internal import Hashing
public import OAIPMH
public import Store

/// Writes the published EDM records as files: one RDF/XML document a record, in a folder for each provider.
///
/// A dump can be broken off and taken up again, and brought up to date: a file that is right already is not
/// written again, a record that was deleted since loses its file. Statement attributes never stand in a dump,
/// since readers of RDF take them for claims about the concept.
public struct EDMDump: Sendable {
  /// What a dump did and holds.
  public struct Summary: Sendable, Equatable, Codable {
    /// Records in the dump.
    public var records = 0
    /// Files that were new or different.
    public var written = 0
    /// Files that were right already.
    public var unchanged = 0
    /// Records that are deleted.
    public var deleted = 0
    /// Bytes of all files.
    public var bytes: Int64 = 0
    /// Records by provider.
    public var providers: [String: Int] = [:]
  }

  private let records: any PublishedRecords
  private let folder: String
  private let licence: String
  private let pageSize = 200

  /// A dump into a folder.
  /// - Parameters:
  ///   - records: whose `edm` forms are written.
  ///   - folder: is made where it does not exist.
  ///   - licence: one sentence on what may be done with the files, for the manifest.
  public init(
    records: any PublishedRecords, folder: String,
    licence: String = "The records are their providers'; what Winnow added is CC0 1.0."
  ) {
    self.records = records
    self.folder = folder
    self.licence = licence
  }

  /// Writes the dump, then `SHA256SUMS` with a line a file and `manifest.json` with the counts.
  /// - Parameters:
  ///   - set: a set of the repository, such as `provider:museum`, or `nil` for all records.
  ///   - since: records that changed at this moment or later only; the checksums then cover these.
  ///   - now: the current second; records of this second come into the next dump.
  ///   - progress: is told after each page how many records are done.
  /// - Throws: a line that names the file that could not be written; what was written stays.
  public func write(
    set: String? = nil, since: Timestamp? = nil, now: Timestamp, progress: @Sendable (Int) -> Void = { _ in }
  ) async throws -> Summary {
    let files = DumpFolder(path: folder)
    var summary = Summary()
    var query = PublishedQuery(
      prefix: PublishedFormat.edm, from: since, until: now.advanced(by: -1), set: set, limit: pageSize)
    try await files.begin()
    while true {
      let entries = try await records.list(query)
      let outcomes = try await files.write(try entries.map(document))
      for outcome in outcomes { summary.add(outcome) }
      progress(summary.records + summary.deleted)
      guard entries.count == pageSize, let last = entries.last else { break }
      query.after = .init(stamp: last.stamp, record: last.record.rawValue)
    }
    try await files.finish(summary: summary, licence: licence, set: set, since: since, until: query.until)
    return summary
  }

  private func document(_ entry: PublishedEntry) throws -> DumpFolder.Document {
    let provider = Self.provider(of: entry)
    let path = Self.segment(provider) + "/" + Self.segment(entry.identifier) + ".rdf"
    guard case .metadata(let metadata) = entry.form.content else {
      return .init(provider: provider, path: path, bytes: nil)
    }
    return .init(
      provider: provider, path: path,
      bytes: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        + (try Self.withoutAttributes(metadata)))
  }

  private static func provider(of entry: PublishedEntry) -> String {
    let specs = entry.setSpecs.lazy.map { $0.split(separator: ":") }
    guard let spec = specs.first(where: { $0.count == 2 && $0[0] == "provider" }) else { return "records" }
    return SetSpec.text(ofSegment: spec[1]) ?? String(spec[1])
  }

  /// A name of a file for any text: percent-encoded, and cut with a hash where it would be too long for a
  /// file system.
  private static func segment(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.append(byte)
      case UInt8(ascii: ".") where !result.isEmpty: result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    guard result.count > 180 else { return String(decoding: result, as: UTF8.self) }
    return String(decoding: result.prefix(100), as: UTF8.self) + "-"
      + ContentHash(of: Array(text.utf8)).hexadecimal
  }

  /// The record without `edm:wasGeneratedBy` and `edm:confidenceLevel`, which only OAI-PMH may bear.
  private static func withoutAttributes(_ metadata: [UInt8]) throws -> [UInt8] {
    let text = String(decoding: metadata, as: UTF8.self)
    guard text.contains("edm:wasGeneratedBy=") || text.contains("edm:confidenceLevel=") else {
      return metadata
    }
    return EDMWriter().write(try EDMReader().read(metadata).record).bytes
  }
}

extension EDMDump.Summary {
  mutating func add(_ outcome: DumpFolder.Outcome) {
    switch outcome {
    case .removed: deleted += 1
    case .file(let provider, let size, let isNew):
      records += 1
      if isNew { written += 1 } else { unchanged += 1 }
      bytes += Int64(size)
      providers[provider, default: 0] += 1
    }
  }
}

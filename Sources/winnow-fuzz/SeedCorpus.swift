import EDM
import Foundation
import OAIPMH
import RecordMutation
import XMLCodec

/// The sound records of some folders.
struct SeedCorpus {
  /// The records, in the order of their paths.
  private(set) var seeds: [SeedRecord] = SeedRecord.samples
  /// Files that were left out for their size.
  private(set) var leftOut = 0

  /// A document beyond this size would be met too seldom for what it costs: bytes.
  private static let maximumDocument = 96 << 10
  /// Of a long page so many records are taken.
  private static let recordsOfPage = 12

  /// - Parameter folders: every XML file below them is a seed; of a long page some of its records are.
  init(_ folders: [URL]) throws {
    for folder in folders {
      guard FileManager.default.fileExists(atPath: folder.path) else {
        throw FuzzFailure(description: "\(folder.path) is not there: name a folder of records with --corpus")
      }
      for file in Self.files(below: folder) { add(try Data(contentsOf: file), name: file.path) }
    }
  }

  private static func files(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? [])
      .filter { ["xml", "rdf"].contains($0.pathExtension) }.sorted { $0.path < $1.path }
  }

  private mutating func add(_ data: Data, name: String) {
    let bytes = [UInt8](data)
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let isPage = head.contains("OAI-PMH")
    guard bytes.count > Self.maximumDocument else {
      if !bytes.isEmpty {
        seeds.append(SeedRecord(name: name, form: isPage ? .page : .document, bytes: bytes))
      }
      return
    }
    let records = isPage ? PageReader().readRecords(bytes).records : []
    if records.isEmpty { leftOut += 1 }
    for record in records.prefix(Self.recordsOfPage) where record.bytes.count <= Self.maximumDocument {
      seeds.append(
        SeedRecord(
          name: "\(name)#\(record.header.identifier)", form: .page, bytes: Self.page(of: record)))
    }
  }

  /// A page that holds one record of another.
  private static func page(of record: HarvestedRecord) -> [UInt8] {
    Array("<OAI-PMH".utf8) + record.context
      + Array(
        "><responseDate>2026-01-02T03:04:05Z</responseDate><request>http://museum.example/oai</request><ListRecords>"
          .utf8)
      + record.bytes + Array("</ListRecords></OAI-PMH>".utf8)
  }
}

/// The mappings of a folder.
enum MappingFolder {
  /// The stylesheets named `<format>-to-edm.xsl`, by format.
  static func mappings(in folder: URL) throws -> [RecordKind: XSLTStylesheet] {
    var mappings: [RecordKind: XSLTStylesheet] = [:]
    for kind in RecordKind.allCases {
      let file = folder.appendingPathComponent("\(kind.rawValue)-to-edm.xsl")
      guard let data = FileManager.default.contents(atPath: file.path) else { continue }
      mappings[kind] = try XSLTStylesheet(source: [UInt8](data), name: file.lastPathComponent)
    }
    guard !mappings.isEmpty else {
      throw FuzzFailure(description: "\(folder.path) holds no mappings: name their folder with --mappings")
    }
    return mappings
  }
}

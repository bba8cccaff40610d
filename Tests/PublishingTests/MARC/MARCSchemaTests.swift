import EDM
import Foundation
import OAIPMH
import Store
import TestSupport
import Testing
import XMLCodec

@testable import Publishing

/// Schema and records that lie beside a checkout and not in it.
enum MARCCorpus {
  static let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let data = checkout.appendingPathComponent("../shared/data")
  static let schema: String? = {
    let path = data.appendingPathComponent("oai/folio-org+mod-oai-pmh/ramls/schemas/MARC21slim.xsd").path
    return FileManager.default.fileExists(atPath: path)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") ? path : nil
  }()

  /// The mappings that ship.
  static func mappings() throws -> [RecordKind: XSLTStylesheet] {
    var mappings: [RecordKind: XSLTStylesheet] = [:]
    for kind in RecordKind.allCases {
      let file = checkout.appendingPathComponent("Mappings/\(kind.rawValue)-to-edm.xsl")
      guard let source = try? Data(contentsOf: file) else { continue }
      mappings[kind] = try XSLTStylesheet(source: [UInt8](source), name: file.lastPathComponent)
    }
    return mappings
  }

  /// Every record as the harvest would store it: of EDM files, and of recorded responses.
  static func sources() -> [RecordSource] {
    let files = FileManager.default.enumerator(at: data, includingPropertiesForKeys: [.isRegularFileKey])
    let paths = (files?.allObjects as? [URL] ?? []).filter { url in
      ["xml", "rdf", ""].contains(url.pathExtension)
        && (url.path.contains("/edm/") || url.path.contains("/oai/"))
        && (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
    var sources: [RecordSource] = []
    for path in paths.sorted(by: { $0.path < $1.path }) {
      guard let bytes = try? [UInt8](Data(contentsOf: path)), bytes.count < 20 << 20 else { continue }
      let header = RecordHeader(identifier: path.lastPathComponent, datestamp: "2026-01-01")
      let read = PageReader().readDocument(bytes, header: header)
      for record in read.records where !record.header.deleted {
        var source = Dossiers.source()
        source.identifier = record.header.identifier
        source.bytes = record.bytes
        source.context = record.context
        sources.append(source)
      }
    }
    return sources
  }
}

@Suite("MARCXML is valid against MARC21slim.xsd", .enabled(if: MARCCorpus.schema != nil))
struct MARCSchemaTests {
  /// What xmllint says of records in one collection; empty where all are valid.
  private func problems(_ records: [String]) throws -> String {
    let collection = "<collection xmlns=\"\(MARCXMLWriter.namespace)\">\(records.joined())</collection>"
    return try ProtocolSchema.problems(Array(collection.utf8), schema: try #require(MARCCorpus.schema))
  }

  @Test("for every real record that can be published, and its patch")
  func corpus() throws {
    var bench = try MARCBench.publisher()
    bench = DescribingPublisher(
      publisher: bench.publisher,
      describer: RecordDescriber(
        settings: DescribeSettings(
          providerID: "museum", providerName: "Museum",
          defaults: .init(
            dataProvider: "Museum", language: "en", rights: "http://rightsstatements.org/vocab/CNE/1.0/",
            type: "TEXT"), mappings: try MARCCorpus.mappings(), idPrefix: "oai:winnow.example.org")))
    var complete: [String] = []
    var patches: [String] = []
    var unreadable = 0
    let sources = MARCCorpus.sources()
    for source in sources {
      var dossier = Dossiers.dossier(
        source: source,
        statements: [
          MARCBench.statement(MARCBench.dog), MARCBench.statement(MARCBench.print, property: "dc:type"),
        ])
      dossier.description?.localID = "42"
      guard let published = try? bench.publish(dossier) else {
        unreadable += 1
        continue
      }
      if let record = published.text("marcxml") { complete.append(record) }
      if let patch = published.text("marcxml_patch") { patches.append(patch) }
    }
    print(
      "MARC of real records: \(sources.count) met, \(complete.count) complete, \(patches.count) patches, \(unreadable) unreadable"
    )
    #expect(complete.count > 2000 && patches.count == sources.count - unreadable)
    #expect(try problems(complete) == "")
    #expect(try problems(patches) == "")
    // Each has one title, and control fields in their places.
    #expect(complete.allSatisfy { $0.components(separatedBy: "tag=\"245\"").count == 2 })
    #expect(complete.allSatisfy { $0.contains(/<controlfield tag="008">[^<]{40}</) })
  }

  @Test("whatever the values are: random texts, seeded")
  func random() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["WINNOW_SEED"] ?? "") ?? 20_261_124
    print("seed \(seed)")
    var generator = SplitMix(state: seed)
    let properties = [
      "dc:title", "dc:description", "dc:creator", "dc:subject", "dc:type", "dc:date", "dc:language",
      "dc:rights",
      "dc:identifier", "dcterms:spatial", "dcterms:created", "dcterms:issued", "dc:publisher",
      "dcterms:extent",
    ]
    var records: [String] = []
    for _ in 0..<300 {
      let object = (0..<Int.random(in: 1...12, using: &generator)).map { _ -> String in
        let property = properties.randomElement(using: &generator) ?? "dc:title"
        return "<\(property)>\(Self.escaped(Self.text(using: &generator)))</\(property)>"
      }
      var statement = MARCBench.statement("http://example.org/" + Self.text(using: &generator))
      statement.label = Self.text(using: &generator)
      statement.model = Self.text(using: &generator)
      let dossier = MARCBench.dossier(
        MARCBench.metadata(object.joined() + MARCBench.title), localID: Self.text(using: &generator),
        statements: [statement])
      let published = try MARCBench.publisher(isil: Self.text(using: &generator)).publish(dossier)
      records += [published.text("marcxml"), published.text("marcxml_patch")].compactMap(\.self)
    }
    #expect(records.count > 300)
    #expect(try problems(records) == "")
  }

  private static func text(using generator: inout SplitMix) -> String {
    var scalars = String.UnicodeScalarView()
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0...0x1F, 0x80...0x24F, 0x590...0x6FF, 0x4E00...0x4E20, 0x1F600...0x1F64F, 0xFFF0...0xFFFF,
      0x202A...0x202E,
    ]
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// As XML, whose own limits of characters a record has passed when it comes here.
  private static func escaped(_ text: String) -> String {
    var writer = XMLWriter()
    writer.element("x", text: text)
    return String(String(decoding: writer.bytes, as: UTF8.self).dropFirst(3).dropLast(4))
  }
}

/// Repeatable random numbers. Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

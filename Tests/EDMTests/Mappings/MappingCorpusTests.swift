import Foundation
import Testing

@testable import EDM

/// Real records of aggregators' test suites through the mappings, with the schema as judge.
@Suite(
  "Mappings of real records",
  .enabled(
    if: Checkout.exists(Checkout.schema) && Checkout.xmllint != nil, "needs ../shared/data and xmllint"))
struct MappingCorpusTests {
  /// A format's prefix, its namespace, and what its record ends with: some files declare what they do not use.
  private static let formats = [
    (prefix: "mods", namespace: "http://www.loc.gov/mods/v3", end: "mods>"),
    (prefix: "marcxml", namespace: "http://www.loc.gov/MARC21/slim", end: "leader>"),
    (prefix: "oai_qdc", namespace: "http://worldcat.org/xmlschemas/qdc-1.0/", end: "qualifieddc>"),
  ]

  /// The samples and the prefix of the format that each holds.
  private func samples() throws -> [(file: URL, prefix: String)] {
    let folders = [
      Checkout.samples.appendingPathComponent("dpla+ingestion3/provider-samples"),
      Checkout.samples.deletingLastPathComponent().appendingPathComponent(
        "oai/NatLibFi+RecordManager/tests/fixtures/Base/record"),
    ]
    var samples: [(file: URL, prefix: String)] = []
    for folder in folders where Checkout.exists(folder) {
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "xml" {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let format = Self.formats.first { text.contains($0.namespace) && text.contains($0.end) }
        if let format { samples.append((file, format.prefix)) }
      }
    }
    return samples
  }

  @Test("each becomes EDM that the schema accepts once the defaults are in")
  func mapsToValidRecords() throws {
    let samples = try samples()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("winnow-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var written: [String] = []
    var malformed: [String] = []
    var unlicensed: [String] = []
    for (number, sample) in samples.enumerated() {
      let settings = TestRecords.settings(
        defaults: .init(
          dataProvider: "Museum", language: "en", rights: "http://rightsstatements.org/vocab/CNE/1.0/",
          type: "TEXT"),
        mapping: try GoldenMapping.stylesheet(sample.prefix))
      let described = TestRecords.describe(Array(try Data(contentsOf: sample.file)), settings)
      let name = sample.file.lastPathComponent
      if described.findings.rules.contains("not-well-formed") {
        malformed.append(name)
        continue
      }
      #expect(described.record.first(.providedCHO)?.first(.dcTitle) != nil, "\(name): \(described.withheld)")
      // A text about rights that contradicts the default keeps it out: such a record has no edm:rights.
      if described.findings.rules.contains("rights-against-default") {
        unlicensed.append(name)
        continue
      }
      let output = EDMWriter().write(described.record)
      #expect(output.omitted.filter { $0.severity == .error }.isEmpty, "\(name): \(output.omitted)")
      let target = folder.appendingPathComponent("\(number).xml")
      try Data(output.bytes).write(to: target)
      written.append(target.path)
    }
    print("real records mapped:", Dictionary(grouping: samples, by: \.prefix).mapValues(\.count))
    #expect(malformed == ["esdn.xml", "il.xml", "tn.xml"])
    #expect(unlicensed == ["bhl.xml", "ct.xml", "ma-creator.xml"])
    #expect(written.count == samples.count - 6 && written.count >= 23)
    let verdicts = try Checkout.schemaVerdicts(of: written)
    #expect(verdicts.filter { !$0.hasSuffix(" validates") } == [])
    #expect(verdicts.count == written.count)
  }
}

import Foundation
import Testing

@testable import EDM

/// The line from reading to writing over real records, with the schema as judge.
@Suite(
  "Real records",
  .enabled(
    if: Checkout.exists(Checkout.listing) && Checkout.xmllint != nil, "needs ../shared/data and xmllint"))
struct CorpusTests {
  /// The EDM records of the listing.
  private func files() throws -> [URL] {
    let listing = try String(contentsOf: Checkout.listing, encoding: .utf8)
    var files: [URL] = []
    for line in listing.split(separator: "\n").dropFirst() {
      let columns: [Substring] = line.split(separator: "\t", omittingEmptySubsequences: false)
      if columns[1] == "rdf:RDF" { files.append(Checkout.samples.appendingPathComponent(String(columns[0]))) }
    }
    return files
  }

  @Test("every record reads; every one that is not withheld is valid once enriched")
  func publishesValidRecords() throws {
    let files = try files()
    #expect(files.count > 100)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "winnow-edm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let builder = EnrichedRecordBuilder(operatorName: "Winnow Example")
    let metadata = TechnicalMetadata(
      mime: "image/jpeg", byteCount: 5, width: 3, height: 2, colourSpace: "sRGB", componentColours: ["00FF00"]
    )
    var written: [String] = []
    var withheld: [String: Int] = [:]
    for (number, file) in files.enumerated() {
      let bytes = Array(try Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try EDMReader().read(bytes) }
      let described = TestRecords.describe(bytes)
      guard described.withheld.isEmpty else {
        for reason in described.withheld { withheld[reason, default: 0] += 1 }
        continue
      }
      let record = builder.build(
        described.record, links: [ConceptLink(property: .dcSubject, concept: TestRecords.dog)],
        technicalMetadata: Dictionary(
          uniqueKeysWithValues: described.webResources.map { ($0.address, metadata) }))
      let output = EDMWriter().write(record)
      #expect(!output.omitted.contains { $0.severity == .error }, "\(file.lastPathComponent)")
      try expectLiterals(of: described.record, in: output, file.lastPathComponent)
      let target = folder.appendingPathComponent("\(number).xml")
      try Data(output.bytes).write(to: target)
      written.append(target.path)
    }
    print("real records: \(files.count) read, \(written.count) written, withheld for \(withheld)")
    #expect(written.count > 80)
    let verdicts = try Checkout.schemaVerdicts(of: written)
    #expect(verdicts.filter { !$0.hasSuffix(" validates") } == [])
    #expect(verdicts.count == written.count)
  }

  /// Every text of the provider is in the output, character for character, unless it was reported.
  private func expectLiterals(
    of record: EDMRecord, in output: (bytes: [UInt8], omitted: [Finding]), _ name: String
  ) throws {
    let again = try EDMReader().read(output.bytes).record
    let texts = Set(again.resources.flatMap { $0.statements.map(\.object.text) })
    for resource in record.resources where resource.kind == .providedCHO {
      for statement in resource.statements {
        if texts.contains(statement.object.text) { continue }
        #expect(
          output.omitted.contains { $0.path.hasSuffix(statement.property.label) },
          "\(name) lost \(statement.property) \(statement.object.text.prefix(80))")
      }
    }
  }
}

import Foundation
import Testing

@testable import EDM

@Suite("Tiers stated in a record")
struct TierAnnotationTests {
  private typealias Fixtures = TierFixtures
  private let tiers = PublishingTiers(content: .two, language: .c, enabling: .b, contextual: .b)

  private func record() -> EDMRecord {
    Fixtures.external(
      [Fixtures.text(.dcTitle, "Dog", "en"), Fixtures.text(.dcSubject, "dogs")],
      aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)])
  }

  @Test("are written as two quality annotations inside the aggregation and read back")
  func written() throws {
    var record = record()
    record.state(tiers, created: "2026-01-01T00:00:00Z")
    let written = EDMWriter().write(record)
    #expect(written.omitted.isEmpty)
    let text = written.bytes.text
    #expect(text.contains("http://www.europeana.eu/schemas/epf/contentTier2"))
    #expect(text.contains("http://www.europeana.eu/schemas/epf/metadataTierB"))
    #expect(text.contains("<oa:hasTarget rdf:resource=\"http://museum.example/1#agg\"/>"))
    #expect(!text.contains("_:tier"))
    let stated = try EDMReader().read(written.bytes).record.statedTiers
    #expect(stated.content == .two)
    #expect(stated.metadata == .b)
  }

  @Test("replace those stated before, also after writing and reading, and leave other annotations alone")
  func replaced() throws {
    var record = record()
    record.resources[1].statements.append(Fixtures.link(.dqvHasQualityAnnotation, "_:other"))
    record.resources.append(
      Resource(
        kind: .qualityAnnotation, about: "_:other",
        statements: [
          Fixtures.text(.dctermsCreated, "2020"), Fixtures.link(.oaHasTarget, record.resources[1].about),
          Fixtures.link(.oaHasBody, "x:other"),
        ]))
    record.state(
      PublishingTiers(content: .zero, language: .a, enabling: .a, contextual: .a), created: "2025-01-01")
    record = try EDMReader().read(EDMWriter().write(record).bytes).record
    record.state(tiers, created: "2026-01-01")
    let again = record
    record.state(tiers, created: "2026-01-01")
    #expect(record == again)
    let text = EDMWriter().write(record).bytes.text
    #expect(text.components(separatedBy: "<dqv:QualityAnnotation>").count == 4)
    #expect(text.contains("x:other"))
    #expect(!text.contains("contentTier0"))
    #expect(record.statedTiers.content == .two)
  }

  @Test("a record without aggregation stays as it is")
  func withoutAggregation() {
    var record = EDMRecord(resources: [Resource(kind: .providedCHO, about: "x:1")])
    let before = record
    record.state(tiers, created: "2026-01-01")
    #expect(record == before)
    #expect(record.statedTiers.content == nil)
  }

  @Test(
    "every tier is valid by EDM.xsd",
    .enabled(
      if: Checkout.exists(Checkout.schema) && Checkout.xmllint != nil, "needs ../shared/data and xmllint"))
  func valid() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("winnow-tiers-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (content, metadata) in zip(ContentTier.allCases, MetadataTier.allCases + [.c]) {
      var record = record()
      record.state(
        PublishingTiers(content: content, language: metadata, enabling: .c, contextual: .c),
        created: "2026-01-01T00:00:00Z")
      let file = folder.appendingPathComponent("\(content).xml")
      try Data(EDMWriter().write(record).bytes).write(to: file)
      paths.append(file.path)
    }
    let process = Process()
    process.executableURL = Checkout.xmllint
    process.arguments = ["--noout", "--nonet", "--schema", Checkout.schema.path] + paths
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

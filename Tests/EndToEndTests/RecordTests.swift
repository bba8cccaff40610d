import Foundation
import TestSupport
import Testing

/// What Winnow tells of records, and the concepts that it adds to them.
@Suite(
  "Records, reports and vocabularies", .fewAtOnce,
  .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct RecordTests {
  private static let poster = "http://vocab.getty.edu/aat/300027221"

  /// A folder provider with two posters that link to a concept, the second without a title of any kind.
  private func workspace(vocabularies: String = "") throws -> Workspace {
    let space = try Workspace()
    try space.write(
      "winnow.yaml",
      """
      contact: mailto:tests@example.org
      repository:
        name: Winnow under test
        base_url: http://127.0.0.1:1/oai
        admin_email: tests@example.org
        id_prefix: oai:winnow.example.org
      hosts:
        127.0.0.1: {delay_ms: 0, connections: 4}
      network: {allow_private: ["127.0.0.0/8"], retry_wait_ms: 1}
      \(vocabularies)
      providers:
        - id: museum
          name: Testmuseum
          harvest: {kind: folder, url: records}
          defaults: {data_provider: Testmuseum}
          policy: {fetch: never}
      """)
    for number in 1...2 {
      var edm = TestRecord(id: "r\(number)", title: "Plakat \(number)").edm
        .replacing("{base}", with: "http://127.0.0.1:9")
        .replacing(
          "<edm:type>", with: "<dc:type rdf:resource=\"\(Self.poster)\"/><dc:date>um 1920</dc:date><edm:type>"
        )
      if number == 2 {
        edm = edm.replacing("<dc:title xml:lang=\"de\">Plakat 2</dc:title>", with: "")
          .replacing(/<dc:description.*?<\/dc:description>/, with: "")
      }
      try space.write("records/r\(number).xml", edm)
    }
    return space
  }

  private static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <http://vocab.getty.edu/aat/300027221> a skos:Concept ;
      skos:prefLabel "posters"@en, "Plakate"@de ;
      skos:broader <http://vocab.getty.edu/aat/300026096> .
    """

  /// The quality of the one provider's records.
  private func quality(_ space: Workspace, _ arguments: String...) async throws -> [String: Any] {
    let report = try await run(
      try #require(Built.winnow), ["report", "--json"] + arguments, in: space.folder
    ).object()
    let provider = try #require((report["providers"] as? [[String: Any]])?.first)
    return try #require(provider["quality"] as? [String: Any])
  }

  @Test("a report tells fields, rules, tiers and what is withheld, as text, JSON, tables and a page")
  func report() async throws {
    let space = try workspace()
    #expect(try await space.complete().first?["withheld"] as? Int == 1)
    let quality = try await quality(space, "--html", "report.html", "--csv", "tables")
    let coverage = try #require(quality["coverage"] as? [String: Any])
    #expect(coverage["records_counted"] as? Int == 2 && coverage["is_complete"] as? Bool == true)
    let text = try await space.winnow("report").output
    for part in [
      "counted    2 records, every one of the provider's", "E11", "metadata", "Uplift",
      "edm:ProvidedCHO/dc:subject",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
    let page = try space.read("report.html")
    #expect(
      page.contains("<section class=\"quality\">") && page.contains("<svg") && !page.contains("<script"))
    #expect(try space.files(below: "tables").count == 15)
    #expect(try space.read("tables/withheld.csv").contains("r2"))
    let sample = try await self.quality(space, "--sample", "1")
    #expect((sample["coverage"] as? [String: Any])?["is_sample"] as? Bool == true)
    let without = try await space.winnow("report", "--without-records", "--json").object()
    #expect((without["providers"] as? [[String: Any]])?.first?["quality"] == nil)
    #expect(try await space.winnow("report", "--sample", "0").status == 2)
  }

  @Test("a record is explained with its tiers, its dates and what would raise a tier")
  func explained() async throws {
    let space = try workspace()
    _ = try await space.complete()
    let text = try await space.winnow("explain", "r1").output
    for part in [
      "tiers         received 0/", "with our statements 0/", "would rise    by ",
      "date          edm:ProvidedCHO/dc:date: \"um 1920\" -> 1920~",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
    try await nextSecond()
    let edm = try #require(try await space.dump().values.first)
    #expect(edm.contains("http://www.europeana.eu/schemas/epf/contentTier0"))
    #expect(edm.contains("http://www.europeana.eu/schemas/epf/metadataTier"))
  }

  @Test("a concept that a record links to stands in it once it was imported, and lifts the record")
  func imported() async throws {
    let space = try workspace()
    _ = try await space.complete()
    try await nextSecond()
    #expect(try #require(try await space.dump().values.first).contains("skos:Concept") == false)
    try space.write("aat.ttl", Self.turtle)
    #expect(try await space.winnow("vocabulary", "import", "aat.ttl").status == 0)
    #expect(try await space.winnow("vocabulary", "show", Self.poster).output.contains("\"Plakate\"@de"))
    _ = try await space.complete()
    try await nextSecond()
    let edm = try #require(try await space.dump().values.first)
    for part in [
      "<skos:Concept rdf:about=\"\(Self.poster)\">",
      "<skos:prefLabel xml:lang=\"de\">Plakate</skos:prefLabel>",
      "<dc:type rdf:resource=\"\(Self.poster)\"/>",
    ] { #expect(edm.contains(part), "\(part)") }
    let text = try await space.winnow("explain", "r1").output
    let lines = text.split(separator: "\n").map(String.init)
    let received = try #require(lines.first { $0.contains("received 0/") })
    let ours = try #require(lines.first { $0.contains("with our statements 0/") })
    #expect(received.contains("contextual classes A") && ours.contains("contextual classes B"), "\(text)")
    #expect(try await space.winnow("vocabulary", "export", "all.ttl").status == 0)
    #expect(try space.read("all.ttl").contains("posters"))
    try space.write("no.ttl", "<a> <b>")
    let wrong = try await space.winnow("vocabulary", "import", "no.ttl")
    #expect(wrong.status == 1 && wrong.errors.contains("no.ttl: "), "\(wrong)")
  }

  @Test("where that is allowed a run asks the vocabulary once, and publishes what it was told")
  func dereferenced() async throws {
    let server = try ScriptedServer { request in
      guard request.target == "/aat/300027221" else { return .answer(404, Array("no".utf8)) }
      return .answer(200, Array(Self.turtle.utf8), headers: [("Content-Type", "text/turtle")])
    }
    let space = try workspace(
      vocabularies:
        "vocabularies: {dereference: true, languages: [de], mirrors: {aat: \"\(server.base)/aat/{id}\"}}")
    _ = try await space.complete()
    try await nextSecond()
    let edm = try #require(try await space.dump().values.first)
    #expect(edm.contains("Plakate</skos:prefLabel>") && !edm.contains("posters</skos:prefLabel>"))
    try space.write("records/r3.xml", TestRecord(id: "r3", title: "Blatt").edm)
    _ = try await space.complete()
    #expect(server.count("/aat/300027221") == 1)
  }
}

import EDM
import Foundation
import Hashing
import Store
import Testing
import XMLCodec

@testable import Pipeline

@Suite("The chain behind a record")
struct ExplanationTests {
  private let medium = hash("one")

  private func statement(_ id: String, _ label: String) -> EnrichmentStatement {
    EnrichmentStatement(
      id: id, property: "dc:subject", concept: "http://www.wikidata.org/entity/Q144", label: label,
      medium: medium, webResource: "http://img.example/0.jpg", imageRequest: "http://img.example/0.jpg?full",
      region: "full", model: "mobilenet", weightsHash: hash("weights"), preprocessing: "resize-224",
      confidence: 0.98765, generatedAt: moment, recordVersion: 2, standing: .annotation,
      reason: "the class is not proven on heritage data")
  }

  private func explained() -> RecordDossier {
    var dossier = dossier([medium], results: [result(medium, [("n1", "beagle", 0.9)])])
    dossier.source.repairs = [Repair(kind: "bare-ampersand", place: "byte 7", before: "&", after: "&amp;")]
    dossier.facts[medium] = facts(flags: ["blurry"])
    dossier.relations = [MediumRelation(medium, hash("two"), kind: .sameScan, distance: 2)]
    dossier.statements = [statement("s-1", "beagle"), statement("s-2", "collie")]
    dossier.description?.rights.original = "public domain"
    dossier.description?.rights.defaulted = true
    dossier.description?.withheld = ["E3: no rights"]
    return dossier
  }

  private func explanation(_ dossier: RecordDossier, focus: String = "") throws -> Explanation {
    let gate = RightsGate(
      policy: .standard, providers: try providers("- {id: museum, harvest: {url: \"http://m.example/oai\"}}"))
    return Explanation(dossier, focus: focus, gate: gate, published: "oai:hub.example:museum:1")
  }

  @Test("every link of the chain has its line")
  func lines() throws {
    let dossier = explained()
    let lines = try explanation(dossier).lines
    let expected = [
      "oai:museum.example:1 of museum",
      "  published as  oai:hub.example:museum:1",
      "  source        version 2, datestamp 2026-01-01, SHA-256 \(dossier.source.contentHash)",
      "                received 2026-01-01T00:00:00Z by http://museum.example/oai?verb=ListRecords",
      "  repair        bare-ampersand at byte 7: '&' was read as '&amp;'",
      "  format        external",
      "  title         A poster",
      "  rights        public domain (the provider's default) -> http://creativecommons.org/publicdomain/mark/1.0/",
      "  catalogue     no marcxml_patch: no local_id is configured for the provider",
      "  withheld      E3: no rights",
      "  warning  E10 dc:title: one title only",
      "  isShownBy  http://img.example/0.jpg",
      "    link        ok at 2026-01-01T00:00:00Z",
      "    policy      allowed: open",
      "    allowed     fetch and analyse yes, thumbnail yes, derivative yes",
      "    request     http://img.example/0.jpg?full",
      "    medium      \(medium)",
      "    looked at   image/jpeg, 640 x 480 px, blurry",
      "    model       mobilenet (weights \(hash("weights")), resize-224) at 2026-01-01T00:00:00Z",
      "    related     sameScan \(hash("two")), 2 bits apart",
      "  annotation  dc:subject beagle http://www.wikidata.org/entity/Q144",
      "    id          s-1",
      "    because     the class is not proven on heritage data",
      "    confidence  0.988, mobilenet, weights \(hash("weights"))",
      "    image       \(medium) region full by http://img.example/0.jpg?full",
      "    from        source version 2, generated 2026-01-01T00:00:00Z",
    ]
    #expect(Array(lines.prefix(expected.count)) == expected)
    #expect(lines.contains("    id          s-2"))
  }

  @Test("a statement's id shows that statement alone; any other identifier shows them all")
  func focus() throws {
    #expect(try explanation(explained(), focus: "s-2").statements.map(\.id) == ["s-2"])
    #expect(
      try explanation(explained(), focus: "oai:museum.example:1").statements.map(\.id) == ["s-1", "s-2"])
  }

  @Test("a web resource that was never tried shows the decision that would be made")
  func notTried() throws {
    var dossier = dossier([])
    dossier.webResources = [webResource(0, nil, reference("http://img.example/x.jpg", rights: closedRights))]
    let lines = try explanation(dossier).lines
    #expect(lines.contains("    link        not tried"))
    let policy = try #require(lines.first { $0.hasPrefix("    policy      ") })
    #expect(policy.contains("http://rightsstatements.org/vocab/InC/1.0/"))
    #expect(!lines.contains { $0.hasPrefix("    request") || $0.hasPrefix("    medium") })
  }

  @Test("deletion and withdrawal are said")
  func tombstones() throws {
    var dossier = dossier([])
    dossier.source.deleted = true
    dossier.withdrawal = "asked for by the heirs"
    let lines = try explanation(dossier).lines
    #expect(lines.first == "oai:museum.example:1 of museum (deleted at its source)")
    #expect(lines.contains("  withdrawn     asked for by the heirs"))
  }

  @Test("the way that the record came is told hop by hop, and what could not be read of it")
  func provenance() throws {
    let namespace = "http://www.openarchives.org/OAI/2.0/provenance"
    func hop(_ name: String, _ altered: String, _ earlier: String = "") -> String {
      """
      <originDescription harvestDate="2020-02-02T00:00:00Z" altered="\(altered)">\
      <baseURL>http://\(name).example/oai</baseURL><identifier>oai:\(name):1</identifier>\
      <datestamp>2020-01-01</datestamp><metadataNamespace>http://ns.example/</metadataNamespace>\
      \(earlier)</originDescription>
      """
    }
    func container(_ content: String) -> String {
      "<about><provenance xmlns=\"\(namespace)\">\(content)</provenance></about>"
    }
    var dossier = explained()
    let abouts = container(hop("hub", "true", hop("region", "false", hop("town", "0")))) + container("")
    let text = String(decoding: dossier.source.bytes, as: UTF8.self)
    dossier.source.bytes = Array(text.replacing("</record>", with: abouts + "</record>").utf8)
    let explanation = try explanation(dossier)
    #expect(
      Array(explanation.lines[4..<11]) == [
        "  came from     http://hub.example/oai as oai:hub:1, datestamp 2020-01-01, in http://ns.example/",
        "                harvested 2020-02-02T00:00:00Z, altered",
        "    before that http://region.example/oai as oai:region:1, datestamp 2020-01-01, in http://ns.example/",
        "                harvested 2020-02-02T00:00:00Z, not altered",
        "    before that http://town.example/oai as oai:town:1, datestamp 2020-01-01, in http://ns.example/",
        "                harvested 2020-02-02T00:00:00Z, not altered",
        "  carried on    provenance container 2: it has no originDescription",
      ])
    let object = try #require(try jsonObject(explanation)["provenance"] as? [String: Any])
    let chains = try #require(object["chains"] as? [[[String: Any]]])
    #expect(
      chains.map { $0.map { $0["identifier"] as? String } } == [["oai:hub:1", "oai:region:1", "oai:town:1"]])
    #expect(chains.first?.map { $0["altered"] as? Bool } == [true, false, false])
    #expect((object["faults"] as? [String])?.count == 1)
  }

  @Test("the same chain is there for machines")
  func json() throws {
    let object = try jsonObject(try explanation(explained()))
    #expect(
      Set(object.keys) == [
        "record", "provenance", "kind", "title", "rights", "withheld", "findings", "media", "statements",
        "tierChanges", "verdict", "patterns", "normalisations", "dates", "withoutPatch",
      ])
    let media = try #require(object["media"] as? [[String: Any]])
    #expect(media.first?["sha256"] as? String == medium.hexadecimal)
  }
}

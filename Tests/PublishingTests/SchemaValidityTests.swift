import Foundation
import OAIPMH
import Store
import TestSupport
import Testing

@testable import Publishing

@Suite("Answers are valid against OAI-PMH.xsd", .enabled(if: ProtocolSchema.path != nil))
struct SchemaValidityTests {
  @Test(
    "for every verb and every kind of error",
    arguments: [
      "verb=Identify", "verb=ListSets", "verb=ListMetadataFormats",
      "verb=ListMetadataFormats&identifier=oai:winnow.example.org:museum:1",
      "verb=ListMetadataFormats&identifier=oai:none",
      "verb=ListMetadataFormats&identifier=oai:winnow.example.org:museum:6",
      "verb=GetRecord&metadataPrefix=edm&identifier=oai:winnow.example.org:museum:1",
      "verb=GetRecord&metadataPrefix=edm&identifier=oai:winnow.example.org:museum:6",
      "verb=GetRecord&metadataPrefix=edm&identifier=invalid\"id",
      "verb=GetRecord&metadataPrefix=edm&identifier=a b<>&c=d",
      "verb=GetRecord&metadataPrefix=edm&identifier=:x", "verb=GetRecord&metadataPrefix=edm&identifier=1:2",
      "verb=GetRecord&metadataPrefix=edm&identifier=http://a:b/",
      "verb=GetRecord&metadataPrefix=edm&identifier=a[b]",
      "verb=GetRecord&metadataPrefix=edm&identifier=#a#b",
      "verb=GetRecord&metadataPrefix=edm&identifier=a^`{|}\\b",
      "verb=GetRecord&metadataPrefix=edm&identifier=日本%zz",
      "verb=GetRecord&metadataPrefix=e'()!&identifier=x",
      "verb=ListRecords&metadataPrefix=edm", "verb=ListIdentifiers&metadataPrefix=edm&set=provider:museum",
      "verb=ListRecords&metadataPrefix=edm&from=2001-01-01&until=2030-01-01",
      "verb=ListRecords&metadataPrefix=edm&until=2001-01-01", "verb=ListRecords&metadataPrefix=none&set=a",
      "verb=ListRecords&resumptionToken=<>&x", "verb=ListRecords&resumptionToken=\"", "verb=ListRecords",
      "verb=", "",
      "verb=ListRecords&metadataPrefix=\u{1}&from=\u{0}", "verb=Identify&\u{FFFE}=\u{B}",
      "verb=ListRecords&from=a&until=b",
    ])
  func verbs(query: String) async throws {
    let schema = try #require(ProtocolSchema.path)
    let entries = (0..<25).map { Bench.entry($0, stamp: Bench.now.advanced(by: -1000), deleted: $0 % 7 == 6) }
    let repository = Bench.repository(MemoryRecords(entries, sets: RepositoryTests.sets))
    let body = await repository.respond(to: Bench.arguments(query)).body
    #expect(try ProtocolSchema.problems(body, schema: schema) == "")
    if let token = String(decoding: body, as: UTF8.self).token, !token.isEmpty {
      let verb =
        query.contains("ListRecords")
        ? "ListRecords" : query.contains("ListSets") ? "ListSets" : "ListIdentifiers"
      let next = await repository.respond(to: Bench.arguments("verb=\(verb)&resumptionToken=\(token)")).body
      #expect(try ProtocolSchema.problems(next, schema: schema) == "")
    }
  }

  @Test("for an Identify with all its descriptions")
  func descriptions() async throws {
    let schema = try #require(ProtocolSchema.path)
    var settings = Bench.settings()
    settings.metadataRights = ["http://example.org/terms?a&b", PublishedRights.ofStatements]
    settings.icon = RepositoryIcon(
      url: "http://example.org/i.png", link: "http://example.org/", title: "Us & them")
    settings.compressions = ["gzip", "deflate"]
    settings.stylesheet = "oai.xsl"
    let repository = Repository(
      records: MemoryRecords([]), settings: settings, tokenKey: [1], clock: { Bench.now })
    let body = await repository.respond(to: Bench.arguments("verb=Identify")).body
    #expect(try ProtocolSchema.problems(body, schema: schema) == "")
  }

  @Test("for records with every form and container")
  func forms() async throws {
    let schema = try #require(ProtocolSchema.path)
    let dossier = Dossiers.dossier(
      source: Dossiers.source(Dossiers.incomingProvenance + Dossiers.incomingRights),
      statements: [Dossiers.statement(.asserted, decision: .accept)])
    let withoutRights = Dossiers.dossier(
      source: Dossiers.source(metadata: DefaultedRightsTests.withoutRights),
      statements: [Dossiers.statement(.rejected, decision: .reject)])
    for var dossier in [dossier, withoutRights] {
      dossier.description?.localID = "42"
      try await check(dossier, schema: schema)
    }
  }

  private func check(_ dossier: RecordDossier, schema: String) async throws {
    let record = try Dossiers.publisher(defaultRights: DefaultedRightsTests.configured).publish(dossier)
    let entries = record.forms.map {
      PublishedEntry(
        record: record.record, identifier: record.identifier, stamp: Bench.now.advanced(by: -9),
        setSpecs: record.setSpecs,
        form: $0, source: dossier.source)
    }
    let repository = Bench.repository(MemoryRecords(entries))
    let dublinCore = try #require(ProtocolSchema.dublinCore)
    for prefix in PublishedFormat.prefixes {
      let schema = prefix == PublishedFormat.dublinCore ? dublinCore : schema
      let body = await repository.respond(to: Bench.arguments("verb=ListRecords&metadataPrefix=\(prefix)"))
        .body
      #expect(try ProtocolSchema.problems(body, schema: schema) == "", "\(prefix)")
      #expect(String(decoding: body, as: UTF8.self).contains("<provenance"))
    }
    let source = await repository.ask("verb=ListRecords&metadataPrefix=source")
    #expect(source.contains("<dc:title xml:lang=\"nl\">De  hond &amp; ik</dc:title>"))
  }

  @Test("and enriched EDM against EDM.xsd", .enabled(if: ProtocolSchema.edm != nil))
  func enriched() throws {
    let schema = try #require(ProtocolSchema.edm)
    for statementAttributes in [false, true] {
      let record = try Dossiers.publisher(statementAttributes: statementAttributes).publish(
        Dossiers.dossier(statements: [Dossiers.statement(.asserted)]))
      let edm = try #require(record.text("edm"))
      #expect(try ProtocolSchema.problems(Array(edm.utf8), schema: schema) == "")
    }
  }
}

import EDM
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Publishing

@Suite("Rights by the provider's default")
struct DefaultedRightsTests {
  static let configured = "http://rightsstatements.org/vocab/NoC-NC/1.0/"
  static let withoutRights = Dossiers.metadata.replacing(
    "<edm:rights rdf:resource=\"http://creativecommons.org/publicdomain/mark/1.0/\"/>", with: "")

  private func publish(_ metadata: String) throws -> PublishedRecord {
    try Dossiers.publisher(defaultRights: Self.configured)
      .publish(Dossiers.dossier(source: Dossiers.source(metadata: metadata)))
  }

  @Test("are marked beside the metadata that shows them")
  func marked() throws {
    let record = try publish(Self.withoutRights)
    #expect(try #require(record.text("edm")).contains("<edm:rights rdf:resource=\"\(Self.configured)\"/>"))
    let edm = record.about("edm")
    for part in [
      "<rdf:subject rdf:resource=\"http://museum.example.org/aggregation/1\"/>",
      "<rdf:predicate rdf:resource=\"http://www.europeana.eu/schemas/edm/rights\"/>",
      "<rdf:object rdf:resource=\"\(Self.configured)\"/>", ">defaulted: ",
    ] { #expect(edm.contains(part), "\(part)") }
    #expect(try #require(record.text("oai_dc")).contains("<dc:rights>\(Self.configured)</dc:rights>"))
    let dublinCore = record.about("oai_dc")
    for part in [
      "<rdf:subject rdf:resource=\"http://museum.example.org/object/1\"/>",
      "<rdf:predicate rdf:resource=\"http://purl.org/dc/elements/1.1/rights\"/>",
      "<rdf:object>\(Self.configured)</rdf:object>", ">defaulted: ",
    ] { #expect(dublinCore.contains(part), "\(part)") }
    #expect(!record.about("source").contains("defaulted"))
    for about in [edm, dublinCore] {
      #expect(WellFormedness.problem(in: Array("<x>\(about)</x>".utf8)) == nil)
    }
    #expect(try publish(Self.withoutRights).forms == record.forms, "the same bytes again")
  }

  @Test("leave no mark where the record states its own")
  func stated() throws {
    let record = try publish(Dossiers.metadata)
    for prefix in PublishedFormat.prefixes { #expect(!record.about(prefix).contains("rdf:Statement")) }
  }

  @Test("leave no mark in the Dublin Core of a record that came as such, which does not show them")
  func dublinCore() throws {
    var ofDublinCore = try Dossiers.publisher(defaultRights: Self.configured)
    ofDublinCore.changed = {
      $0.dublinCore = [DublinCoreStatement(element: "title", text: "De hond", language: nil)]
    }
    let record = try ofDublinCore.publish(
      Dossiers.dossier(source: Dossiers.source(metadata: Self.withoutRights)))
    let dublinCore = try #require(record.text("oai_dc"))
    #expect(!dublinCore.contains("dc:rights") && !record.about("oai_dc").contains("rdf:Statement"))
    #expect(record.about("edm").contains("<rdf:object rdf:resource=\"\(Self.configured)\"/>"))
  }
}

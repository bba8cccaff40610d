import EDM
import Foundation
import Testing

@Suite("The graph of a record")
struct RDFGraphTests {
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let dc = "http://purl.org/dc/elements/1.1/"
  private static let record = """
    <rdf:RDF xmlns:rdf="\(rdf)" xmlns:dc="\(dc)" xmlns:edm="http://www.europeana.eu/schemas/edm/"
        xmlns:dqv="http://www.w3.org/ns/dqv#" xmlns:ore="http://www.openarchives.org/ore/terms/">
      <edm:ProvidedCHO rdf:about="http://o.example/1">
        <dc:title xml:lang="de">Zwei "Wörter"
    und\\mehr</dc:title>
        <dc:date rdf:datatype="http://www.w3.org/2001/XMLSchema#gYear">1897</dc:date>
        <dc:subject edm:wasGeneratedBy="SoftwareAgent" edm:confidenceLevel="0.75" rdf:resource="http://v.example/dog"/>
        <dc:subject edm:confidenceLevel="0.5">Hund</dc:subject>
        <dc:relation rdf:resource="#part"/>
      </edm:ProvidedCHO>
      <ore:Aggregation rdf:about="http://o.example/1#a b">
        <dqv:hasQualityAnnotation><dqv:QualityAnnotation><dc:date>x</dc:date></dqv:QualityAnnotation></dqv:hasQualityAnnotation>
      </ore:Aggregation>
    </rdf:RDF>
    """

  private func statements() throws -> [RDFStatement] {
    try RDFGraphReader().statements(in: Array(Self.record.utf8), base: "http://base.example/r")
  }

  @Test("has every text and link, and no attribute of a statement")
  func graph() throws {
    let object = RDFNode.iri("http://o.example/1")
    let aggregation = RDFNode.iri("http://o.example/1#a%20b")
    #expect(
      try statements() == [
        RDFStatement(object, Self.rdf + "type", .iri("http://www.europeana.eu/schemas/edm/ProvidedCHO")),
        RDFStatement(
          object, Self.dc + "title", .literal("Zwei \"Wörter\"\nund\\mehr", language: "de", datatype: nil)),
        RDFStatement(
          object, Self.dc + "date",
          .literal("1897", language: nil, datatype: "http://www.w3.org/2001/XMLSchema#gYear")),
        RDFStatement(object, Self.dc + "subject", .iri("http://v.example/dog")),
        RDFStatement(object, Self.dc + "subject", .literal("Hund", language: nil, datatype: nil)),
        RDFStatement(object, Self.dc + "relation", .iri("http://base.example/r#part")),
        RDFStatement(
          aggregation, Self.rdf + "type", .iri("http://www.openarchives.org/ore/terms/Aggregation")),
        RDFStatement(aggregation, "http://www.w3.org/ns/dqv#hasQualityAnnotation", .blank(1)),
        RDFStatement(.blank(1), Self.rdf + "type", .iri("http://www.w3.org/ns/dqv#QualityAnnotation")),
        RDFStatement(.blank(1), Self.dc + "date", .literal("x", language: nil, datatype: nil)),
      ])
  }

  @Test("as N-Triples is a line a statement, escaped")
  func nTriples() throws {
    var writer = NTriplesWriter(blankPrefix: "r1")
    writer.write(try statements())
    let lines = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 10)
    #expect(
      lines[1] == "<http://o.example/1> <\(Self.dc)title> \"Zwei \\\"Wörter\\\"\\nund\\\\mehr\"@de .")
    #expect(
      lines[2] == "<http://o.example/1> <\(Self.dc)date> \"1897\"^^<http://www.w3.org/2001/XMLSchema#gYear> ."
    )
    #expect(lines[6].hasPrefix("<http://o.example/1#a%20b> "))
    #expect(lines[9] == "_:r1b1 <\(Self.dc)date> \"x\" .")
  }

  @Test("as JSON-LD is a line of nodes with short names, unnamed nodes inside")
  func jsonLD() throws {
    let line = String(decoding: JSONLDWriter(blankPrefix: "r1").line(try statements()), as: UTF8.self)
    #expect(
      line == #"{"@id":"http://o.example/1","@type":"edm:ProvidedCHO","#
        + #""dc:title":{"@value":"Zwei \"Wörter\"\nund\\mehr","@language":"de"},"#
        + #""dc:date":{"@value":"1897","@type":"xsd:gYear"},"#
        + #""dc:subject":[{"@id":"http://v.example/dog"},"Hund"],"#
        + #""dc:relation":{"@id":"http://base.example/r#part"}},"#
        + #"{"@id":"http://o.example/1#a%20b","@type":"ore:Aggregation","#
        + #""dqv:hasQualityAnnotation":{"@type":"dqv:QualityAnnotation","dc:date":"x"}}"#)
    let document = JSONLDWriter.opening + Array(line.utf8) + JSONLDWriter.closing
    let value = try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any]
    #expect((value?["@graph"] as? [Any])?.count == 2)
    #expect((value?["@context"] as? [String: String])?["edm"] == "http://www.europeana.eu/schemas/edm/")
  }

  @Test("of what is no RDF is an error in one line")
  func refused() {
    #expect(throws: EDMReadError.self) { try RDFGraphReader().statements(in: Array("<a/>".utf8), base: "") }
    #expect(throws: EDMReadError.self) { try RDFGraphReader().statements(in: Array("<a".utf8), base: "") }
  }
}

import Testing

@testable import EDM

@Suite("Writing EDM")
struct EDMWriterTests {
  private func record(_ kind: ResourceClass, _ statements: [Statement]) -> EDMRecord {
    EDMRecord(resources: [Resource(kind: kind, about: "http://museum.example/1", statements: statements)])
  }

  private func literal(_ property: Property, _ text: String) -> Statement {
    Statement(property, .literal(.init(text)))
  }

  @Test("the order of a record does not change its bytes, and written bytes read back equal")
  func writesCanonically() throws {
    let statements = [
      literal(.dcTitle, "Dog"), literal(.dcSubject, "dogs"), literal(.dctermsExtent, "1 cm"),
      Statement(.edmHasMet, .resource("x:agent")), literal(.edmType, "IMAGE"),
    ]
    let first = EDMWriter().write(record(.providedCHO, statements))
    let second = EDMWriter().write(record(.providedCHO, statements.reversed()))
    #expect(first.bytes == second.bytes)
    #expect(first.omitted.isEmpty)
    let again = try EDMReader().read(first.bytes)
    #expect(again.repairs.isEmpty)
    #expect(Set(again.record.resources[0].statements) == Set(statements))
    #expect(EDMWriter().write(again.record).bytes == first.bytes)
  }

  @Test("values of one property keep the provider's order")
  func keepsOrderOfValues() throws {
    let creators = ["Zoe", "Anna", "Max"].map { literal(.dcCreator, $0) }
    let bytes = EDMWriter().write(record(.providedCHO, creators + [literal(.edmType, "IMAGE")])).bytes
    #expect(
      try EDMReader().read(bytes).record.resources[0].objects(.dcCreator).map(\.text) == [
        "Zoe", "Anna", "Max",
      ])
  }

  @Test(
    "what the schema cannot hold is left out and named",
    arguments: [
      (Statement(Property(QualifiedName("x:m", "weight")), .literal(.init("3"))), "omitted-unknown-element"),
      (Statement(.skosPrefLabel, .literal(.init("x"))), "omitted-misplaced-element"),
      (Statement(.dcTitle, .resource("x:1")), "omitted-link"),
      (Statement(.edmHasMet, .literal(.init("Anna"))), "omitted-text"),
      (Statement(.edmHasMet, .resource("")), "omitted-empty-link"),
      (Statement(.edmHasMet, .resource("http://x/%zz")), "omitted-invalid-link"),
      (Statement(.dcTitle, .literal(.init("x", language: "not a tag"))), "omitted-language"),
      (Statement(.dcSubject, .literal(.init("x", datatype: "x:d"))), "omitted-datatype"),
    ])
  func omits(_ statement: Statement, rule: String) {
    let written = EDMWriter().write(record(.providedCHO, [literal(.edmType, "IMAGE"), statement]))
    #expect(written.omitted.map(\.rule) == [rule])
    #expect(written.omitted[0].path.hasPrefix("edm:ProvidedCHO/"))
  }

  @Test("more values than the schema takes: the first is kept")
  func omitsBeyondCardinality() {
    let written = EDMWriter().write(
      record(
        .webResource, [literal(.ebucoreHasMimeType, "image/png"), literal(.ebucoreHasMimeType, "image/gif")]))
    #expect(written.omitted.map(\.rule) == ["omitted-cardinality"])
    #expect(written.bytes.text.contains("image/png"))
    #expect(!written.bytes.text.contains("image/gif"))
  }

  @Test("technical properties bear the datatype that the schema fixes")
  func writesDatatypes() {
    let metadata = TechnicalMetadata(
      mime: "image/jpeg", byteCount: 10, width: 4, height: 5, colourSpace: "sRGB",
      componentColours: ["#FF0000"])
    let written = EDMWriter().write(record(.webResource, metadata.statements.reversed()))
    #expect(written.omitted.isEmpty)
    let type = "rdf:datatype=\"http://www.w3.org/2001/XMLSchema#"
    for line in [
      "<ebucore:hasMimeType>image/jpeg<", "<ebucore:fileByteSize \(type)long\">10<",
      "<ebucore:width \(type)integer\">4<", "<edm:componentColor \(type)hexBinary\">FF0000<",
      "<ebucore:orientation \(type)string\">portrait<", "<edm:hasColorSpace>sRGB<",
    ] {
      #expect(written.bytes.text.contains(line), "\(line)")
    }
  }

  @Test("statement attributes are written only when asked for, and only with values the schema takes")
  func writesStatementAttributes() {
    var statement = literal(.dcSubject, "dog")
    statement.generation = .init(agent: "SoftwareAgent", confidence: "0.97")
    var odd = literal(.dcTitle, "t")
    odd.generation = .init(agent: "Robot", confidence: "1.2")
    let source = record(.providedCHO, [odd, statement, literal(.edmType, "IMAGE")])
    #expect(!EDMWriter().write(source).bytes.text.contains("wasGeneratedBy"))
    let text = EDMWriter().write(source, statementAttributes: true).bytes.text
    #expect(
      text.contains("<dc:subject edm:wasGeneratedBy=\"SoftwareAgent\" edm:confidenceLevel=\"0.97\">dog<"))
    #expect(text.contains("<dc:title>t<"))
  }

  @Test("a quality annotation stands inside its property, without an identifier")
  func nestsQualityAnnotations() throws {
    let source =
      TestRecords.object
      + TestRecords.aggregation().replacing(
        "</ore:Aggregation>",
        with: """
          <dqv:hasQualityAnnotation><dqv:QualityAnnotation><oa:hasBody rdf:resource="x:tier"/>\
          <oa:hasTarget rdf:resource="x:agg"/><dcterms:created>2026-01-01</dcterms:created>\
          </dqv:QualityAnnotation></dqv:hasQualityAnnotation></ore:Aggregation>
          """)
    let read = try EDMReader().read(TestRecords.rdf(source))
    let written = EDMWriter().write(read.record)
    #expect(written.omitted.isEmpty)
    #expect(written.bytes.text.contains("<dqv:QualityAnnotation>"))
    #expect(written.bytes.text.contains("<oa:hasBody rdf:resource=\"x:tier\"/>"))
  }

  @Test("resources without what the schema requires are left out, object and aggregation are reported")
  func handlesIncompleteResources() {
    let service = EDMWriter().write(record(.service, []))
    #expect(service.omitted.map(\.rule) == ["omitted-incomplete-resource"])
    let object = EDMWriter().write(record(.providedCHO, [literal(.dcTitle, "t")]))
    #expect(object.omitted.map(\.rule) == ["schema-missing-element"])
    #expect(object.omitted[0].severity == .error)
  }
}

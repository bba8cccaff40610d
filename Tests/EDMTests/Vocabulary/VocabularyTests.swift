import EDM
import Testing

@Suite("Vocabulary tables")
struct VocabularyTests {
  private static let header = "class\tiri\texactMatch\tbroader\ticonclass\tlabel@en\tlabel@de"
  private static let cat =
    "n02123045\thttp://www.wikidata.org/entity/Q146\thttp://vocab.getty.edu/aat/300265960\t"
    + "http://www.wikidata.org/entity/Q7377\t34B12\tcat\tKatze"

  @Test("A row becomes a concept, found by class and by IRI")
  func rowBecomesConcept() throws {
    let vocabulary = try Vocabulary(tableText: "# sources\n\n\(Self.header)\n\(Self.cat)\n")
    let expected = Concept(
      iri: "http://www.wikidata.org/entity/Q146",
      prefLabels: [.init(language: "en", text: "cat"), .init(language: "de", text: "Katze")],
      exactMatches: ["http://vocab.getty.edu/aat/300265960"],
      broader: ["http://www.wikidata.org/entity/Q7377"], iconclass: "34B12")
    #expect(vocabulary.concepts == [expected])
    #expect(vocabulary.concept(forClass: "n02123045") == expected)
    #expect(vocabulary.concept(iri: expected.iri) == expected)
    #expect(expected.prefLabel(in: "de") == "Katze")
    #expect(expected.prefLabel(in: "fr") == nil)
    #expect(vocabulary.concept(forClass: "n00000000") == nil)
    #expect(vocabulary.concept(iri: "n02123045") == nil)
  }

  @Test("Empty optional cells leave the concept bare")
  func optionalCells() throws {
    let row = "n1\thttp://example.org/1\t\t\t\tthing\tDing"
    let concept = try #require(try Vocabulary(tableText: "\(Self.header)\n\(row)").concept(forClass: "n1"))
    #expect(concept.exactMatches.isEmpty && concept.broader.isEmpty)
    #expect(concept.iconclass == nil && concept.inScheme == nil)
  }

  @Test("Several classes share one concept")
  func sharedConcept() throws {
    let second = Self.cat.replacing("n02123045", with: "n02123159")
    let vocabulary = try Vocabulary(tableText: [Self.header, Self.cat, second].joined(separator: "\n"))
    #expect(vocabulary.concepts.count == 1)
    #expect(vocabulary.classIDs == ["n02123045", "n02123159"])
    #expect(vocabulary.concept(forClass: "n02123159") == vocabulary.concept(forClass: "n02123045"))
  }

  @Test("Windows line ends and several links in a cell are read")
  func lineEnds() throws {
    let row = "n1\thttp://example.org/1\thttp://example.org/a https://example.org/b\t\t\tthing\tDing"
    let vocabulary = try Vocabulary(tableText: "\(Self.header)\r\n\(row)\r\n")
    #expect(
      vocabulary.concept(forClass: "n1")?.exactMatches == ["http://example.org/a", "https://example.org/b"])
  }

  @Test(
    "What cannot be used is named with its line",
    arguments: [
      ("# nothing\n", 2, VocabularyError.Problem.noHeader),
      ("class\tiri\tlabel@en\tcolour", 1, .unknownColumn("colour")),
      ("class\tiri\tiri\tlabel@en", 1, .repeatedColumn("iri")),
      ("class\tlabel@en", 1, .missingColumn("iri")),
      ("class\tiri", 1, .missingColumn("label@en")),
      ("class\tiri\tlabel@", 1, .unknownColumn("label@")),
      ("class\tiri\tlabel@en\nn1\thttp://e.org/1", 2, .cellCount(found: 2, expected: 3)),
      ("class\tiri\tlabel@en\n#\nn1\thttp://e.org/1\t", 3, .emptyCell(column: "label@en")),
      ("class\tiri\tlabel@en\n\thttp://e.org/1\tone", 2, .emptyCell(column: "class")),
      ("class\tiri\tlabel@en\nn1\tQ146\tcat", 2, .invalidIRI("Q146", column: "iri")),
      ("class\tiri\tlabel@en\nn1\thttp://e.org/a b\tcat", 2, .invalidIRI("http://e.org/a b", column: "iri")),
      ("class\tiri\tlabel@en\nn1\thttp://e.org/1\tone\nn1\thttp://e.org/2\ttwo", 3, .repeatedClass("n1")),
      (
        "class\tiri\tlabel@en\nn1\thttp://e.org/1\tone\nn2\thttp://e.org/1\ttwo", 3,
        .contradiction(iri: "http://e.org/1", column: "label@en")
      ),
      (
        "class\tiri\ticonclass\tlabel@en\nn1\thttp://e.org/1\t1\tone\nn2\thttp://e.org/1\t2\tone", 3,
        .contradiction(iri: "http://e.org/1", column: "iconclass")
      ),
    ])
  func errors(text: String, line: Int, problem: VocabularyError.Problem) {
    let error = #expect(throws: VocabularyError.self) { try Vocabulary(tableText: text) }
    #expect(error == VocabularyError(line: line, problem: problem))
    #expect(error?.description.hasPrefix("vocabulary table, line \(line): ") == true)
    #expect(error?.description.contains("\n") == false)
  }
}

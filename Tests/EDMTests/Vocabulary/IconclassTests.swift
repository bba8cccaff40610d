import EDM
import Foundation
import Testing

@Suite("Iconclass from a table")
struct IconclassTests {
  /// A few notations in the form that the set-up writes; the texts are made up.
  private static let table = """
    # A small extract for tests.
    notation\tbroader\tkey\tnarrower\trelated\tlabel@en\tlabel@de
    2\t\t\t25\t\tNature\tNatur
    25\t2\t\t25F\t\tearth\tErde
    25F\t25\t25Fk\t25F2\t34\tanimals\tTiere
    25F2\t25F\t25Fk\t25F2(...)|25F2(CAT)\t34B1|34B2\tmammals (four feet)\t
    25F2(...)\t25F2\t25Fk\t25F2(...)1|25F2(CAT)\t\tmammals (with NAME)\tSäugetiere (mit NAMEN)
    25F2(...)1\t25F2(...)\t25Fk\t\t25F2(...)\tthe mammal (with NAME), at play\t
    25F2(CAT)\t25F2(...)\t25Fk\t\t\tcat\tKatze
    25Fk4\t\t\t\t\tresting animal(s)\truhendes Tier
    25Fk46\t\t\t\t\tsleeping animal(s)\tschlafendes Tier
    34B1\t\t\t\t\tdog\tHund
    71O3(Is. 27:1)\t\t\t\t\tthe dragon\t

    """

  private let vocabulary: IconclassVocabulary

  init() throws { vocabulary = try IconclassVocabulary(table: Array(Self.table.utf8)) }

  private func iri(_ notation: String) -> String {
    VocabularyLink(scheme: .iconclass, identifier: notation).iri
  }

  private func labels(_ notation: String) -> [String]? {
    vocabulary.concept(notation)?.prefLabels.map { "\($0.text)@\($0.language)" }
  }

  @Test("a notation has its labels, what is above, below and beside it")
  func notation() throws {
    var expected = Concept(
      iri: "http://iconclass.org/25F2", prefLabels: [.init(language: "en", text: "mammals (four feet)")],
      broader: ["http://iconclass.org/25F"], inScheme: "http://iconclass.org/rdf/2011/09/", iconclass: "25F2")
    expected.notations = ["25F2"]
    expected.narrower = ["http://iconclass.org/25F2%28...%29", "http://iconclass.org/25F2%28CAT%29"]
    expected.related = ["http://iconclass.org/34B1", "http://iconclass.org/34B2"]
    #expect(vocabulary.concept("25F2") == expected)
    #expect(vocabulary.languages == ["en", "de"])
    #expect(vocabulary.concept("2")?.broader == [])
  }

  @Test("every row is found, nothing else is")
  func search() {
    for notation in [
      "2", "25", "25F", "25F2", "25F2(...)", "25F2(...)1", "25F2(CAT)", "34B1", "71O3(Is. 27:1)",
    ] {
      #expect(vocabulary.concept(notation)?.iri == iri(notation))
    }
    for notation in [
      "", "1", "25E", "25F22", "34B", "34B1 ", "99", "notation", "#", "25F:34B1", "25Fk4", "2\t", "25F(",
      "25F()",
    ] {
      #expect(vocabulary.concept(notation) == nil, "\(notation)")
    }
  }

  @Test("a key makes a notation more precise, level by level")
  func keys() {
    #expect(
      labels("25F(+46)") == ["animals (+ sleeping animal(s))@en", "Tiere (+ schlafendes Tier)@de"])
    #expect(vocabulary.concept("25F(+46)")?.broader == [iri("25F(+4)")])
    #expect(vocabulary.concept("25F(+4)")?.broader == [iri("25F")])
    #expect(labels("25F2(CAT)(+4)")?.first == "cat (+ resting animal(s))@en")
    #expect(labels("25F2(+4)") == ["mammals (four feet) (+ resting animal(s))@en"])
    for unknown in ["25F(+5)", "34B1(+4)", "25F(+)", "25F(+46", "99(+4)"] {
      #expect(vocabulary.concept(unknown) == nil, "\(unknown)")
    }
  }

  @Test("a name stands in the place of the generic one, where it has no row of its own")
  func names() throws {
    #expect(labels("25F2(CAT)") == ["cat@en", "Katze@de"])
    #expect(labels("25F2(DODO)") == ["mammals (DODO)@en", "Säugetiere (DODO)@de"])
    #expect(vocabulary.concept("25F2(DODO)")?.broader == [iri("25F2(...)")])
    #expect(vocabulary.concept("25F2(DODO)")?.narrower == [iri("25F2(DODO)1")])
    let play = try #require(vocabulary.concept("25F2(DODO)1"))
    #expect(play.prefLabels.map(\.text) == ["the mammal (DODO), at play"])
    #expect(play.broader == [iri("25F2(DODO)")])
    #expect(play.related == [iri("25F2(DODO)")])
    #expect(labels("25F2(DODO)(+46)")?.first == "mammals (DODO) (+ sleeping animal(s))@en")
    #expect(vocabulary.concept("25(DODO)") == nil)
  }

  @Test("an IRI in any form leads to its notation")
  func iris() {
    #expect(vocabulary.concept(iri: "https://iconclass.org/25F(+46)")?.iri == iri("25F(+46)"))
    #expect(vocabulary.concept(iri: "http://iconclass.org/25F2%28CAT%29")?.iconclass == "25F2(CAT)")
    #expect(vocabulary.concept(iri: "http://vocab.getty.edu/aat/300033618") == nil)
  }

  @Test("another table is refused with its line")
  func refusals() {
    func complaint(_ text: String) -> String {
      do {
        _ = try IconclassVocabulary(table: Array(text.utf8))
        return "accepted"
      } catch { return "\(error)" }
    }
    #expect(complaint("").contains("line 1: no header"))
    #expect(complaint("# only\n# comments\n").contains("line 3: no header"))
    #expect(complaint("notation\tbroader\n").contains("line 1: column “key” is missing"))
    #expect(complaint("# x\nnotation\tbroader\tkey\tnarrower\trelated\n").contains("“label@en” is missing"))
    #expect(complaint("notation\tbroader\tkey\tnarrower\trelated\ttext\n").contains("unknown column “text”"))
  }

  @Test("lines that are cut short or out of order are never more than not found")
  func damage() throws {
    let bytes = Array(Self.table.utf8)
    let header = Self.table.range(of: "label@de\n").map { Self.table[..<$0.upperBound].utf8.count } ?? 0
    for end in header...bytes.count {
      let cut = try IconclassVocabulary(table: Array(bytes[..<end]))
      _ = cut.concept("34B1")
      _ = cut.concept("25F2(DODO)(+46)")
    }
    #expect(try IconclassVocabulary(table: Array(bytes[..<header])).concept("2") == nil)
  }
}

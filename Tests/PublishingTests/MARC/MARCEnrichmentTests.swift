import EDM
import Hashing
import OAIPMH
import Store
import Testing

@testable import Publishing

@Suite("Our statements in MARC")
struct MARCEnrichmentTests {
  private func ours(_ statements: [EnrichmentStatement], language: String? = "nl") throws -> [String] {
    let lines = try MARCBench.publisher(language: language).patchLines(
      MARCBench.dossier(MARCBench.metadata(MARCBench.title), statements: statements))
    return try #require(lines).filter { $0.hasPrefix("6") || $0.hasPrefix("8") }
  }

  private let model = "mobilenet-v2@1, weights sha256:\(Dossiers.weights.hexadecimal.prefix(16))"
  private let end =
    "$q XX-HUB $u http://winnow.example.org/oai?verb=GetRecord&metadataPrefix=oa"
    + "&identifier=oai:winnow.example.org:museum:1 $w (XX-HUB)oai:winnow.example.org:museum:1"

  @Test("go by property and vocabulary into 650, 651, 655, in the language of the catalogue")
  func vocabularies() throws {
    let fields = try ours([
      MARCBench.statement(MARCBench.dog), MARCBench.statement(MARCBench.print, property: "dc:type"),
      MARCBench.statement("http://id.loc.gov/authorities/subjects/sh85038796"),
      MARCBench.statement("https://iconclass.org/34B11"),
      MARCBench.statement("http://museum.example.org/terms/1", property: "dcterms:spatial"),
      MARCBench.statement("https://d-nb.info/gnd/4026181-9"),
    ])
    #expect(
      fields == [
        "650  0 $8 1\\p $a Honden $0 http://id.loc.gov/authorities/subjects/sh85038796",
        "650  7 $8 1\\p $a hond $2 wikidata $0 \(MARCBench.dog) $1 \(MARCBench.dog)",
        "650  7 $8 1\\p $a dog $2 gnd $0 https://d-nb.info/gnd/4026181-9",
        "650  7 $8 1\\p $a hond (Iconclass) $2 iconclass $0 https://iconclass.org/34B11",
        "651  4 $8 1\\p $a eigen term $0 http://museum.example.org/terms/1",
        "655  7 $8 1\\p $a prent $2 aat $0 \(MARCBench.print) $1 http://www.wikidata.org/entity/Q11060274",
        "883 0  $8 1\\p $a \(model) $c 0.875 $d 20231114 \(end)",
      ])
    #expect(try ours([MARCBench.statement(MARCBench.dog)], language: "fr")[0].contains("$a dog "))
    #expect(try ours([MARCBench.statement(MARCBench.dog)], language: nil)[0].contains("$a dog "))
  }

  @Test("have one field 883 for each way in which they came about: machine, confidence, day, person")
  func ways() throws {
    let fields = try ours([
      MARCBench.statement(MARCBench.dog), MARCBench.statement(MARCBench.print, confidence: 0.5),
      MARCBench.statement("https://iconclass.org/34B11", decision: .accept),
      MARCBench.statement("http://museum.example.org/terms/1"),
      MARCBench.statement(
        "http://id.loc.gov/authorities/subjects/sh85038796", at: Bench.now.advanced(by: 86_400)),
    ])
    #expect(
      fields.filter { $0.hasPrefix("6") }.map { $0.dropFirst(7).prefix(6) }
        == ["$8 1\\p", "$8 2\\p", "$8 3\\p", "$8 2\\p", "$8 4\\p"])
    #expect(
      fields.filter { $0.hasPrefix("883") }.map { $0.replacing(end, with: "").dropFirst(4) } == [
        "0  $8 1\\p $a \(model) $c 0.875 $d 20231115 ", "0  $8 2\\p $a \(model) $c 0.875 $d 20231114 ",
        "0  $8 3\\p $a \(model) $c 0.5 $d 20231114 ", "2  $8 4\\p $a review of \(model) $d 20231114 ",
      ])
  }

  @Test("stand there only where they are proven or accepted by a person")
  func standing() throws {
    for standing in [EnrichmentStatement.Standing.annotation, .rejected] {
      #expect(try ours([MARCBench.statement(MARCBench.dog, standing)]) == [])
    }
    var unnamed = MARCBench.statement(MARCBench.dog)
    unnamed.concept = ""
    #expect(try ours([unnamed]) == [])
  }
}

@Suite("A catalogue patch")
struct CataloguePatchTests {
  private func publish(_ dossier: RecordDossier) throws -> PublishedRecord {
    try MARCBench.publisher().publish(dossier)
  }

  private let metadata = MARCBench.metadata(MARCBench.title)

  @Test("holds what finds the record, and nothing of the provider's")
  func keys() throws {
    let dossier = MARCBench.dossier(metadata, statements: [MARCBench.statement(MARCBench.dog)])
    let fields = try #require(try MARCBench.publisher().patchLines(dossier))
    #expect(Array(fields[1...3]) == ["001 42", "003 BE-Mus", "035    $a (BE-Mus)42"])
    #expect(fields.map { $0.prefix(3) } == ["LDR", "001", "003", "035", "650", "883"])
    let byNumber = try MARCBench.publisher(prefix: nil).patchLines(dossier)
    #expect(byNumber?.map { $0.prefix(3) } == ["LDR", "001", "650", "883"])
    let record = try publish(dossier)
    #expect(record.about("marcxml_patch").contains("publicdomain/zero/1.0/"), "our own statements")
    #expect(!record.about("marcxml").contains("publicdomain/zero/1.0/"))
  }

  @Test("is not there for a record without a key, and is there for one that is withheld")
  func keyless() throws {
    let statements = [MARCBench.statement(MARCBench.dog)]
    let without = try publish(MARCBench.dossier(metadata, localID: nil, statements: statements))
    #expect(without.forms.map(\.prefix) == ["source", "edm", "oai_dc", "marcxml", "oa", "+annotations"])
    let withheld = try publish(
      MARCBench.dossier("<x xmlns=\"urn:x\"/>", statements: statements))
    #expect(withheld.forms.map(\.prefix) == ["source", "marcxml_patch", "oa", "+annotations"])
    #expect(withheld.text("marcxml_patch")?.contains("<subfield code=\"a\">hond</subfield>") == true)
  }

  @Test("without fields of ours says that nothing is asserted any more; a withdrawn record is a deletion")
  func withdrawal() throws {
    let before = try publish(MARCBench.dossier(metadata, statements: [MARCBench.statement(MARCBench.dog)]))
    let after = try publish(
      MARCBench.dossier(metadata, statements: [MARCBench.statement(MARCBench.dog, .rejected)]))
    #expect(before.text("marcxml_patch") != after.text("marcxml_patch"))
    #expect(
      try MARCBench.publisher().patchLines(MARCBench.dossier(metadata))?.map { $0.prefix(3) }
        == ["LDR", "001", "003", "035"])
    var gone = MARCBench.dossier(metadata)
    gone.withdrawal = "asked for"
    #expect(try publish(gone).forms.first { $0.prefix == "marcxml_patch" }?.content == .deleted)
  }

  @Test("changes with what it says alone: not with annotations, decisions about others, or the hour")
  func stable() throws {
    let dog = MARCBench.statement(MARCBench.dog)
    let patch = try publish(MARCBench.dossier(metadata, statements: [dog]))
    let later = MARCBench.dossier(
      metadata, statements: [dog, MARCBench.statement(MARCBench.print, .annotation)],
      decisions: [
        ReviewDecision(
          provider: Dossiers.museum, record: "oai:museum:1", medium: nil, property: "dc:type", concept: "x",
          verdict: .reject, reviewer: "Ann", at: Bench.now.advanced(by: 900))
      ])
    let again = try MARCBench.publisher().publish(later, at: Bench.now.advanced(by: 86_400))
    for prefix in ["marcxml", "marcxml_patch"] {
      #expect(
        patch.forms.first { $0.prefix == prefix } == again.forms.first { $0.prefix == prefix }, "\(prefix)")
    }
  }
}

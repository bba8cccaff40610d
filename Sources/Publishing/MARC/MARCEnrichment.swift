internal import EDM
internal import Hashing
internal import OAIPMH
internal import Store

/// What Winnow asserts of a record as MARC fields, each tied to a field 883 that tells how it came about.
///
/// There is one field 883 for each distinct way: process, confidence and day. Its link number in $8 stands in the
/// fields it explains, with the type `p` (metadata provenance).
/// Source: MARC 21, field 883 and Appendix A (control subfield $8).
struct MARCEnrichment {
  /// How statements came about.
  private struct Way: Hashable {
    var isPersons: Bool
    var process: String
    var confidence: String?
    var day: String
  }

  /// The organisation that says it: its code, or its name.
  let agency: String
  /// The control number of the record of ours that says it, with the agency before it.
  let recordNumber: String
  /// Where the whole provenance can be read: annotations with model, image and moment.
  let explanation: String
  let labels: LabelChoice
  let vocabulary: Vocabulary

  /// Adds the fields of statements that are asserted, in the order given.
  func add(_ statements: [EnrichmentStatement], to record: inout MARCRecord) {
    var ways: [Way] = []
    for statement in statements {
      let way = Self.way(of: statement)
      let number = (ways.firstIndex(of: way) ?? ways.endIndex) + 1
      if number > ways.count { ways.append(way) }
      let term = term(of: statement)
      record.add(Self.tag(of: statement), term.indicators, [("8", "\(number)\\p")] + term.subfields)
    }
    for (index, way) in ways.enumerated() {
      record.add(
        "883", way.isPersons ? "2#" : "0#",
        [
          ("8", "\(index + 1)\\p"), ("a", way.process), ("c", way.confidence), ("d", way.day), ("q", agency),
          ("u", explanation), ("w", recordNumber),
        ])
    }
  }

  /// Genre, place, or what is depicted.
  private static func tag(of statement: EnrichmentStatement) -> String {
    switch statement.property {
    case "dc:type": "655"
    case "dcterms:spatial": "651"
    default: "650"
    }
  }

  private func term(of statement: EnrichmentStatement) -> MARCTerm {
    let concept = vocabulary.concept(iri: statement.concept)
    return MARCTerm(
      label: concept.flatMap { labels.label(of: $0) } ?? statement.label, iri: statement.concept,
      exactMatches: concept?.exactMatches ?? [])
  }

  /// What a person accepted is the person's word, whatever the model's confidence was.
  private static func way(of statement: EnrichmentStatement) -> Way {
    let model = "\(statement.model), weights sha256:\(statement.weightsHash.hexadecimal.prefix(16))"
    guard let decision = statement.decision, decision.verdict == .accept else {
      return Way(
        isPersons: false, process: model, confidence: AnnotationBuilder.decimal(statement.confidence),
        day: day(statement.generatedAt))
    }
    return Way(isPersons: true, process: "review of \(model)", confidence: nil, day: day(decision.at))
  }

  private static func day(_ moment: Timestamp) -> String { moment.day.filter(\.isNumber) }
}

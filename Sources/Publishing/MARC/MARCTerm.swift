internal import EDM

/// A term of a vocabulary as subject or genre field.
///
/// Source: MARC 21, fields 648, 650, 651, 655; Subject Heading and Term Source Codes (Library of Congress).
struct MARCTerm: Equatable {
  /// In the language of the catalogue, where the vocabulary has it.
  var label: String
  /// What names the term.
  var iri: String
  /// Other names of the same, in which a real-world object may be found.
  var exactMatches: [String] = []

  /// Indicators: `0` for the Library of Congress Subject Headings, `7` where $2 names the vocabulary, `4` for one that
  /// has no code.
  var indicators: String {
    switch scheme {
    case .lcsh: "#0"
    case nil: "#4"
    default: "#7"
    }
  }

  /// Subfields $a, $2, $0 and $1. An entity of Wikidata is a thing itself, and so stands in $1 too.
  var subfields: [(Character, String?)] {
    let thing = ([iri] + exactMatches).first { VocabularyLink($0)?.scheme == .wikidata }
    return [("a", label), ("2", code), ("0", iri), ("1", thing)]
  }

  private var scheme: VocabularyLink.Scheme? { VocabularyLink(iri)?.scheme }

  private var code: String? {
    switch scheme {
    case .wikidata: "wikidata"
    case .aat: "aat"
    case .iconclass: "iconclass"
    case .gnd: "gnd"
    case .lcsh, nil: nil
    }
  }
}

/// Chooses among labels in several languages.
struct LabelChoice {
  /// The language of the catalogue, as the subtag of a language tag; `nil` where it is not told.
  let language: String?

  /// - Parameter language: a tag or a name.
  init(language: String?) {
    self.language = language.flatMap { LanguageNormaliser.reading(of: $0)?.tag }
      .map { String($0.prefix { $0 != "-" }) }
  }

  /// The label in the language of the catalogue, else in English, else the first.
  func label(of concept: Concept) -> String? {
    choose(concept.prefLabels.map { ($0.language, $0.text) })
  }

  /// The preferred label of a resource of a record.
  func label(of resource: Resource) -> String? {
    choose(
      resource.objects(.skosPrefLabel).compactMap { object in
        guard case .literal(let literal) = object else { return nil }
        return (literal.language ?? "", literal.text)
      })
  }

  private func choose(_ labels: [(language: String, text: String)]) -> String? {
    let labels = labels.filter { !MARCText.clean($0.text).isEmpty }
    for wanted in [language, "en"].compactMap(\.self) {
      if let label = labels.first(where: { $0.language.lowercased().prefix { $0 != "-" } == wanted }) {
        return label.text
      }
    }
    return labels.first?.text
  }
}

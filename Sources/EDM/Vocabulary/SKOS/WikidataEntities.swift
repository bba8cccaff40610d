internal import Foundation

/// The JSON that Wikidata gives of an entity.
///
/// Of its statements those are read that tie the concept to others: subclass of (P279) as broader, the identifiers in
/// AAT (P1014), Iconclass (P1256), GND (P227) and the Library of Congress (P244) as matches; a mapping relation
/// (P4390) qualifies these. An item with the class human or a date of birth is a person, one with coordinates a place.
///
/// Source: Wikibase JSON data format (MediaWiki documentation).
struct WikidataEntities {
  private typealias Object = [String: Any]

  private let entities: [(id: String, members: Object)]

  /// Reads an answer; which entities it holds is seen later.
  init(_ bytes: [UInt8]) throws(SKOSError) {
    let parsed: Any
    do { parsed = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
      throw .malformedEntity("it is no JSON, or more than 500 levels deep")
    }
    guard let entities = (parsed as? Object)?["entities"] as? Object, !entities.isEmpty else {
      throw .malformedEntity("it has no \"entities\"")
    }
    var read: [(String, Object)] = []
    for (id, value) in entities {
      guard let members = value as? Object, members["missing"] == nil else {
        throw .malformedEntity("\(id) does not exist")
      }
      guard members["type"] as? String == "item" else {
        throw .notAConcept("a \(members["type"] as? String ?? "thing") of Wikidata")
      }
      read.append((members["id"] as? String ?? id, members))
    }
    self.entities = read.sorted { $0.0 < $1.0 }
  }

  /// The concepts; an item that is alone and no concept is an error, among others it is left out.
  func concepts() throws(SKOSError) -> [Concept] {
    var concepts: [Concept] = []
    for entity in entities {
      if let other = Self.otherClass(of: entity.members) {
        if entities.count == 1 { throw .notAConcept(other) }
        continue
      }
      concepts.append(Self.concept(entity.id, entity.members))
    }
    return concepts.filter { !$0.prefLabels.isEmpty }
  }

  private static func otherClass(of members: Object) -> String? {
    let classes = values("P31", of: members).compactMap { ($0.value as? Object)?["id"] as? String }
    if classes.contains("Q5") || !values("P569", of: members).isEmpty { return "a person" }
    return values("P625", of: members).isEmpty ? nil : "a place"
  }

  private static func concept(_ id: String, _ members: Object) -> Concept {
    var concept = Concept(
      iri: VocabularyLink(scheme: .wikidata, identifier: id).iri, prefLabels: texts(members["labels"]))
    concept.altLabels = texts(members["aliases"])
    concept.notes = texts(members["descriptions"])
    for statement in values("P279", of: members) {
      if let item = (statement.value as? Object)?["id"] as? String {
        concept.broader.append(VocabularyLink(scheme: .wikidata, identifier: item).iri)
      }
    }
    for (property, scheme) in [
      ("P1014", VocabularyLink.Scheme.aat), ("P1256", .iconclass), ("P227", .gnd), ("P244", .lcsh),
    ] {
      for statement in values(property, of: members) {
        guard let identifier = statement.value as? String else { continue }
        let iri = VocabularyLink(scheme: scheme, identifier: identifier).iri
        // An authority number of the Library of Congress may be that of a name, which is no subject heading.
        guard VocabularyLink(iri)?.identifier == identifier else { continue }
        concept[keyPath: statement.match].append(iri)
        if scheme == .iconclass, concept.iconclass == nil { concept.iconclass = identifier }
      }
    }
    concept.tidy()
    return concept
  }

  /// Texts by language, ordered by it: the members of a JSON object have no order.
  private static func texts(_ value: Any?) -> [Concept.Label] {
    // Where there are none, an empty list stands instead of an object.
    guard let byLanguage = value as? Object else { return [] }
    var labels: [Concept.Label] = []
    for (_, value) in byLanguage.sorted(by: { $0.key < $1.key }) {
      for entry in value as? [Any] ?? [value] {
        guard let members = entry as? Object, let text = members["value"] as? String,
          let language = members["language"] as? String
        else { continue }
        labels.append(Concept.Label(language: language, text: text))
      }
    }
    return labels
  }

  /// The values of the statements with a property, deprecated ones left out, and the match that each stands for.
  private static func values(
    _ property: String, of members: Object
  ) -> [(value: Any, match: Concept.Tie)] {
    let statements = (members["claims"] as? Object)?[property] as? [Any] ?? []
    return statements.compactMap { statement in
      guard let statement = statement as? Object, statement["rank"] as? String != "deprecated",
        let value = ((statement["mainsnak"] as? Object)?["datavalue"] as? Object)?["value"]
      else { return nil }
      return (value, match(of: statement))
    }
  }

  private static func match(of statement: Object) -> Concept.Tie {
    let qualifiers = (statement["qualifiers"] as? Object)?["P4390"] as? [Any] ?? []
    let relation = qualifiers.lazy.compactMap { qualifier in
      (((qualifier as? Object)?["datavalue"] as? Object)?["value"] as? Object)?["id"] as? String
    }.first
    switch relation {
    case "Q39893184": return \.closeMatches
    case "Q39893967": return \.narrowMatches
    case "Q39894595": return \.broadMatches
    case "Q39894604": return \.relatedMatches
    default: return \.exactMatches
    }
  }
}

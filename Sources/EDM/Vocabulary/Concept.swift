/// A concept of a controlled vocabulary, with what a record needs to hold to stand on its own.
///
/// Source: SKOS Reference (W3C 2009); `skos:Concept` of EDM external.
public struct Concept: Sendable, Hashable, Codable {
  /// A preferred label in one language.
  public struct Label: Sendable, Hashable, Codable {
    /// A BCP 47 tag such as `en`.
    public var language: String
    /// The label itself.
    public var text: String

    /// A label in a language.
    public init(language: String, text: String) {
      self.language = language
      self.text = text
    }
  }

  /// What names the concept: a Wikidata entity where there is one.
  public var iri: String
  /// `skos:prefLabel`, at most one a language, in the order in which they are written.
  public var prefLabels: [Label]
  /// `skos:exactMatch`: the same concept in other vocabularies.
  public var exactMatches: [String]
  /// `skos:broader`.
  public var broader: [String]
  /// `skos:inScheme`.
  public var inScheme: String?
  /// The notation in Iconclass, such as `34B11` (dog).
  public var iconclass: String?

  /// A concept with its labels and, where they are known, its ties to other concepts.
  public init(
    iri: String, prefLabels: [Label], exactMatches: [String] = [], broader: [String] = [],
    inScheme: String? = nil, iconclass: String? = nil
  ) {
    self.iri = iri
    self.prefLabels = prefLabels
    self.exactMatches = exactMatches
    self.broader = broader
    self.inScheme = inScheme
    self.iconclass = iconclass
  }

  /// The preferred label in a language, or `nil`.
  ///
  /// - Parameter language: the tag as the label bears it.
  public func prefLabel(in language: String) -> String? {
    prefLabels.first { $0.language == language }?.text
  }
}

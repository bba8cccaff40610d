/// A concept of a controlled vocabulary, with what a record needs to hold to stand on its own.
///
/// Source: SKOS Reference (W3C 2009); `skos:Concept` of EDM external.
public struct Concept: Sendable, Hashable {
  /// A text in one language.
  public struct Label: Sendable, Hashable, Codable {
    /// A BCP 47 tag such as `en`; "" where the vocabulary names none.
    public var language: String
    /// The label itself.
    public var text: String

    /// A label in a language.
    public init(language: String, text: String) {
      self.language = language
      self.text = text
    }
  }

  /// One of the lists of ties to other concepts, or of notations.
  typealias Tie = any WritableKeyPath<Concept, [String]> & Sendable

  /// What names the concept: a Wikidata entity where there is one.
  public var iri: String
  /// `skos:prefLabel`, at most one a language, in the order in which they are written.
  public var prefLabels: [Label]
  /// `skos:altLabel`
  public var altLabels: [Label] = []
  /// `skos:note`, with the scope notes, definitions and other kinds of notes of SKOS.
  public var notes: [Label] = []
  /// `skos:notation`: codes of a classification such as `34B11`.
  public var notations: [String] = []
  /// `skos:broader`.
  public var broader: [String]
  /// `skos:narrower`
  public var narrower: [String] = []
  /// `skos:related`
  public var related: [String] = []
  /// `skos:exactMatch`: the same concept in other vocabularies.
  public var exactMatches: [String]
  /// `skos:closeMatch`
  public var closeMatches: [String] = []
  /// `skos:broadMatch`
  public var broadMatches: [String] = []
  /// `skos:narrowMatch`
  public var narrowMatches: [String] = []
  /// `skos:relatedMatch`
  public var relatedMatches: [String] = []
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

extension Concept: Codable {
  private enum CodingKeys: String, CodingKey {
    case iri, prefLabels, altLabels, notes, notations, broader, narrower, related, exactMatches, closeMatches
    case broadMatches, narrowMatches, relatedMatches, inScheme, iconclass
  }

  private static let lists: [(CodingKeys, Tie)] = [
    (.notations, \.notations), (.broader, \.broader), (.narrower, \.narrower), (.related, \.related),
    (.exactMatches, \.exactMatches), (.closeMatches, \.closeMatches), (.broadMatches, \.broadMatches),
    (.narrowMatches, \.narrowMatches), (.relatedMatches, \.relatedMatches),
  ]

  /// Reads a concept; what is absent is empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      iri: try container.decode(String.self, forKey: .iri),
      prefLabels: try container.decodeIfPresent([Label].self, forKey: .prefLabels) ?? [])
    altLabels = try container.decodeIfPresent([Label].self, forKey: .altLabels) ?? []
    notes = try container.decodeIfPresent([Label].self, forKey: .notes) ?? []
    for (key, path) in Self.lists {
      self[keyPath: path] = try container.decodeIfPresent([String].self, forKey: key) ?? []
    }
    inScheme = try container.decodeIfPresent(String.self, forKey: .inScheme)
    iconclass = try container.decodeIfPresent(String.self, forKey: .iconclass)
  }

  /// Writes what is not empty.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(iri, forKey: .iri)
    for (key, labels) in [
      (CodingKeys.prefLabels, prefLabels), (.altLabels, altLabels), (.notes, notes),
    ] where !labels.isEmpty {
      try container.encode(labels, forKey: key)
    }
    for (key, path) in Self.lists where !self[keyPath: path].isEmpty {
      try container.encode(self[keyPath: path], forKey: key)
    }
    try container.encodeIfPresent(inScheme, forKey: .inScheme)
    try container.encodeIfPresent(iconclass, forKey: .iconclass)
  }
}

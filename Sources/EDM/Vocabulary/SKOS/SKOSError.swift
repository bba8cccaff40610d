public import XMLCodec

/// Why bytes gave no concepts.
public enum SKOSError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The bytes are not well-formed XML.
  case malformedXML(XMLError)
  /// The bytes break the grammar of Turtle, on a line counted from 1.
  case malformedTurtle(line: Int, message: String)
  /// The bytes are not the JSON of a Wikidata entity.
  case malformedEntity(String)
  /// Something else than RDF came, such as a web page; says what.
  case notRDF(String)
  /// The bytes cost more than the limits allow; says what there is too much of.
  case tooLarge(String)
  /// The resource is there and is no concept: a person or a place is another class of EDM.
  case notAConcept(String)

  /// One line for people.
  public var description: String {
    switch self {
    case .malformedXML(let error): "the vocabulary is not well-formed XML: \(error)"
    case .malformedTurtle(let line, let message): "the vocabulary is not Turtle: line \(line): \(message)"
    case .malformedEntity(let message): "the answer is no Wikidata entity: \(message)"
    case .notRDF(let found):
      "\(found) came where SKOS is expected: give RDF/XML, Turtle, N-Triples or the JSON of a Wikidata entity"
    case .tooLarge(let what): "the vocabulary has \(what): split it, or raise the limit"
    case .notAConcept(let what): "it is \(what) and no concept: no skos:Concept can stand for it"
    }
  }
}

/// Bounds on what reading a vocabulary may cost.
public struct SKOSLimits: Sendable, Equatable {
  /// Bytes of a document.
  public var maximumBytes: Int
  /// Statements (triples) of a document.
  public var maximumStatements: Int
  /// Levels of blank nodes and collections within one another, at least 1.
  public var maximumDepth: Int

  /// Bounds; without arguments those of a whole thesaurus in one file: 512 MiB, 50 million statements, 64 levels.
  public init(
    maximumBytes: Int = 512 << 20, maximumStatements: Int = 50_000_000, maximumDepth: Int = 64
  ) {
    self.maximumBytes = maximumBytes
    self.maximumStatements = maximumStatements
    self.maximumDepth = max(1, maximumDepth)
  }

  /// Bounds of one concept's description as a server gives it: 16 MiB, 200,000 statements, 64 levels.
  public static let singleConcept = SKOSLimits(maximumBytes: 16 << 20, maximumStatements: 200_000)
}

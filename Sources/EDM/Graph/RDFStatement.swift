/// A node of an RDF graph with all that RDF says of it.
public enum RDFNode: Sendable, Hashable {
  /// A resource by its IRI.
  case iri(String)
  /// A resource without a name, numbered within its document.
  case blank(Int)
  /// Text; the datatype is `nil` for a plain string and for text with a language.
  case literal(String, language: String?, datatype: String?)
}

/// A statement of an RDF graph: subject, predicate, object.
///
/// Source: RDF 1.1 Concepts and Abstract Syntax (W3C 2014), section 3.1.
public struct RDFStatement: Sendable, Hashable {
  /// An IRI or a blank node.
  public var subject: RDFNode
  /// An IRI.
  public var predicate: String
  /// What is said.
  public var object: RDFNode

  /// A statement from its parts.
  public init(_ subject: RDFNode, _ predicate: String, _ object: RDFNode) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
  }
}

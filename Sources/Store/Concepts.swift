public import EDM
public import OAIPMH

/// What is known of a concept that was looked up or imported.
public struct CachedConcept: Sendable, Equatable {
  /// The canonical IRI (``VocabularyLink/key(of:)``).
  public var iri: String
  /// The concept; `nil` where none was ever found.
  public var concept: Concept?
  /// Why the last lookup found nothing; `nil` where it found the concept.
  public var failure: String?
  /// The address that was asked, or `file:` with the name of the file that was read.
  public var source: String
  /// When.
  public var at: Timestamp

  /// What is known of a concept; one whose refreshing failed has both a concept and a failure.
  public init(
    iri: String, concept: Concept?, failure: String? = nil, source: String, at: Timestamp
  ) {
    self.iri = iri
    self.concept = concept
    self.failure = failure
    self.source = source
    self.at = at
  }
}

/// Where concepts of vocabularies are kept, so that each is asked for once.
public protocol ConceptCache: Sendable {
  /// What is known under some IRIs; IRIs that were never looked up are absent.
  func concepts(_ iris: [String]) async throws -> [String: CachedConcept]
  /// Keeps what became known, in one transaction; it replaces what was known before.
  func keep(_ concepts: [CachedConcept]) async throws
  /// Entries that hold a concept, in the byte order of their IRIs after one of them; at most `limit`.
  func concepts(after iri: String?, limit: Int) async throws -> [CachedConcept]
}

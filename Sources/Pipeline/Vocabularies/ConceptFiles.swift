public import EDM
public import OAIPMH
public import Store

/// Vocabulary files: SKOS into the cache of concepts, and out of it.
public struct ConceptFiles: Sendable {
  /// What the source of an imported concept begins with; the name of its file follows.
  public static let sourcePrefix = "file:"
  private static let page = 500

  private let cache: any ConceptCache

  /// The files of a cache.
  public init(cache: any ConceptCache) { self.cache = cache }

  /// Reads a file into the cache; concepts that are there already are replaced.
  ///
  /// - Parameters:
  ///   - bytes: RDF/XML, Turtle, N-Triples, or the JSON of a Wikidata entity.
  ///   - name: the name of the file, kept as the source of its concepts.
  ///   - languages: the languages of labels to keep.
  ///   - at: when.
  ///   - limits: what the file may cost to read.
  /// - Returns: how many concepts it holds.
  /// - Throws: ``SKOSError`` for what cannot be read; the store's errors.
  public func take(
    _ bytes: [UInt8], name: String, languages: LabelLanguages, at: Timestamp,
    limits: SKOSLimits = SKOSLimits()
  ) async throws -> Int {
    let concepts = try SKOSReader(limits: limits).read(bytes)
    for start in stride(from: 0, to: concepts.count, by: Self.page) {
      let entries = concepts[start..<min(start + Self.page, concepts.count)].map { concept in
        var concept = concept.limited(to: languages)
        concept.iri = VocabularyLink.key(of: concept.iri)
        return CachedConcept(
          iri: concept.iri, concept: concept, source: Self.sourcePrefix + name, at: at)
      }
      try await cache.keep(entries)
    }
    return concepts.count
  }

  /// Writes all concepts of the cache, in the order of their IRIs.
  ///
  /// - Parameters:
  ///   - format: how.
  ///   - write: takes part after part of the file.
  /// - Returns: how many concepts were written.
  public func give(
    _ format: SKOSWriter.Format, write: ([UInt8]) throws -> Void
  ) async throws -> Int {
    let writer = SKOSWriter(format: format)
    try write(writer.beginning)
    var count = 0
    var last: String?
    while true {
      let entries = try await cache.concepts(after: last, limit: Self.page)
      guard let end = entries.last else { break }
      last = end.iri
      try write(entries.compactMap(\.concept).reduce(into: []) { $0 += writer.bytes(of: $1) })
      count += entries.count
    }
    try write(writer.end)
    return count
  }
}

/// Concepts, found by the class of a model that yields them, or by their IRI.
///
/// A class may be published as a concept broader than itself: every breed of dog that ImageNet tells apart becomes
/// "dog", since the breed would be false precision. So many classes can share one concept.
///
/// The table is text with one row a class: cells separated by tabs, lines that start with `#` and blank lines
/// left out, the first line naming the columns:
///
/// | column | holds |
/// |---|---|
/// | `class` | the class as the model names it (for ImageNet the WordNet synset, `n02123045`) |
/// | `iri` | the concept |
/// | `exactMatch`, `broader` | IRIs separated by spaces; optional |
/// | `inScheme`, `iconclass` | one value; optional |
/// | `label@en`, `label@de`, … | the preferred label in a language, in the order to be published; at least one |
public struct Vocabulary: Sendable, Equatable {
  /// The concepts, in the order of their first row.
  public let concepts: [Concept]
  private let indexByClass: [String: Int]
  private let indexByIRI: [String: Int]

  /// A vocabulary without concepts.
  public init() {
    self.concepts = []
    self.indexByClass = [:]
    self.indexByIRI = [:]
  }

  /// Reads a table.
  ///
  /// - Parameter tableText: the text of the table, as described for the type.
  /// - Throws: ``VocabularyError`` with the first line that cannot be used.
  public init(tableText: String) throws(VocabularyError) {
    var header: TableHeader?
    var concepts: [Concept] = []
    var indexByClass: [String: Int] = [:]
    var indexByIRI: [String: Int] = [:]
    var number = 0

    for line in tableText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let columns = header else {
        header = try TableHeader(cells, line: number)
        continue
      }
      let row = try columns.readRow(cells, line: number)
      guard indexByClass[row.classID] == nil else {
        throw VocabularyError(line: number, problem: .repeatedClass(row.classID))
      }
      if let known = indexByIRI[row.concept.iri] {
        if let column = Self.columnThatDiffers(concepts[known], row.concept) {
          throw VocabularyError(line: number, problem: .contradiction(iri: row.concept.iri, column: column))
        }
        indexByClass[row.classID] = known
      } else {
        indexByIRI[row.concept.iri] = concepts.count
        indexByClass[row.classID] = concepts.count
        concepts.append(row.concept)
      }
    }
    guard header != nil else { throw VocabularyError(line: max(number, 1), problem: .noHeader) }
    self.concepts = concepts
    self.indexByClass = indexByClass
    self.indexByIRI = indexByIRI
  }

  /// The classes that have a concept, sorted.
  public var classIDs: [String] { indexByClass.keys.sorted() }

  /// The concept that a class is published as, or `nil` where it has none.
  ///
  /// - Parameter identifier: the class as the model names it.
  public func concept(forClass identifier: String) -> Concept? {
    indexByClass[identifier].map { concepts[$0] }
  }

  /// The concept that an IRI names, or `nil`.
  public func concept(iri: String) -> Concept? {
    indexByIRI[iri].map { concepts[$0] }
  }

  private static func columnThatDiffers(_ one: Concept, _ other: Concept) -> String? {
    for (label, otherLabel) in zip(one.prefLabels, other.prefLabels) where label != otherLabel {
      return "label@" + label.language
    }
    if one.prefLabels != other.prefLabels { return "label@" }
    if one.exactMatches != other.exactMatches { return "exactMatch" }
    if one.broader != other.broader { return "broader" }
    if one.inScheme != other.inScheme { return "inScheme" }
    return one.iconclass != other.iconclass ? "iconclass" : nil
  }
}

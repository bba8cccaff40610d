/// What the metadata tier of a record rests on.
///
/// Source: the classifiers of Europeana's metis-framework (`LanguageClassifier`, `EnablingElementsClassifier`,
/// `ContextualClassesClassifier`).
public struct MetadataEvidence: Sendable, Equatable {
  /// The kinds of statements, of 22 that count, which the description holds.
  public var kinds: DescriptiveProperties = []
  /// Those of ``kinds`` with a value whose language is known: text with `xml:lang`, or a link to a place, period
  /// or concept of the record that has a label with `xml:lang`.
  public var kindsWithLanguage: DescriptiveProperties = []
  /// The enabling elements that the description holds.
  public var enablingElements: DescriptiveProperties = []
  /// The groups to which ``enablingElements`` belong.
  public var enablingGroups: ContextualClasses = []
  /// The classes of which the record describes at least one resource fully, to which the description links.
  public var completeClasses: ContextualClasses = []

  /// Evidence of an empty record.
  public init() {}

  /// The kinds of statements of which no value names its language.
  public var kindsWithoutLanguage: DescriptiveProperties { kinds.subtracting(kindsWithLanguage) }

  /// From a quarter of the kinds A, from a half B, from three quarters C.
  public var language: MetadataTier {
    let (all, known) = (kinds.count, kindsWithLanguage.count)
    if all == 0 || known * 4 < all { return .zero }
    if known * 4 < all * 2 { return .a }
    return known * 4 < all * 3 ? .b : .c
  }

  /// One element A; three of two groups B; four of two groups C.
  public var enabling: MetadataTier {
    let (elements, groups) = (enablingElements.count, enablingGroups.count)
    if groups >= 2, elements >= 4 { return .c }
    if groups >= 2, elements >= 3 { return .b }
    return groups >= 1 && elements >= 1 ? .a : .zero
  }

  /// One class B, two classes C; never below A.
  public var contextual: MetadataTier {
    switch completeClasses.count {
    case 0: .a
    case 1: .b
    default: .c
    }
  }
}

/// One way of damaging a record.
public enum Mutation: String, Sendable, CaseIterable {
  // Bytes.
  case flippedBits, insertedBytes, deletedBytes, duplicatedBytes, splicedChunk, cutOff
  // Encoding.
  case byteOrderMark, encodingDeclaration, otherEncoding, invalidUTF8, controlCharacter
  // Mark-up.
  case renamedTag, droppedTag, renamedAttribute, renamedNamespace, droppedDeclaration, swappedElements
  case repeatedElement, movedElement, foreignElement, emptiedElement, attributeTwice
  case damagedSection, wrappedSection, unescapedText
  // DOCTYPE and entities.
  case internalEntity, externalEntity, billionLaughs, quadraticEntity, undeclaredEntity
  // RDF.
  case namedAnew, blankNode, cycle, parseType, linkAndText, languageAbuse, datatypeAbuse, nestedResource
  // Values.
  case hostileText, hostileDate, hostileAddress, hostileAttribute
  // Amounts.
  case deepNesting, manyAttributes, manyNamespaces, hugeText, hugeAttribute, manyElements, manyResources

  /// What a mutation works on.
  public enum Family: Sendable, CaseIterable {
    /// Bytes, whatever they stand for.
    case bytes
    /// The encoding of the text.
    case encoding
    /// Tags, attributes, sections.
    case markup
    /// The document type and what it defines.
    case entities
    /// What RDF makes of the mark-up.
    case rdf
    /// Texts and attribute values.
    case values
    /// How much there is of something.
    case amounts
  }

  /// What the mutation works on.
  public var family: Family {
    switch self {
    case .flippedBits, .insertedBytes, .deletedBytes, .duplicatedBytes, .splicedChunk, .cutOff: .bytes
    case .byteOrderMark, .encodingDeclaration, .otherEncoding, .invalidUTF8, .controlCharacter: .encoding
    case .renamedTag, .droppedTag, .renamedAttribute, .renamedNamespace, .droppedDeclaration,
      .swappedElements, .repeatedElement, .movedElement, .foreignElement, .emptiedElement, .attributeTwice,
      .damagedSection, .wrappedSection, .unescapedText:
      .markup
    case .internalEntity, .externalEntity, .billionLaughs, .quadraticEntity, .undeclaredEntity: .entities
    case .namedAnew, .blankNode, .cycle, .parseType, .linkAndText, .languageAbuse, .datatypeAbuse,
      .nestedResource:
      .rdf
    case .hostileText, .hostileDate, .hostileAddress, .hostileAttribute: .values
    case .deepNesting, .manyAttributes, .manyNamespaces, .hugeText, .hugeAttribute, .manyElements,
      .manyResources:
      .amounts
    }
  }

  /// The mutations of each family.
  static let byFamily: [Family: [Mutation]] = Dictionary(grouping: allCases, by: \.family)
}

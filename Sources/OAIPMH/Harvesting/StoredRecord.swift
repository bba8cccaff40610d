public import XMLCodec

/// Why stored bytes could not be read as a record again.
public struct StoredRecordError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line with the remedy.
  public var description: String
}

/// A stored record opened again: its header, its metadata and its `about` containers, each as a document of its own.
public struct StoredRecord: Sendable {
  /// The header, as repaired where the record was.
  public let header: RecordHeader
  /// The root element of the metadata with the namespace declarations it needs; `nil` where the record has none.
  public let metadata: [UInt8]?
  /// The root element of each `about` container, likewise.
  public let abouts: [[UInt8]]
  /// The repairs that reading needed: the same as at the harvest.
  public let repairs: [Repair]
  /// The record as repaired, and the namespace declarations around it.
  private let repaired: (bytes: [UInt8], context: [UInt8])

  /// Opens a stored record.
  ///
  /// The bytes are repaired by the rules of the harvest and not parsed: whoever reads the metadata does that.
  /// - Parameters:
  ///   - bytes: the `record` element as received.
  ///   - context: the namespace declarations that were in scope around it, as attribute text.
  /// - Throws: where the bytes hold no whole record.
  public init(bytes: [UInt8], context: [UInt8]) throws(StoredRecordError) {
    let outcome = bytes.withUnsafeBufferPointer { RecordRepairer.repair($0) }
    let opened = outcome.bytes.withUnsafeBufferPointer { buffer -> (RecordHeader, [UInt8]?, [[UInt8]])? in
      guard let view = MarkupBytes(buffer) else { return nil }
      let start = view.skipMiscellany(from: 0)
      guard start < view.count, let record = view.tag(at: start),
        let layout = RecordLayout.record(in: view, at: start), layout.isClosed, layout.header != nil
      else { return nil }
      var scope = NamespaceScope(attributeText: context)
      scope.declare(view, attributes: record.attributes)
      let metadata = layout.metadata.flatMap { range -> [UInt8]? in
        range.isEmpty ? nil : Self.selfContained(view, range, scope, in: layout.metadataTag)
      }
      let abouts = zip(layout.abouts, layout.aboutTags).compactMap { range, tag in
        range.isEmpty ? nil : Self.selfContained(view, range, scope, in: tag)
      }
      return (layout.readHeader(view), metadata, abouts)
    }
    guard let opened else {
      throw StoredRecordError(
        description: "the stored bytes hold no whole record with a header: harvest the record again")
    }
    (header, metadata, abouts) = opened
    repairs = outcome.repairs
    repaired = (outcome.bytes, context)
  }

  /// The whole `record` element, header and `about` containers included, with the namespace declarations it needs:
  /// the input of mappings.
  public var document: [UInt8] {
    repaired.bytes.withUnsafeBufferPointer { buffer in
      guard let view = MarkupBytes(buffer) else { return repaired.bytes }
      let range = view.skipMiscellany(from: 0)..<view.count
      return Self.selfContained(view, range, NamespaceScope(attributeText: repaired.context), in: nil)
    }
  }

  /// The element in a range with those declarations of its scope added to its start tag which it uses: prefixes met
  /// anywhere in it (they may stand in values, such as that of `xsi:type`), and the default namespace if an element
  /// has no prefix.
  private static func selfContained(
    _ bytes: MarkupBytes, _ range: Range<Int>, _ outer: NamespaceScope, in container: MarkupBytes.Tag?
  ) -> [UInt8] {
    let root = bytes.skipMiscellany(from: range.lowerBound)
    guard root < range.upperBound, let tag = bytes.tag(at: root) else { return bytes.array(range) }
    var scope = outer
    if let container { scope.declare(bytes, attributes: container.attributes) }
    var own = NamespaceScope()
    own.declare(bytes, attributes: tag.attributes)
    var result = bytes.array(root..<tag.name.upperBound)
    for (prefix, value) in scope.declarations where own.namespace(prefix) == nil {
      let isUsed =
        prefix.isEmpty
        ? !value.isEmpty && hasUnprefixedElement(bytes, root..<range.upperBound)
        : bytes.has(prefix + ":", in: root..<range.upperBound)
      if isUsed { result += NamespaceScope.attributeText(prefix: prefix, value: value) }
    }
    result.append(contentsOf: bytes.buffer(tag.name.upperBound..<range.upperBound))
    return result
  }

  private static func hasUnprefixedElement(_ bytes: MarkupBytes, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: range.upperBound)
      guard place + 1 < range.upperBound else { return false }
      if bytes[place + 1] == Byte.slash {
        place += 2
      } else if let end = bytes.endOfMarkup(at: place) {
        place = end
      } else {
        let name = bytes.name(at: place + 1)
        if !name.isEmpty,
          bytes.find(Byte.colon, from: name.lowerBound, to: name.upperBound) == name.upperBound
        {
          return true
        }
        place = max(name.upperBound, place + 1)
      }
    }
  }
}

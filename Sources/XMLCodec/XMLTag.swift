/// The tags of an element as bytes, made once for a name that is written often.
public final class XMLTag: Sendable {
  /// The name with its prefix.
  let name: String
  /// `<dc:title`, behind a line break and the indentation of each depth.
  let lines: [[UInt8]]
  /// `<dc:title`
  let start: [UInt8]
  /// `</dc:title>`
  let end: [UInt8]

  /// The tags of an element.
  /// - Parameter qualifiedName: with its prefix, as it shall stand; an XML name.
  public init(_ qualifiedName: String) {
    name = qualifiedName
    let start = Array("<\(qualifiedName)".utf8)
    self.start = start
    end = Array("</\(qualifiedName)>".utf8)
    lines = (0..<Self.depths).map { [0x0A] + [UInt8](repeating: 0x20, count: 2 * $0) + start }
  }

  /// The depths at which nearly all elements stand.
  private static let depths = 6
}

/// An attribute up to its value as bytes, made once for a name that is written often.
public struct XMLAttributeStart: Sendable {
  /// ` xml:lang="`
  let bytes: [UInt8]

  /// An attribute's beginning.
  /// - Parameter qualifiedName: with its prefix, as it shall stand; an XML name.
  public init(_ qualifiedName: String) { bytes = Array(" \(qualifiedName)=\"".utf8) }
}

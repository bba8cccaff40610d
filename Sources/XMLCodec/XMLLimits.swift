/// Bounds on what a document may cost to read.
///
/// Beside them libxml2's own limits hold, because its option HUGE is never set: 256 levels of elements, 10 MB in one
/// text or attribute value, 50,000 bytes in a name, and entities that expand to no more than about ten times the
/// document. A tag holds at most 1,000 attributes and namespace declarations, and a namespace name 1,024 bytes.
/// Nothing outside the document is ever read: no external DTD, no external entity, no network, whatever a DOCTYPE
/// says. Entities that an internal subset defines by text are expanded, within `maximumExpansion`.
public struct XMLLimits: Sendable, Equatable {
  /// Bytes of a namespace name: it may stand beside every name of a document.
  static let maximumNamespace = 1024

  /// Levels of elements, at most 256.
  public var maximumDepth: Int
  /// Bytes of a document before reading.
  public var maximumBytes: Int
  /// Bytes of text and attribute values beyond the size of the document itself, which only entities can bring about.
  public var maximumExpansion: Int

  /// - Parameters:
  ///   - maximumDepth: levels of elements, 1...256.
  ///   - maximumBytes: bytes of a document.
  ///   - maximumExpansion: bytes that entities may add.
  public init(maximumDepth: Int = 256, maximumBytes: Int = 512 << 20, maximumExpansion: Int = 1 << 20) {
    self.maximumDepth = min(maximumDepth, 256)
    self.maximumBytes = maximumBytes
    self.maximumExpansion = maximumExpansion
  }

  /// 256 levels, 512 MiB, 1 MiB of expansion.
  public static let `default` = XMLLimits()
}

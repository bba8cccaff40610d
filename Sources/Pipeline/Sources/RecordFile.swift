/// A file of a folder or archive that may hold records.
struct RecordFile: Sendable, Equatable {
  /// Below the root, its parts divided by `/`.
  var path: String
  /// When it was last changed; seconds since 1970.
  var modified: Int64
  /// What it holds, or why it cannot be read, in words.
  var content: Result<[UInt8], SourceError>

  /// The largest file that is read; larger lists are to be split.
  static let largest = 256 << 20

  /// Whether a name is that of a record file: records are XML, and what else lies beside them is passed over.
  static func isRecord(_ name: some StringProtocol) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".xml") || name.hasSuffix(".rdf")
  }

  /// The identifier of the one record in a file that does not name it: the path without `.xml`, percent-encoded as the
  /// oai-identifier guideline wants it. It is what stands behind the prefix in the identifiers of `winnow provide`.
  ///
  /// The name of the root is no part of it, so that a folder may be moved, or packed into an archive, without its records
  /// becoming others.
  static func name(ofPath path: String) -> String {
    path.lowercased().hasSuffix(".xml") ? String(path.dropLast(4)) : path
  }
}

/// The record files below a root, one after another, each read when its turn comes. Calls block.
protocol RecordFiles: Sendable {
  /// The next file; `nil` after the last one.
  /// - Throws: `SourceError` or `ArchiveError` where the walk cannot go on.
  func next() throws -> RecordFile?
  /// Files that were passed over: hidden ones are not counted.
  var passedOver: Int { get }
}

/// A file inside an archive.
public struct ArchiveEntry: Sendable, Equatable {
  /// The path inside the archive: relative, its parts divided by `/`, none of them `.` or `..`.
  public var path: String
  /// When the file was last changed, as the archive tells; seconds since 1970, `nil` where it does not tell.
  public var modified: Int64?
  /// As the archive states it, which may be wrong; bytes.
  public var declaredSize: Int64?

  /// An entry, from its parts.
  public init(path: String, modified: Int64?, declaredSize: Int64?) {
    self.path = path
    self.modified = modified
    self.declaredSize = declaredSize
  }
}

/// Bounds on what reading an archive may cost: a small archive can hold a file of petabytes.
public struct ArchiveLimits: Sendable, Equatable {
  /// Bytes of one file.
  public var entryBytes: Int
  /// Entries, folders included.
  public var entries: Int
  /// How many times the archive's own size all files together may have.
  public var expansion: Int
  /// Bytes of all files together that are allowed whatever the archive's size is.
  public var freeBytes: Int64

  /// Limits; XML compresses to a tenth or twentieth, rarely to a hundredth.
  public init(
    entryBytes: Int = 256 << 20, entries: Int = 20_000_000, expansion: Int = 200, freeBytes: Int64 = 1 << 30
  ) {
    self.entryBytes = entryBytes
    self.entries = entries
    self.expansion = expansion
    self.freeBytes = freeBytes
  }
}

/// Why an archive, or a file in it, cannot be read: one line that names it and the remedy.
public enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The archive is not there or may not be read.
  case cannotOpen(archive: String, reason: String)
  /// It is damaged or no archive of a known kind.
  case unreadable(archive: String, reason: String)
  /// A file needs a password.
  case encrypted(archive: String, entry: String)
  /// A path leads out of the archive.
  case escaping(archive: String, entry: String)
  /// More than the limits allow.
  case tooLarge(archive: String, what: String)

  /// One line with the remedy.
  public var description: String {
    switch self {
    case .cannotOpen(let archive, let reason):
      "\(archive) cannot be opened: \(reason): name an archive that is there and may be read"
    case .unreadable(let archive, let reason):
      "\(archive) cannot be read: \(reason): copy the archive again, or make it a zip or tar"
    case .encrypted(let archive, let entry):
      "\(archive): '\(entry)' is encrypted: have the archive made without a password"
    case .escaping(let archive, let entry):
      "\(archive): the path '\(entry)' leads out of the archive: have it made with relative paths"
    case .tooLarge(let archive, let what):
      "\(archive) is refused: \(what): unpack it into a folder if it is to be trusted"
    }
  }
}

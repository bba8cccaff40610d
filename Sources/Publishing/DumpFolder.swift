internal import Foundation
internal import Hashing
internal import OAIPMH

/// The files of a dump. All work is done on a queue of its own.
struct DumpFolder {
  /// A record to be written, or to be removed where it has no bytes.
  struct Document: Sendable {
    var provider: String
    var path: String
    var bytes: [UInt8]?
  }

  /// What became of a record.
  enum Outcome: Sendable {
    case file(provider: String, size: Int, isNew: Bool)
    case removed
  }

  private static let checksums = "SHA256SUMS"
  let path: String
  private let queue = FileQueue(label: "winnow.dump")

  init(path: String) { self.path = path }

  /// Makes the folder and begins the list of checksums.
  func begin() async throws {
    try await queue.run { [path] in
      try Self.naming(path) {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: path + "/" + Self.checksums + ".part"))
      }
    }
  }

  /// Writes the documents that are not there yet.
  func write(_ documents: [Document]) async throws -> [Outcome] {
    try await queue.run { [path] in
      var lines = ""
      var outcomes: [Outcome] = []
      for document in documents {
        let file = path + "/" + document.path
        guard let bytes = document.bytes else {
          try Self.naming(file) {
            if FileManager.default.fileExists(atPath: file) {
              try FileManager.default.removeItem(atPath: file)
            }
          }
          outcomes.append(.removed)
          continue
        }
        let hash = ContentHash(of: bytes)
        let isThere = FileManager.default.contents(atPath: file).map { ContentHash(of: $0) == hash } ?? false
        if !isThere {
          let folder = (file as NSString).deletingLastPathComponent
          try Self.naming(folder) {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
          }
          try Self.replace(file, with: Data(bytes))
        }
        lines += "\(hash.hexadecimal)  \(document.path)\n"
        outcomes.append(.file(provider: document.provider, size: bytes.count, isNew: !isThere))
      }
      let checksums = path + "/" + Self.checksums + ".part"
      try Self.naming(checksums) {
        let list = try FileHandle(forWritingTo: URL(fileURLWithPath: checksums))
        defer { try? list.close() }
        try list.seekToEnd()
        try list.write(contentsOf: Data(lines.utf8))
      }
      return outcomes
    }
  }

  private struct Manifest: Encodable {
    struct Checksums: Encodable {
      var file: String
      var sha256: String
    }

    var format = "edm"
    var mediaType = "application/rdf+xml"
    var set: String?
    var since: String?
    /// The moment up to which the dump is complete: the next one may begin there.
    var until: String
    var records: Int
    var deleted: Int
    var bytes: Int64
    var providers: [String: Int]
    var licence: String
    var checksums: Checksums
  }

  /// Puts the list of checksums in place and writes the manifest.
  func finish(
    summary: EDMDump.Summary, licence: String, set: String?, since: Timestamp?, until: Timestamp
  ) async throws {
    try await queue.run { [path] in
      let part = path + "/" + Self.checksums + ".part"
      let hash = try Self.naming(part) { try Self.hash(ofFile: part) }
      try Self.move(part, to: path + "/" + Self.checksums)
      let manifest = Manifest(
        set: set, since: since?.description, until: until.description, records: summary.records,
        deleted: summary.deleted, bytes: summary.bytes, providers: summary.providers, licence: licence,
        checksums: .init(file: Self.checksums, sha256: hash.hexadecimal))
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try Self.replace(path + "/manifest.json", with: try encoder.encode(manifest) + Data("\n".utf8))
    }
  }

  private static func hash(ofFile path: String) throws -> ContentHash {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var hasher = ContentHasher()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
    return hasher.finalize()
  }

  /// Writes beside the file and renames, so that a reader finds the old file or the new one.
  private static func replace(_ file: String, with data: Data) throws {
    let part = file + ".part"
    try naming(file) { try data.write(to: URL(fileURLWithPath: part)) }
    try move(part, to: file)
  }

  /// The result of some work on a file or folder, whose errors then name it in one line.
  private static func naming<Result>(
    _ path: String, _ work: () throws -> Result
  ) throws(PublishingError) -> Result {
    do {
      return try work()
    } catch {
      throw PublishingError(
        "\(path) cannot be written: \(cause(of: error)); free space there or dump into another folder.")
    }
  }

  /// What the system said, where Foundation tells.
  private static func cause(of error: any Error) -> String {
    let error = error as NSError
    let underlying = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
    guard underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(underlying.code)))
  }

  private static func move(_ part: String, to file: String) throws {
    guard rename(part, file) == 0 else {
      throw PublishingError("The file \(file) cannot be put in place: \(String(cString: strerror(errno)))")
    }
  }
}

internal import Foundation
internal import Hashing
internal import OAIPMH

/// The folder of a dump: its manifest, the journal of a dump under way, checksums. All work is done on a queue of its
/// own.
///
/// A dump that is killed leaves the journal: parts that it names are whole. The manifest of the dump before stays
/// until the new one is complete.
final class DumpFolder: Sendable {
  static let checksums = "SHA256SUMS"
  static let journal = ".winnow-dump.jsonl"

  let path: String
  let queue = FileQueue(label: "winnow.dump")
  private let lock: Int32

  /// Makes the folder where there is none, and takes it for this dump alone.
  /// - Throws: a line that names the folder, where that cannot be done or another dump is at work there.
  init(path: String) async throws {
    self.path = path
    lock = try await queue.run {
      try FileFault.makeFolder(path)
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileFault.writing(path) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw PublishingError("\(path): another dump is at work here; wait for it, or name another folder.")
      }
      return descriptor
    }
  }

  deinit { close(lock) }

  // MARK: What is there

  /// The manifest; `nil` for a folder without a finished dump.
  func manifest() async throws -> DumpManifest? {
    try await queue.run { [path] in
      let file = path + "/" + DumpManifest.fileName
      guard let data = FileManager.default.contents(atPath: file) else { return nil }
      guard let manifest = try? JSONDecoder().decode(DumpManifest.self, from: data) else {
        throw PublishingError("\(file) is no manifest of a dump: name another folder, or remove it.")
      }
      return manifest
    }
  }

  /// The journal of a dump that did not end; `nil` where there is none, or nothing whole in it.
  func readJournal() async throws -> (head: DumpHead, parts: [DumpPart])? {
    try await queue.run { [path] in
      guard let data = FileManager.default.contents(atPath: path + "/" + Self.journal) else { return nil }
      let lines = data.split(separator: UInt8(ascii: "\n"))
      let decoder = JSONDecoder()
      guard let first = lines.first, let head = try? decoder.decode(DumpHead.self, from: Data(first)) else {
        return nil
      }
      // The last line may be torn: its part is written again.
      return (head, lines.dropFirst().compactMap { try? decoder.decode(DumpPart.self, from: Data($0)) })
    }
  }

  /// Whether the files of a part are what they were when written.
  func isWhole(_ part: DumpPart) async throws -> Bool {
    try await queue.run { [path] in
      for file in part.files {
        guard let hash = Self.hash(ofFile: path + "/" + file.path), hash.hexadecimal == file.sha256 else {
          return false
        }
      }
      return true
    }
  }

  // MARK: Work

  /// Begins the journal anew, with the parts that stay as they are.
  func beginJournal(_ head: DumpHead, _ parts: [DumpPart]) async throws {
    try await queue.run { [path] in
      let file = try PartFile(path: path + "/" + Self.journal)
      try file.append(try Self.line(head))
      for part in parts { try file.append(try Self.line(part)) }
      _ = try file.finish()
    }
  }

  /// Notes a part whose files are in place.
  func note(_ part: DumpPart) async throws {
    try await queue.run { [path] in
      let file = path + "/" + Self.journal
      let descriptor = open(file, O_WRONLY | O_APPEND | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileFault.writing(file) }
      defer { close(descriptor) }
      let line = try Self.line(part)
      guard line.withUnsafeBytes({ Foundation.write(descriptor, $0.baseAddress, $0.count) }) == line.count,
        fsync(descriptor) == 0
      else { throw FileFault.writing(file) }
    }
  }

  /// Puts the manifest in place, removes the files of the dump before that this one has no more, and the journal.
  /// - Parameter former: the paths of that dump.
  func finish(_ manifest: DumpManifest, former: [String]) async throws {
    try await queue.run { [path] in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let file = try PartFile(path: path + "/" + DumpManifest.fileName)
      try file.append(Array(try encoder.encode(manifest)) + [UInt8(ascii: "\n")])
      _ = try file.finish()
      for name in Set(former).subtracting(manifest.files.map(\.path)) { try Self.remove(path + "/" + name) }
      try Self.remove(path + "/" + Self.journal)
    }
  }

  /// Writes a small file at once.
  func write(_ name: String, _ bytes: [UInt8]) async throws -> ContentHash {
    try await queue.run { [path] in
      let file = try PartFile(path: path + "/" + name)
      try file.append(bytes)
      return try file.finish().hash
    }
  }

  static func remove(_ file: String) throws(PublishingError) {
    guard unlink(file) == 0 || errno == ENOENT else { throw FileFault.writing(file) }
  }

  static func hash(ofFile path: String) -> ContentHash? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var hasher = ContentHasher()
    // A file that cannot be read to its end is not what it was: it is written again.
    while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
    return hasher.finalize()
  }

  private static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }
}

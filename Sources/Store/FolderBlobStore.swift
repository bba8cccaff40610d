internal import Dispatch
internal import Foundation

/// Blobs as files of one folder.
///
/// A blob is written under a temporary name beside its place, flushed to the disk and renamed: a name that
/// exists names whole bytes, whenever a process dies. File calls block: they run on a dispatch queue of their
/// own.
public final class FolderBlobStore: BlobStore {
  /// The folder, as given.
  public let path: String
  private let queue = DispatchQueue(label: "winnow.blobs", attributes: .concurrent)

  /// Opens a folder; makes it where there is none.
  /// - Throws: ``StoreError`` where the folder cannot be made.
  public init(path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StoreError(
        "the blob folder \(path) cannot be made (\(error.localizedDescription)); correct `blobs` in winnow.yaml"
      )
    }
  }

  /// Writes a blob; one that is there already is left alone.
  public func put(_ bytes: [UInt8], name: String) async throws {
    let target = try place(of: name)
    try await onQueue {
      if FileManager.default.fileExists(atPath: target) { return }
      try Self.makeFolder(of: target)
      let temporary = "\(target).\(UUID().uuidString).part"
      do {
        try Self.write(bytes, to: temporary)
        try Self.rename(temporary, to: target)
      } catch {
        unlink(temporary)
        throw error
      }
    }
  }

  /// Flushes a file of the same file system and moves it into place; drops it where the blob is there
  /// already.
  public func adopt(file: String, name: String) async throws {
    let target = try place(of: name)
    try await onQueue {
      if FileManager.default.fileExists(atPath: target) {
        unlink(file)
        return
      }
      try Self.makeFolder(of: target)
      let descriptor = open(file, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure("open", file) }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else { throw Self.failure("flush", file) }
      try Self.rename(file, to: target)
    }
  }

  /// The bytes of a blob; `nil` where there is none.
  public func get(_ name: String) async throws -> [UInt8]? {
    let target = try place(of: name)
    return try await onQueue {
      let descriptor = open(target, O_RDONLY | O_CLOEXEC)
      if descriptor < 0, errno == ENOENT { return nil }
      guard descriptor >= 0 else { throw Self.failure("open", target) }
      defer { close(descriptor) }
      return try Self.readAll(descriptor, target)
    }
  }

  /// Removes a blob; no error where there is none.
  public func remove(_ name: String) async throws {
    let target = try place(of: name)
    try await onQueue {
      guard unlink(target) == 0 || errno == ENOENT else { throw Self.failure("remove", target) }
    }
  }

  /// True where the blob exists.
  public func contains(_ name: String) async throws -> Bool {
    let target = try place(of: name)
    return try await onQueue { FileManager.default.fileExists(atPath: target) }
  }

  /// The file of a blob; `nil` where there is none.
  public func localPath(of name: String) async throws -> String? {
    let target = try place(of: name)
    return try await onQueue { FileManager.default.fileExists(atPath: target) ? target : nil }
  }

  /// A folder for files that are still being written, on the same file system as the blobs. What a killed
  /// process left there is removed: at once where its name tells so, else after a day.
  /// - Parameter isAbandoned: true for the name of a file that nobody writes any more.
  /// - Throws: ``StoreError`` where the folder cannot be made or read.
  public func incomingFolder(removing isAbandoned: (String) -> Bool = { _ in false }) throws -> String {
    let folder = path + "/incoming"
    try Self.makeFolder(of: folder + "/file")
    let files = FileManager.default
    do {
      for name in try files.contentsOfDirectory(atPath: folder) {
        let file = folder + "/" + name
        let written = try files.attributesOfItem(atPath: file)[.modificationDate] as? Date
        let isOld = written.map { $0.timeIntervalSinceNow < -86_400 } ?? false
        if isOld || isAbandoned(name) { try files.removeItem(atPath: file) }
      }
    } catch {
      throw StoreError(
        "the folder \(folder) cannot be read (\(error.localizedDescription)); check its permissions")
    }
    return folder
  }

  /// The file of a blob.
  ///
  /// A name is one or more parts of letters, digits, `.`, `-` and `_` with `/` between them, no part
  /// beginning with a dot: nothing outside the folder, and no temporary file, can be named.
  private func place(of name: String) throws -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let allowed = parts.allSatisfy { part in
      !part.isEmpty && part.first != "." && !part.hasSuffix(".part")
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
    guard allowed, name.utf8.count <= 512 else {
      throw StoreError(
        "'\(name.prefix(80))' is no name for a blob; use letters, digits, '.', '-', '_' and '/'")
    }
    return path + "/" + name
  }

  private func onQueue<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }

  private static func folder(of file: String) -> String {
    (file as NSString).deletingLastPathComponent
  }

  private static func makeFolder(of file: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder(of: file), withIntermediateDirectories: true)
    } catch {
      throw StoreError(
        "the folder \(folder(of: file)) cannot be made (\(error.localizedDescription)); check its permissions"
      )
    }
  }

  private static func write(_ bytes: [UInt8], to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("create", file) }
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Foundation.write(descriptor, part.baseAddress, part.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("write", file) }
        rest = rest.dropFirst(count)
      }
    }
    guard fsync(descriptor) == 0 else { throw failure("flush", file) }
  }

  /// Renames a file, and flushes the folder that holds the new name.
  private static func rename(_ file: String, to target: String) throws {
    guard Foundation.rename(file, target) == 0 else { throw failure("rename", file) }
    let descriptor = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", folder(of: target)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("flush", folder(of: target)) }
  }

  private static func readAll(_ descriptor: Int32, _ file: String) throws -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", file) }
    let size = Int(status.st_size)
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("read", file) }
        filled += count
      }
    }
  }

  private static func failure(_ action: String, _ file: String) -> StoreError {
    let code = errno
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "free some space and run again: nothing that was reported as done is lost"
      case EACCES, EPERM, EROFS: "give this user write permission"
      case EXDEV: "put the folder for temporary files on the same file system as `blobs`"
      default: "check the file system and run again"
      }
    return StoreError("could not \(action) \(file): \(String(cString: strerror(code))); \(remedy)")
  }
}

internal import Foundation
internal import Hashing
internal import Synchronization

/// A file that is being written beside its place: put there once it is whole and flushed.
final class PartFile: Sendable {
  private struct State {
    var descriptor: Int32
    var bytes: Int64 = 0
    var hasher = ContentHasher()
  }

  /// Where the file will be.
  let path: String
  private let temporary: String
  private let state: Mutex<State>

  /// - Throws: a line that names the file, where it cannot be made.
  init(path: String) throws(PublishingError) {
    self.path = path
    temporary = path + ".part"
    try FileFault.makeFolder((path as NSString).deletingLastPathComponent)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFault.writing(temporary) }
    state = Mutex(State(descriptor: descriptor))
  }

  deinit {
    state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
  }

  /// Bytes written so far.
  var count: Int { state.withLock { Int($0.bytes) } }

  func append(_ bytes: [UInt8]) throws(PublishingError) {
    try state.withLock { (state) throws(PublishingError) in
      state.hasher.update(bytes)
      state.bytes += Int64(bytes.count)
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          write(state.descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileFault.writing(temporary) }
        written += count
      }
    }
  }

  /// Flushes the file and puts it in place.
  /// - Returns: its size and hash.
  func finish() throws(PublishingError) -> (bytes: Int64, hash: ContentHash) {
    try state.withLock { (state) throws(PublishingError) in
      guard fsync(state.descriptor) == 0, close(state.descriptor) == 0 else {
        throw FileFault.writing(temporary)
      }
      state.descriptor = -1
      guard rename(temporary, path) == 0 else { throw FileFault.writing(path) }
      try FileFault.flushFolder((path as NSString).deletingLastPathComponent)
      return (state.bytes, state.hasher.finalize())
    }
  }

  /// Gives the file up.
  func abandon() {
    state.withLock { state in
      if state.descriptor >= 0 { close(state.descriptor) }
      state.descriptor = -1
    }
    unlink(temporary)
  }
}

/// What the system said of a file, in one line with the remedy.
enum FileFault {
  /// The failure of the call just made, by `errno`.
  static func writing(_ path: String) -> PublishingError { writing(path, String(cString: strerror(errno))) }

  static func writing(_ path: String, _ cause: String) -> PublishingError {
    PublishingError("\(path) cannot be written: \(cause); free space there or dump into another folder.")
  }

  static func makeFolder(_ path: String) throws(PublishingError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw writing(path, cause(of: error))
    }
  }

  /// Makes sure that a rename in a folder outlives a power failure.
  static func flushFolder(_ path: String) throws(PublishingError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw writing(path) }
    defer { close(descriptor) }
    // Some file systems do not know how to flush a folder, which is no failure of the dump.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw writing(path) }
  }

  /// What the system said, where Foundation tells.
  static func cause(of error: any Error) -> String {
    let error = error as NSError
    let underlying = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
    guard underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(underlying.code)))
  }
}

internal import Dispatch
internal import Glibc

/// Flushes files to the disk on a queue of its own, because that blocks.
enum FileFlush {
  private static let queue = DispatchQueue(label: "winnow.file-flush", attributes: .concurrent)

  /// Flushes a file.
  /// - Returns: `nil`, or why it could not be flushed.
  static func flush(_ path: String) async -> String? {
    await withCheckedContinuation { continuation in
      queue.async {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        let isFlushed = descriptor >= 0 && fsync(descriptor) == 0
        let reason = isFlushed ? nil : "\(path) cannot be flushed: \(String(cString: strerror(errno)))"
        if descriptor >= 0 { close(descriptor) }
        continuation.resume(returning: reason)
      }
    }
  }
}

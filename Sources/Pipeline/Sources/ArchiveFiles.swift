internal import Archives
internal import Foundation
internal import Synchronization

/// The record files in an archive, in its own order; hidden ones are left out.
final class ArchiveFiles: RecordFiles {
  private struct State {
    var after: String?
    var passedOver = 0
  }

  private let archive: ArchiveReader
  private let state: Mutex<State>

  /// - Parameters:
  ///   - path: the path of the archive.
  ///   - after: begins behind the file of this path.
  init(path: String, after: String? = nil) throws(ArchiveError) {
    archive = try ArchiveReader(path: path, limits: ArchiveLimits(entryBytes: RecordFile.largest))
    state = Mutex(State(after: after))
  }

  var passedOver: Int { state.withLock { $0.passedOver } }

  func next() throws -> RecordFile? {
    try state.withLock { state in
      while let entry = try archive.next() {
        if let after = state.after {
          if entry.path == after { state.after = nil }
          continue
        }
        let parts = entry.path.split(separator: "/")
        if parts.contains(where: { $0.hasPrefix(".") }) { continue }
        guard let name = parts.last, RecordFile.isRecord(name) else {
          state.passedOver += 1
          continue
        }
        return RecordFile(
          path: entry.path, modified: entry.modified ?? 0, content: .success(try archive.contents()))
      }
      return nil
    }
  }

  /// Tells one state of a file from another: its size and when it was changed.
  static func fingerprint(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}

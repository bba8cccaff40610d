internal import COnnxRuntime
internal import Foundation

/// The opened ONNX Runtime: one a process is enough, shared by all sessions.
public final class InferenceRuntime: Sendable {
  /// Justified: set once in `init`, and ONNX Runtime allows its environment to be used from several threads.
  nonisolated(unsafe) let handle: OpaquePointer
  /// The runtime's own version, such as `1.32.0`.
  public let version: String
  /// The file it was loaded from.
  public let library: String

  /// Opens the first library that the search finds.
  ///
  /// - Throws: ``InferenceError/runtimeUnusable(library:reason:)`` where a file is there but cannot be used,
  ///   ``InferenceError/runtimeMissing(tried:)`` where there is none.
  public init(search: RuntimeSearch) throws(InferenceError) {
    var tried: [String] = []
    for candidate in search.candidates {
      let isPath = candidate.contains("/")
      tried.append(isPath ? candidate : candidate + " on the system's library path")
      if isPath, !FileManager.default.fileExists(atPath: candidate) { continue }
      var problem = winnow_onnx_problem()
      if let handle = winnow_onnx_open(candidate, &problem) {
        self.handle = handle
        version = winnow_onnx_version(handle).map { String(cString: $0) } ?? "unknown"
        library = winnow_onnx_library_path(handle).map { String(cString: $0) } ?? candidate
        return
      }
      // A bare name that the loader does not find is not an error yet; a file that is no runtime is.
      if isPath { throw .runtimeUnusable(library: candidate, reason: problem.line) }
    }
    if let folder = search.folder, search.library == nil { tried.insert(folder, at: 0) }
    throw .runtimeMissing(tried: tried)
  }

  deinit { winnow_onnx_close(handle) }
}

extension winnow_onnx_problem {
  /// The message as one line.
  var line: String {
    withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

internal import Foundation

/// Where the shared library of ONNX Runtime is looked for: an explicit path, then the folder that
/// `winnow models install` fills, then the system's library path.
public struct RuntimeSearch: Sendable, Equatable {
  /// A library file; where it is given, nothing else is tried.
  public var library: String?
  /// A folder that holds `libonnxruntime.so.1` or `libonnxruntime.so.<version>`.
  public var folder: String?

  /// A search; without arguments only the system's library path is tried.
  public init(library: String? = nil, folder: String? = nil) {
    self.library = library
    self.folder = folder
  }

  /// The paths and names to hand to the loader, in order.
  public var candidates: [String] {
    if let library { return [library] }
    return folderCandidates + ["libonnxruntime.so.1", "libonnxruntime.so"]
  }

  /// The libraries in the folder, the highest version first.
  private var folderCandidates: [String] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return []
    }
    let plain = "libonnxruntime.so"
    return
      names
      .filter { $0 == plain || $0.hasPrefix(plain + ".") }
      .sorted { $0.compare($1, options: .numeric) == .orderedDescending }
      .map { folder + "/" + $0 }
  }
}

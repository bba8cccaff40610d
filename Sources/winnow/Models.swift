import Foundation
import Inference
import WinnowConfiguration

/// The installed models and the runtime they run on.
struct Models {
  let installation: Installation

  /// The packs that the set-up installed.
  var catalogue: ModelCatalogue { ModelCatalogue(folder: installation.setup + "/models") }

  /// ONNX Runtime: the library that WINNOW_ONNXRUNTIME names, the one that the set-up brought, or the system's.
  func runtime() throws(InferenceError) -> InferenceRuntime {
    try InferenceRuntime(
      search: RuntimeSearch(
        library: ProcessInfo.processInfo.environment["WINNOW_ONNXRUNTIME"],
        folder: installation.setup + "/runtime"))
  }

  /// All installed models, loaded.
  /// - Throws: a failure that says how to install them where there are none.
  func analyst(threads: Int) throws -> ImageAnalyst {
    let catalogue = catalogue
    if let problem = catalogue.problems.first { throw CommandFailure(message: "\(problem)") }
    guard !catalogue.packs.isEmpty else {
      throw CommandFailure(
        message: "no model is installed in \(catalogue.folder): run `winnow models install` (or `make setup`)"
      )
    }
    do {
      return try ImageAnalyst(packs: catalogue.packs, runtime: try runtime(), threads: threads)
    } catch { throw CommandFailure(message: "\(error)") }
  }
}

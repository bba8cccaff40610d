/// Why a model or the inference runtime cannot be used: one line that names the thing and the remedy.
public enum InferenceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No library was found; the places that were tried, in order.
  case runtimeMissing(tried: [String])
  /// A file is there, but it is not a usable ONNX Runtime.
  case runtimeUnusable(library: String, reason: String)
  /// A card cannot be read: no YAML, an unknown or missing key, a value out of range.
  case cardInvalid(card: String, line: Int?, reason: String)
  /// A file that the card names is not there or cannot be read.
  case fileMissing(model: String, file: String)
  /// A file differs from what the card vouches for.
  case hashDiffers(model: String, file: String, expected: String, found: String)
  /// The labels do not fit the model.
  case labelsInvalid(model: String, file: String, reason: String)
  /// No installed pack has this id; the ids that are there.
  case unknownModel(id: String, installed: [String])
  /// The runtime refuses the model, or its tensors are not those of the card.
  case modelUnusable(model: String, reason: String)
  /// A run failed.
  case runFailed(model: String, reason: String)
  /// The pixels handed in are not an image.
  case pixelsInvalid(reason: String)

  /// The error as one line.
  public var description: String {
    switch self {
    case .runtimeMissing(let tried):
      "ONNX Runtime was not found (tried \(tried.joined(separator: ", "))): run `winnow models install`"
    case .runtimeUnusable(let library, let reason):
      "\(library) is not a usable ONNX Runtime (\(reason)): "
        + "run `winnow models install`, or name another library"
    case .cardInvalid(let card, let line, let reason):
      "model card \(card)\(line.map { ":\($0)" } ?? ""): \(reason)"
    case .fileMissing(let model, let file):
      "model \(model): \(file) cannot be read: run `winnow models install`"
    case .hashDiffers(let model, let file, let expected, let found):
      "model \(model): \(file) has SHA-256 \(found), its card vouches for \(expected): "
        + "run `winnow models install`, or write the new hash into the card after checking the file"
    case .labelsInvalid(let model, let file, let reason):
      "model \(model): labels in \(file): \(reason)"
    case .unknownModel(let id, let installed):
      "no model `\(id)` is installed "
        + "(installed: \(installed.isEmpty ? "none" : installed.joined(separator: ", "))): "
        + "run `winnow models install`"
    case .modelUnusable(let model, let reason):
      "model \(model) cannot be loaded (\(reason)): check it with `winnow models check`"
    case .runFailed(let model, let reason):
      "model \(model) failed on this image: \(reason)"
    case .pixelsInvalid(let reason):
      "not an image: \(reason)"
    }
  }
}

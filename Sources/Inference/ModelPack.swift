internal import Foundation
internal import Hashing

/// A folder with a card, `card.yaml`, and the files that it names.
public struct ModelPack: Sendable, Equatable {
  /// The name of the card within a pack's folder.
  public static let cardFile = "card.yaml"

  /// The pack's folder.
  public let folder: String
  /// What the pack says of itself.
  public let card: ModelCard

  /// Reads the card of a pack; the other files are not touched yet.
  public init(folder: String) throws(InferenceError) {
    let path = folder + "/" + Self.cardFile
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .cardInvalid(
        card: path, line: nil, reason: "the file cannot be read: run `winnow models install`")
    }
    self.folder = folder
    card = try ModelCard(yaml: String(decoding: bytes, as: UTF8.self), name: path)
  }

  /// Which model it is, as results are keyed.
  public var identity: ModelIdentity {
    ModelIdentity(
      model: card.id, weightsHash: card.model.sha256, preprocessing: card.preprocessing.key,
      task: card.task.rawValue)
  }

  /// The bytes of a file of the pack, which are those that the card vouches for.
  ///
  /// What is hashed is what is used: the file is read once.
  func verifiedBytes(_ file: ModelCard.File) throws(InferenceError) -> Data {
    let path = folder + "/" + file.path
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .fileMissing(model: card.id, file: path)
    }
    let found = ContentHash(of: bytes)
    guard found == file.sha256 else {
      throw .hashDiffers(
        model: card.id, file: path, expected: file.sha256.hexadecimal, found: found.hexadecimal)
    }
    return bytes
  }

  /// Verifies the files and loads the model.
  func load(runtime: InferenceRuntime) throws(InferenceError) -> LoadedModel {
    let session = try InferenceSession(
      model: Array(try verifiedBytes(card.model)), name: card.id, runtime: runtime)
    var labels: LabelList?
    if let description = card.labels, let scores = card.outputs.first(where: { $0.kind != .embedding }) {
      labels = try LabelList(
        text: String(decoding: try verifiedBytes(description.file), as: UTF8.self), count: scores.size,
        model: card.id, file: folder + "/" + description.file.path)
    }
    return try LoadedModel(pack: self, session: session, labels: labels)
  }

  /// Whether the pack can be used: hashes, licence, labels, and a runtime that loads it.
  ///
  /// - Throws: The first problem found.
  public func check(runtime: InferenceRuntime) throws(InferenceError) {
    _ = try load(runtime: runtime)
  }
}

import EDM
import Foundation
import Hashing
import Imaging
import Inference

/// What `winnow look` tells of a file.
struct FileLook: Sendable, Encodable {
  /// A label of a model with its concept.
  struct Tag: Sendable, Encodable {
    var label: String
    /// The concept's IRI; empty where the label has none.
    var uri: String
    var p: Double
  }

  var file: String
  /// Why there is nothing more, where the file could not be looked at.
  var error: String?
  var sha256: String?
  var image: LookedImage?
  var tags: [Tag]?

  enum CodingKeys: String, CodingKey {
    case file, error, sha256, mime, width, height, phash, quality, flags, tags
    case colourSpace = "colour_space"
    case dominantColours = "dominant_colours"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encodeIfPresent(error, forKey: .error)
    try container.encodeIfPresent(sha256, forKey: .sha256)
    try container.encodeIfPresent(tags, forKey: .tags)
    guard let image else { return }
    try container.encode(image.mime, forKey: .mime)
    try container.encode(image.width, forKey: .width)
    try container.encode(image.height, forKey: .height)
    try container.encode(image.perceptualHash, forKey: .phash)
    try container.encode(image.signals, forKey: .quality)
    try container.encode(image.flags, forKey: .flags)
    try container.encode(image.colourSpace, forKey: .colourSpace)
    try container.encode(image.dominantColours, forKey: .dominantColours)
  }

  /// The same for people.
  var lines: [String] {
    guard let image else { return ["\(file): \(error ?? "not looked at")"] }
    var lines = ["\(file): \(image.mime), \(image.width) x \(image.height) px, \(image.colourSpace)"]
    if !image.flags.isEmpty { lines.append("  flags    \(image.flags.joined(separator: ", "))") }
    if let tags, !tags.isEmpty {
      let texts = tags.map { "\($0.label) \(String(format: "%.2f", $0.p))" }
      lines.append("  tags     \(texts.joined(separator: ", "))")
    }
    let signals = image.signals.sorted { $0.key < $1.key }.map {
      "\($0.key) \(String(format: "%.3g", $0.value))"
    }
    lines.append("  signals  \(signals.joined(separator: ", "))")
    return lines
  }
}

/// Looks at single files.
struct FileLooker: Sendable {
  let decoder: DecoderPool
  let analyst: ImageAnalyst?
  let vocabulary: Vocabulary
  let policy: TagPolicy
  let tagLimit: Int

  /// Never throws: what went wrong is told in the result.
  func look(at path: String) async -> FileLook {
    do {
      let look = try await decoder.look(
        file: path, options: LookOptions(thumbnailWidths: [], pixelLongSide: analyst == nil ? nil : 512))
      var result = FileLook(file: path, image: look.image)
      result.sha256 = try await OffPool.run { try Self.hash(ofFile: path) }.hexadecimal
      if let analyst, let pixels = look.pixels {
        let outputs = try await analyst.analyse(
          pixels: pixels.rgb, width: pixels.width, height: pixels.height)
        let said = outputs.flatMap { output in
          output.labels.filter { label in
            // What may not be said of an image is not said here either: the list of persons holds for every model.
            if case .excluded = policy.judge(
              task: output.task, classID: label.id, label: label.label, score: label.score)
            {
              return false
            }
            return true
          }
        }
        result.tags = said.prefix(tagLimit).map { label in
          FileLook.Tag(
            label: label.label, uri: vocabulary.concept(forClass: label.id)?.iri ?? "",
            p: (label.score * 10_000).rounded() / 10_000)
        }
      }
      return result
    } catch {
      return FileLook(file: path, error: String(describing: error))
    }
  }

  private static func hash(ofFile path: String) throws -> ContentHash {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var hasher = ContentHasher()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
    return hasher.finalize()
  }
}

/// Runs blocking work on a thread that is not of the cooperative pool.
enum OffPool {
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
  }
}

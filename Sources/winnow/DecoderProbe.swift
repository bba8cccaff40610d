import Foundation
import Imaging

/// Tries the decoder on a small image made for the purpose.
enum DecoderProbe {
  /// A grey PNG of one pixel, as its 67 bytes.
  private static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="

  static func run(_ decoder: DecoderPool) async throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "winnow-\(UUID().uuidString).png")
    defer { try? FileManager.default.removeItem(at: file) }
    try (Data(base64Encoded: pixel) ?? Data()).write(to: file)
    let look = try await decoder.look(file: file.path, options: .measurements)
    return
      "runs in a process of its own, read a \(look.image.mime) of \(look.image.width) x \(look.image.height) px"
  }
}

/// Why an image gave no pixels. Each is a state of that one image, never of the run.
public enum DecodeError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
  /// The bytes are something else: `found` names it, as `an HTML page`.
  case notAnImage(found: String)
  /// An image, or a document, of a format that is not decoded.
  case unsupported(format: String)
  /// More pixels than the limit, by the header: nothing was decoded.
  case tooManyPixels(width: Int, height: Int, limit: Int)
  /// More bytes than the limit, or more memory while decoding.
  case tooManyBytes(bytes: Int, limit: Int, purpose: String)
  /// The data ends before the first pixel.
  case truncated(reason: String)
  /// The data contradicts its format.
  case corrupt(reason: String)
  /// The decoder process died of this image: killed by `signal`, or it left with `status`.
  case crashed(signal: Int, status: Int)
  /// The decoder process was stopped after so many seconds.
  case timedOut(seconds: Double)
  /// The file could not be read.
  case unreadable(file: String, reason: String)
  /// No decoder process can be had: nothing to do with the image.
  case decoderUnavailable(reason: String)

  /// One line: what is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .notAnImage(let found):
      "not an image but \(found): check what the address serves"
    case .unsupported(let format):
      "\(format) is not decoded: provide JPEG, PNG, TIFF, WebP, GIF, JPEG 2000 or HEIF"
    case .tooManyPixels(let width, let height, let limit):
      "\(width) x \(height) pixels exceed the limit of \(limit): raise the pixel limit or fetch a smaller size"
    case .tooManyBytes(let bytes, let limit, let purpose):
      "\(bytes) bytes \(purpose) exceed the limit of \(limit): raise the byte limit or fetch a smaller size"
    case .truncated(let reason):
      "the image ends before its first pixel (\(reason)): fetch it again"
    case .corrupt(let reason):
      "the image is damaged (\(reason)): fetch it again or tell the provider"
    case .crashed(let signal, let status):
      signal == 0
        ? "the decoder left with status \(status) on this image: keep the file and report it"
        : "the decoder died of signal \(signal) on this image: keep the file and report it"
    case .timedOut(let seconds):
      "decoding took longer than \(seconds) s and was stopped: raise the time limit or fetch a smaller size"
    case .unreadable(let file, let reason):
      "\(file) cannot be read (\(reason)): check that it exists and its permissions"
    case .decoderUnavailable(let reason):
      "no decoder process: \(reason)"
    }
  }
}

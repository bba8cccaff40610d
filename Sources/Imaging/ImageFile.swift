internal import Foundation

/// A file's bytes and size, read with a limit.
enum ImageFile {
  /// The first bytes, enough to tell the format, and the size of the file.
  static func start(of file: String, limits: DecodeLimits) throws(DecodeError) -> (bytes: [UInt8], size: Int)
  {
    try reading(file) { (descriptor, size) throws(DecodeError) in
      guard size <= limits.maximumFileBytes else {
        throw .tooManyBytes(bytes: size, limit: limits.maximumFileBytes, purpose: "of file")
      }
      let wanted = min(size, ImageFormat.signatureBytes)
      return (try read(wanted, from: descriptor, file: file), size)
    }
  }

  /// All bytes.
  static func contents(of file: String, limits: DecodeLimits) throws(DecodeError) -> [UInt8] {
    try reading(file) { (descriptor, size) throws(DecodeError) in
      guard size <= limits.maximumFileBytes else {
        throw .tooManyBytes(bytes: size, limit: limits.maximumFileBytes, purpose: "of file")
      }
      return try read(size, from: descriptor, file: file)
    }
  }

  private static func reading<Result>(
    _ file: String, _ body: (_ descriptor: Int32, _ size: Int) throws(DecodeError) -> Result
  ) throws(DecodeError) -> Result {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(file: file, reason: systemErrorText()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(file: file, reason: systemErrorText()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: file, reason: "not a regular file")
    }
    return try body(descriptor, Int(status.st_size))
  }

  private static func read(_ count: Int, from descriptor: Int32, file: String) throws(DecodeError) -> [UInt8]
  {
    var failure: DecodeError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got > 0 {
          filled += got
        } else if got < 0, errno == EINTR {
          continue
        } else {
          if got < 0 { failure = .unreadable(file: file, reason: systemErrorText()) }
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// The text of the last failed system call.
func systemErrorText() -> String { String(cString: strerror(errno)) }

internal import CZstd

/// Compression by Zstandard (RFC 8878), whole buffers at a time.
public enum Zstandard {
  /// The levels that the library knows; 3 is its default and the best trade for XML.
  public static let levels = 1...19

  /// The bytes as one Zstandard frame that states its content size.
  /// - Parameters:
  ///   - bytes: what to compress; may be empty.
  ///   - level: 1 (fast) to 19 (small); values outside are clamped.
  /// - Throws: ``CompressionError`` when the library is out of memory.
  public static func compress(_ bytes: [UInt8], level: Int = 3) throws(CompressionError) -> [UInt8] {
    try bytes.span.withUnsafeBytes { (source) throws(CompressionError) in
      try compress(source, level: level)
    }
  }

  /// The bytes as one Zstandard frame that states its content size.
  /// - Parameters:
  ///   - source: what to compress; may be empty.
  ///   - level: 1 (fast) to 19 (small); values outside are clamped.
  /// - Throws: ``CompressionError`` when the library is out of memory.
  public static func compress(
    _ source: UnsafeRawBufferPointer, level: Int = 3
  ) throws(CompressionError) -> [UInt8] {
    let level = Int32(min(max(level, levels.lowerBound), levels.upperBound))
    var failure: String?
    let capacity = ZSTD_compressBound(source.count)
    let context = try ContextPool.compression.take()
    defer { ContextPool.compression.giveBack(context) }
    let result = [UInt8](unsafeUninitializedCapacity: capacity) { target, written in
      let size = ZSTD_compressCCtx(
        context.pointer, target.baseAddress, capacity, source.baseAddress, source.count, level)
      if ZSTD_isError(size) != 0 {
        failure = String(cString: ZSTD_getErrorName(size))
      } else {
        written = size
      }
    }
    if let failure { throw .refused(failure) }
    return result
  }

  /// The content of one Zstandard frame.
  /// - Parameters:
  ///   - frame: a frame that states its content size, as ``compress(_:level:)`` writes it.
  ///   - limit: the most bytes that the content may have, checked before anything is allocated.
  /// - Throws: ``CompressionError`` for bytes that are no such frame, a damaged frame, or content beyond the
  ///   limit.
  public static func decompress(_ frame: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
    try frame.span.withUnsafeBytes { (source) throws(CompressionError) in
      try decompress(source, limit: limit)
    }
  }

  /// The content of one Zstandard frame.
  /// - Parameters:
  ///   - frame: a frame that states its content size, as ``compress(_:level:)`` writes it.
  ///   - limit: the most bytes that the content may have, checked before anything is allocated.
  /// - Throws: ``CompressionError`` for bytes that are no such frame, a damaged frame, or content beyond the
  ///   limit.
  public static func decompress(
    _ frame: UnsafeRawBufferPointer, limit: Int
  ) throws(CompressionError) -> [UInt8] {
    let stated = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
    // The library's two error values are the highest of the type: unknown size, and no frame at all.
    guard stated < UInt64.max - 1 else { throw .notAFrame(count: frame.count) }
    guard stated <= UInt64(max(limit, 0)) else { throw .tooLarge(stated: stated, limit: limit) }
    let capacity = Int(stated)
    var failure: String?
    let context = try ContextPool.decompression.take()
    defer { ContextPool.decompression.giveBack(context) }
    let result = [UInt8](unsafeUninitializedCapacity: capacity) { target, written in
      let size = ZSTD_decompressDCtx(
        context.pointer, target.baseAddress, capacity, frame.baseAddress, frame.count)
      if ZSTD_isError(size) != 0 {
        failure = String(cString: ZSTD_getErrorName(size))
      } else {
        written = size
      }
    }
    if let failure { throw .damaged(failure) }
    guard result.count == capacity else { throw .damaged("content shorter than stated") }
    return result
  }
}

/// Why bytes could not be compressed or restored.
public enum CompressionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The library would not compress, with its own word for it.
  case refused(String)
  /// The bytes are no Zstandard frame with a stated content size.
  case notAFrame(count: Int)
  /// The content is larger than the caller allows.
  case tooLarge(stated: UInt64, limit: Int)
  /// The frame is damaged, with the library's own word for it.
  case damaged(String)

  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .refused(let reason):
      "could not compress: \(reason); free some memory and try again"
    case .notAFrame(let count):
      "\(count) bytes are no zstd frame with a stated size; restore the file they come from out of a backup"
    case .tooLarge(let stated, let limit):
      "zstd content of \(stated) bytes exceeds the limit of \(limit); raise the limit if the source is trusted"
    case .damaged(let reason):
      "zstd frame is damaged: \(reason); restore the file it comes from out of a backup"
    }
  }
}

internal import CZlib

/// Compression by Deflate (RFC 1951), piece by piece, in one of the two wrappings that HTTP knows.
///
/// Not for use from several tasks at once.
public final class DeflateStream {
  /// What stands around the compressed data.
  public enum Wrapping: Sendable {
    /// The gzip format (RFC 1952): the content coding `gzip`.
    case gzip
    /// The zlib format (RFC 1950): the content coding that HTTP calls `deflate`.
    case zlib
  }

  /// The levels that the library knows: 1 is fast, 9 small.
  public static let levels = 1...9

  // zlib's own state points back at the stream, which therefore must never move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A stream that took nothing yet.
  /// - Parameter level: 1 (fast) to 9 (small); values outside are clamped.
  /// - Throws: ``CompressionError`` when the library is out of memory.
  public init(_ wrapping: Wrapping, level: Int) throws(CompressionError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let level = Int32(min(max(level, Self.levels.lowerBound), Self.levels.upperBound))
    let windowBits: Int32 =
      switch wrapping {
      case .gzip: 15 + 16
      case .zlib: 15
      }
    guard winnow_deflate_start(stream, level, windowBits) == Z_OK else {
      stream.deallocate()
      throw .refused("out of memory")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Takes more bytes.
  /// - Returns: what is ready of the compressed data; often nothing.
  /// - Throws: ``CompressionError`` where the stream was finished.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) -> [UInt8] {
    try run(bytes, flush: Z_NO_FLUSH)
  }

  /// Ends the stream; nothing can be appended after it.
  /// - Returns: the rest of the compressed data.
  /// - Throws: ``CompressionError`` where the stream was finished before.
  public func finish() throws(CompressionError) -> [UInt8] {
    try run(UnsafeRawBufferPointer(start: nil, count: 0), flush: Z_FINISH)
  }

  private func run(_ bytes: UnsafeRawBufferPointer, flush: Int32) throws(CompressionError) -> [UInt8] {
    // zlib only reads what it is given.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: Bytef.self))
    stream.pointee.avail_in = UInt32(bytes.count)
    var output: [UInt8] = []
    var status = Z_OK
    repeat {
      let room = max(4096, bytes.count / 4)
      let piece = [UInt8](unsafeUninitializedCapacity: room) { target, written in
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(room)
        status = deflate(stream, flush)
        written = room - Int(stream.pointee.avail_out)
      }
      output += piece
    } while status == Z_OK && stream.pointee.avail_out == 0
    // Z_BUF_ERROR only says that there was nothing left to do.
    guard status == Z_OK || status == Z_BUF_ERROR || (status == Z_STREAM_END && flush == Z_FINISH) else {
      throw .refused("zlib returned \(status)")
    }
    return output
  }
}

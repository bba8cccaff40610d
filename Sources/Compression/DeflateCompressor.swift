internal import CLibDeflate
internal import Synchronization

/// Compression by DEFLATE (RFC 1951), whole buffers at a time: what zip archives and gzip files hold.
///
/// The same bytes at the same level give the same output with the same version of the library.
public final class DeflateCompressor: Sendable {
  /// The levels that the library knows; 6 is its default.
  public static let levels = 1...12

  /// Sendable, because the pointer is used under the lock alone.
  private struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let context: Mutex<Context>

  /// A compressor with working memory of its own, for one thread at a time: others wait.
  /// - Parameter level: 1 (fast) to 12 (small); values outside are clamped.
  /// - Throws: ``CompressionError`` when there is no memory.
  public init(level: Int = 6) throws(CompressionError) {
    let level = Int32(min(max(level, Self.levels.lowerBound), Self.levels.upperBound))
    guard let pointer = libdeflate_alloc_compressor(level) else { throw .refused("out of memory") }
    context = Mutex(Context(pointer: pointer))
  }

  deinit { context.withLock { libdeflate_free_compressor($0.pointer) } }

  /// The bytes as a raw DEFLATE stream, as an entry of a zip archive holds it.
  public func deflate(_ bytes: [UInt8]) -> [UInt8] {
    compress(bytes, bound: libdeflate_deflate_compress_bound, with: libdeflate_deflate_compress)
  }

  /// The bytes as one gzip member (RFC 1952) without name and time. Members one after another are a gzip file too:
  /// readers give their contents joined.
  public func gzip(_ bytes: [UInt8]) -> [UInt8] {
    compress(bytes, bound: libdeflate_gzip_compress_bound, with: libdeflate_gzip_compress)
  }

  /// The CRC-32 of some bytes, as zip and gzip use it.
  public static func crc32(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }

  private func compress(
    _ bytes: [UInt8], bound: (OpaquePointer?, Int) -> Int,
    with call: (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int
  ) -> [UInt8] {
    context.withLock { context in
      let capacity = bound(context.pointer, bytes.count)
      return [UInt8](unsafeUninitializedCapacity: capacity) { target, written in
        // With room for the bound the library always succeeds.
        written = bytes.withUnsafeBytes {
          call(context.pointer, $0.baseAddress, $0.count, target.baseAddress, capacity)
        }
      }
    }
  }
}

/// What a pool and its decoder processes say to each other.
///
/// A socket carries frames: four bytes of length, little-endian, then JSON. The pool sends its settings, and
/// the decoder answers with an empty response when it is ready; then requests and responses alternate. Pixels
/// and thumbnails do not pass the socket: the decoder leaves them in memory that both have mapped, and the
/// response says where.
enum DecoderProtocol {
  /// The descriptors that a decoder process finds open, beside the standard three.
  static let socketDescriptor: Int32 = 3
  static let memoryDescriptor: Int32 = 4

  /// Bytes of shared memory: room for 1024 x 1024 pixels and several thumbnails. Only pages that are used
  /// take memory.
  static let sharedBytes = 16 << 20

  /// Longer frames are refused: no honest message comes near.
  static let maximumFrameBytes = 1 << 20

  struct Settings: Codable {
    var limits: DecodeLimits
  }

  struct Request: Codable {
    var file: String
    var options: LookOptions
  }

  /// A thumbnail or pixels in the shared memory.
  struct Area: Codable {
    var width: Int
    var height: Int
    var offset: Int
    var count: Int

    /// The bytes, if the area lies in the memory.
    func bytes(in memory: UnsafeRawBufferPointer) -> [UInt8]? {
      guard offset >= 0, count >= 0, count <= memory.count, offset <= memory.count - count else { return nil }
      return Array(memory[offset..<(offset + count)])
    }
  }

  struct Response: Codable {
    var image: LookedImage?
    var thumbnails: [Area] = []
    var pixels: Area?
    var error: DecodeError?
  }
}

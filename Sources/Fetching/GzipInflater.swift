internal import CZlib

/// Undoes gzip (RFC 1952) that a server sent without saying so.
enum GzipInflater {
  /// What inflating gave.
  enum Result: Equatable {
    case whole([UInt8])
    /// The data ended early or is damaged; what came before is kept.
    case broken([UInt8])
    case tooLarge
  }

  /// Whether bytes begin as a gzip member does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b, 0x08]) }

  /// Inflates all members.
  /// - Parameter maximumBytes: the most that may come out.
  static func inflate(_ bytes: [UInt8], maximumBytes: Int64) -> Result {
    var stream = z_stream()
    guard winnow_inflate_start(&stream) == Z_OK else { return .broken([]) }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 4)
    var chunk = [UInt8](repeating: 0, count: 128 << 10)
    var input = bytes
    return input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(clamping: source.count)
      while true {
        let (status, written) = chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return (status, target.count - Int(stream.avail_out))
        }
        output.append(contentsOf: chunk[..<written])
        if Int64(output.count) > maximumBytes { return .tooLarge }
        switch status {
        case Z_STREAM_END:
          guard stream.avail_in > 0 else { return .whole(output) }
          // Another member, or padding that some servers append and gzip(1) ignores.
          guard stream.next_in?.pointee == 0x1f, inflateReset(&stream) == Z_OK else { return .whole(output) }
        case Z_OK where stream.avail_in > 0 || written > 0: continue
        default: return .broken(output)
        }
      }
    }
  }
}

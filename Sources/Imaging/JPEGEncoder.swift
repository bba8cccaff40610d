internal import CLibJPEG
internal import Foundation

/// Encoding to JPEG.
enum JPEGEncoder {
  /// A baseline JPEG file of the pixels.
  ///
  /// - Parameter quality: 1 to 100 on the scale of the Independent JPEG Group.
  static func encode(_ raster: Raster, quality: Int) throws(DecodeError) -> [UInt8] {
    var message = MessageBuffer(capacity: Int(WINNOW_JPEG_MESSAGE_BYTES))
    var encoded: UnsafeMutablePointer<UInt8>?
    var count = 0
    let status = message.withPointer {
      winnow_jpeg_encode(
        raster.bytes, UInt32(raster.width), UInt32(raster.height), raster.stride, Int32(quality), &encoded,
        &count,
        $0)
    }
    guard status == 0, let encoded else { throw .corrupt(reason: "no thumbnail: \(message.text)") }
    defer { free(encoded) }
    return Array(UnsafeBufferPointer(start: encoded, count: count))
  }
}

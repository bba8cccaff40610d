/// Pixels while they are worked on: red, green, blue and an unused byte each, row by row without gaps.
///
/// Four bytes a pixel, because the fourth keeps every pixel aligned for vector code.
final class Raster {
  let width: Int
  let height: Int
  let bytes: UnsafeMutablePointer<UInt8>

  /// Memory is not cleared: whoever makes a raster fills it.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bytes = .allocate(capacity: max(1, width * height * 4))
  }

  deinit { bytes.deallocate() }

  var stride: Int { width * 4 }
  var byteCount: Int { width * height * 4 }

  func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { bytes + y * stride }

  /// A copy of packed RGB pixels.
  convenience init(rgb: UnsafePointer<UInt8>, width: Int, height: Int) {
    self.init(width: width, height: height)
    for pixel in 0..<(width * height) {
      bytes[4 * pixel] = rgb[3 * pixel]
      bytes[4 * pixel + 1] = rgb[3 * pixel + 1]
      bytes[4 * pixel + 2] = rgb[3 * pixel + 2]
      bytes[4 * pixel + 3] = 255
    }
  }

  convenience init(_ image: PixelImage) {
    self.init(width: image.width, height: image.height)
    for pixel in 0..<(width * height) {
      bytes[4 * pixel] = image.rgb[3 * pixel]
      bytes[4 * pixel + 1] = image.rgb[3 * pixel + 1]
      bytes[4 * pixel + 2] = image.rgb[3 * pixel + 2]
      bytes[4 * pixel + 3] = 255
    }
  }

  /// The pixels packed to three bytes each.
  func packed() -> [UInt8] {
    let count = width * height
    return [UInt8](unsafeUninitializedCapacity: 3 * count) { target, initialised in
      for pixel in 0..<count {
        target[3 * pixel] = bytes[4 * pixel]
        target[3 * pixel + 1] = bytes[4 * pixel + 1]
        target[3 * pixel + 2] = bytes[4 * pixel + 2]
      }
      initialised = 3 * count
    }
  }

  /// Luma by Rec. 601, rounded: 0.299 R + 0.587 G + 0.114 B.
  func luma() -> Plane {
    let plane = Plane(width: width, height: height)
    for pixel in 0..<(width * height) {
      let red = UInt32(bytes[4 * pixel])
      let green = UInt32(bytes[4 * pixel + 1])
      let blue = UInt32(bytes[4 * pixel + 2])
      plane.samples[pixel] = UInt8(
        truncatingIfNeeded: (red &* 19595 &+ green &* 38470 &+ blue &* 7471 &+ 32768) >> 16)
    }
    return plane
  }
}

/// One byte a sample: luma, or one component.
final class Plane {
  let width: Int
  let height: Int
  let samples: UnsafeMutablePointer<UInt8>

  /// Memory is not cleared: whoever makes a plane fills it.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    samples = .allocate(capacity: max(1, width * height))
  }

  deinit { samples.deallocate() }

  func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { samples + y * width }
}

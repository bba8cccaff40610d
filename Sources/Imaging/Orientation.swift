/// How the stored rows lie in the upright image: EXIF tag 0x0112, values 1 to 8 (Exif 2.32, section 4.6.4).
struct Orientation: Equatable {
  /// 1 to 8.
  let value: Int

  static let upright = Orientation(value: 1)

  init(value: Int) { self.value = (1...8).contains(value) ? value : 1 }

  /// Whether width and height change places.
  var isTransposing: Bool { value >= 5 }

  /// The size of the upright image.
  func upright(width: Int, height: Int) -> (width: Int, height: Int) {
    isTransposing ? (height, width) : (width, height)
  }

  /// Where the upright pixel (0, 0) is stored, and how the place changes along a row and down a column.
  func steps(width: Int, height: Int) -> (start: Int, along: Int, down: Int) {
    let last = width * height - 1
    return switch value {
    case 2: (width - 1, -1, width)
    case 3: (last, -1, -width)
    case 4: (last - (width - 1), 1, -width)
    case 5: (0, width, 1)
    case 6: (last - (width - 1), -width, 1)
    case 7: (last, -width, -1)
    case 8: (width - 1, width, -1)
    default: (0, 1, width)
    }
  }
}

extension Raster {
  /// The upright pixels.
  func turned(upright orientation: Orientation) -> Raster {
    if orientation == .upright { return self }
    let size = orientation.upright(width: width, height: height)
    let turned = Raster(width: size.width, height: size.height)
    let steps = orientation.steps(width: width, height: height)
    let source = UnsafeRawPointer(bytes)
    let target = UnsafeMutableRawPointer(turned.bytes)
    for y in 0..<size.height {
      var from = steps.start + y * steps.down
      for x in 0..<size.width {
        let pixel = source.loadUnaligned(fromByteOffset: 4 * from, as: UInt32.self)
        target.storeBytes(of: pixel, toByteOffset: 4 * (y * size.width + x), as: UInt32.self)
        from += steps.along
      }
    }
    return turned
  }
}

extension Plane {
  /// The upright samples.
  func turned(upright orientation: Orientation) -> Plane {
    if orientation == .upright { return self }
    let size = orientation.upright(width: width, height: height)
    let turned = Plane(width: size.width, height: size.height)
    let steps = orientation.steps(width: width, height: height)
    for y in 0..<size.height {
      var from = steps.start + y * steps.down
      for x in 0..<size.width {
        turned.samples[y * size.width + x] = samples[from]
        from += steps.along
      }
    }
    return turned
  }
}

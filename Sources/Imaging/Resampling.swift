extension Raster {
  /// A smaller copy in which every pixel is the mean of the area it covers.
  ///
  /// Weights have eight bits and add up to 256 along each axis, so that sums stay in 16 bits and the compiler
  /// finds vector code; the error stays below one level.
  ///
  /// - Precondition: neither side grows.
  func reduced(toWidth newWidth: Int, height newHeight: Int) -> Raster {
    if newWidth == width, newHeight == height { return self }
    precondition(newWidth >= 1 && newWidth <= width && newHeight >= 1 && newHeight <= height)
    let result = Raster(width: newWidth, height: newHeight)
    let columns = AreaWeights(cells: newWidth, length: width)
    let rows = AreaWeights(cells: newHeight, length: height)
    let gathered = UnsafeMutablePointer<UInt16>.allocate(capacity: stride)
    defer { gathered.deallocate() }
    for y in 0..<newHeight {
      gather(rows, cell: y, into: gathered)
      result.average(gathered, columns, into: result.row(y))
    }
    return result
  }

  /// The weighted mean of the rows of one cell, on the scale of 0 to 255.
  private func gather(_ rows: AreaWeights, cell: Int, into gathered: UnsafeMutablePointer<UInt16>) {
    let (first, weights) = rows[cell]
    let count = stride
    for (offset, weight) in weights.enumerated() {
      let source = row(first + offset)
      if offset == 0 {
        for index in 0..<count { gathered[index] = UInt16(source[index]) &* weight &+ 128 }
      } else {
        for index in 0..<count { gathered[index] = gathered[index] &+ UInt16(source[index]) &* weight }
      }
    }
    for index in 0..<count { gathered[index] = gathered[index] &>> 8 }
  }

  private func average(
    _ gathered: UnsafeMutablePointer<UInt16>, _ columns: AreaWeights, into target: UnsafeMutablePointer<UInt8>
  ) {
    let source = UnsafeRawPointer(gathered)
    let target = UnsafeMutableRawPointer(target)
    for x in 0..<width {
      let (first, weights) = columns[x]
      var sum = SIMD4<UInt16>(repeating: 128)
      var offset = 8 * first
      for weight in weights {
        sum &+= source.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt16>.self) &* weight
        offset += 8
      }
      let pixel = SIMD4<UInt8>(truncatingIfNeeded: sum &>> 8)
      target.storeBytes(of: pixel, toByteOffset: 4 * x, as: SIMD4<UInt8>.self)
    }
  }

  /// A copy whose longer side is at most `longSide`; itself where it is no longer.
  func reduced(toLongSide longSide: Int) -> Raster {
    let size = Self.fitted(width: width, height: height, longSide: longSide)
    return reduced(toWidth: size.width, height: size.height)
  }

  /// A copy that is at most `newWidth` wide; itself where it is no wider.
  func reduced(toWidth newWidth: Int) -> Raster {
    if newWidth >= width { return self }
    let newHeight = max(1, (height * newWidth + width / 2) / width)
    return reduced(toWidth: newWidth, height: newHeight)
  }

  /// The size of an image fitted into a square without growing.
  static func fitted(width: Int, height: Int, longSide: Int) -> (width: Int, height: Int) {
    let longest = max(width, height)
    if longest <= longSide { return (width, height) }
    return (
      max(1, (width * longSide + longest / 2) / longest), max(1, (height * longSide + longest / 2) / longest)
    )
  }
}

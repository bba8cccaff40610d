/// The source pixels and their weights behind each output pixel along one axis.
///
/// Triangle filter whose support grows with the reduction, so that shrinking averages over all the source
/// pixels it covers (antialiasing): the filter that Pillow and torchvision call bilinear.
struct AxisWeights {
  /// First source pixel of each output pixel.
  var starts: [Int]
  /// Number of source pixels of each output pixel.
  var counts: [Int]
  /// Weights of all output pixels, `stride` apart; those of one output pixel add up to 1.
  var weights: [Float]
  /// The largest number of source pixels of an output pixel.
  var stride: Int

  /// - Parameters:
  ///   - source: Pixels of the source axis.
  ///   - scaled: Pixels of the whole axis after scaling.
  ///   - range: The output pixels wanted.
  init(source: Int, scaled: Int, range: Range<Int>) {
    let ratio = Double(source) / Double(scaled)
    let support = max(ratio, 1)
    stride = Int(support.rounded(.up)) * 2 + 1
    starts = []
    counts = []
    weights = [Float](repeating: 0, count: range.count * stride)
    for (slot, output) in range.enumerated() {
      let centre = (Double(output) + 0.5) * ratio
      let first = max(0, Int((centre - support + 0.5).rounded(.down)))
      let end = min(source, Int((centre + support + 0.5).rounded(.down)))
      var sum = 0.0
      var values: [Double] = []
      for pixel in first..<max(end, first + 1) {
        let distance = abs((Double(pixel) - centre + 0.5) / support)
        let weight = max(0, 1 - distance)
        values.append(weight)
        sum += weight
      }
      for (tap, value) in values.enumerated() {
        weights[slot * stride + tap] = Float(value / sum)
      }
      starts.append(first)
      counts.append(values.count)
    }
  }

  /// The source pixels that any output pixel needs.
  var sourceRange: Range<Int> {
    guard let first = starts.first, let last = starts.last, let count = counts.last else { return 0..<0 }
    return first..<(last + count)
  }
}

/// Scaling to a short side and cutting a square out of the centre, in one go: only what the square needs is
/// computed.
///
/// Columns are blended first and rounded to whole levels, then rows, rounded again: the arithmetic of Pillow,
/// so that a model sees what it saw where its published figures were measured.
struct ResamplingPlan {
  private let width: Int
  private let crop: Int
  private let rows: AxisWeights
  private let columns: AxisWeights

  init(width: Int, height: Int, shortSide: Int, crop: Int) {
    self.width = width
    self.crop = crop
    // The long side is rounded down and the margin to the nearest even, as torchvision does it.
    let scaledWidth = width <= height ? shortSide : shortSide * width / height
    let scaledHeight = width <= height ? shortSide * height / width : shortSide
    let left = Int((Double(scaledWidth - crop) / 2).rounded(.toNearestOrEven))
    let top = Int((Double(scaledHeight - crop) / 2).rounded(.toNearestOrEven))
    columns = AxisWeights(source: width, scaled: scaledWidth, range: left..<(left + crop))
    rows = AxisWeights(source: height, scaled: scaledHeight, range: top..<(top + crop))
  }

  /// Writes the three planes of the square; each level becomes `level * scale + offset` of its channel.
  func resample(
    _ pixels: UnsafeBufferPointer<UInt8>, into planes: UnsafeMutableBufferPointer<Float>, scale: SIMD3<Float>,
    offset: SIMD3<Float>
  ) {
    let needed = columns.sourceRange
    var nextRow = rows.sourceRange.lowerBound
    // Only as many blended rows are kept as one output row needs: they stay in the fastest cache.
    let kept = rows.stride
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: kept * crop) { ring in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: needed.count * 3 + 1) { line in
        line[needed.count * 3] = 0
        for row in 0..<crop {
          let end = rows.starts[row] + rows.counts[row]
          while nextRow < end {
            let first = (nextRow * width + needed.lowerBound) * 3
            for index in 0..<(needed.count * 3) { line[index] = Float(pixels[first + index]) }
            let slot = UnsafeMutableBufferPointer(rebasing: ring[(nextRow % kept * crop)...].prefix(crop))
            blendColumns(of: UnsafeRawBufferPointer(line), from: needed.lowerBound, into: slot)
            nextRow += 1
          }
          blendRows(of: ring, kept: kept, row: row, into: planes, scale: scale, offset: offset)
        }
      }
    }
  }

  /// The weighted sums along one source row. The fourth number of each sum is meaningless.
  private func blendColumns(
    of line: UnsafeRawBufferPointer, from origin: Int, into blended: UnsafeMutableBufferPointer<SIMD4<Float>>
  ) {
    let pixelBytes = 3 * MemoryLayout<Float>.stride
    columns.weights.withUnsafeBufferPointer { weights in
      for column in 0..<crop {
        var place = (columns.starts[column] - origin) * pixelBytes
        // Two sums, so that one addition need not wait for the one before.
        var even = SIMD4<Float>.zero
        var odd = SIMD4<Float>.zero
        var tap = column * columns.stride
        let end = tap + columns.counts[column]
        while tap + 1 < end {
          even += weights[tap] * line.loadUnaligned(fromByteOffset: place, as: SIMD4<Float>.self)
          odd +=
            weights[tap + 1] * line.loadUnaligned(fromByteOffset: place + pixelBytes, as: SIMD4<Float>.self)
          tap += 2
          place += 2 * pixelBytes
        }
        if tap < end {
          even += weights[tap] * line.loadUnaligned(fromByteOffset: place, as: SIMD4<Float>.self)
        }
        blended[column] = wholeLevels(even + odd)
      }
    }
  }

  /// The weighted sums of the blended rows behind an output row, normalised into the planes.
  private func blendRows(
    of ring: UnsafeMutableBufferPointer<SIMD4<Float>>, kept: Int, row: Int,
    into planes: UnsafeMutableBufferPointer<Float>, scale: SIMD3<Float>, offset: SIMD3<Float>
  ) {
    let area = crop * crop
    let scale = SIMD4(scale, 0)
    let offset = SIMD4(offset, 0)
    let weights = rows.weights[(row * rows.stride)...].prefix(rows.counts[row])
    let start = rows.starts[row]
    let taps = weights.enumerated().map { (place: (start + $0) % kept * crop, weight: $1) }
    taps.withUnsafeBufferPointer { taps in
      for column in 0..<crop {
        var sum = SIMD4<Float>.zero
        for tap in taps { sum += tap.weight * ring[tap.place + column] }
        let value = wholeLevels(sum) * scale + offset
        let place = row * crop + column
        planes[place] = value.x
        planes[area + place] = value.y
        planes[2 * area + place] = value.z
      }
    }
  }

  /// Each number, from 0 to 255, rounded to a whole level, halves upwards.
  ///
  /// Adding 2^23 leaves a 32-bit float no bits for a fraction, which rounds halves to the even number: a
  /// sixteen-thousandth more beforehand sends them upwards.
  @inline(__always)
  private func wholeLevels(_ sum: SIMD4<Float>) -> SIMD4<Float> {
    let noFraction: Float = 8_388_608
    return ((sum + 1 / 16_384) + noFraction) - noFraction
  }
}

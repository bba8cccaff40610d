import Testing

@testable import Imaging

@Suite("Resampling by area")
struct ResamplingTests {
  @Test(
    "a flat colour stays exactly itself at any size", arguments: [(97, 61), (1, 1), (250, 3), (300, 200)])
  func keepsFlatColours(size: (width: Int, height: Int)) {
    let small = Raster(Picture.drawn(300, 200) { _, _ in (255, 7, 128) })
      .reduced(toWidth: size.width, height: size.height)
    #expect(small.width == size.width && small.height == size.height)
    let rgb = small.packed()
    #expect(
      (0..<(size.width * size.height)).allSatisfy { Array(rgb[(3 * $0)..<(3 * $0 + 3)]) == [255, 7, 128] })
  }

  @Test("each pixel is the mean of the area it covers, within two levels")
  func averagesAreas() {
    let seed: UInt64 = 99
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      let (width, height) = (Int.random(in: 2...50, using: &random), Int.random(in: 2...50, using: &random))
      let (newWidth, newHeight) = (
        Int.random(in: 1...width, using: &random), Int.random(in: 1...height, using: &random)
      )
      let image = Picture.grey(width, height) { _, _ in Int.random(in: 0...255, using: &random) }
      let small = Raster(image).reduced(toWidth: newWidth, height: newHeight)
      for y in 0..<newHeight {
        for x in 0..<newWidth {
          let expected = mean(image, x: x, of: newWidth, y: y, of: newHeight)
          let found = Double(small.bytes[4 * (y * newWidth + x)])
          #expect(
            abs(found - expected) <= 2, "\(width) x \(height) to \(newWidth) x \(newHeight), seed \(seed)")
        }
      }
    }
  }

  /// The mean by definition, in floating point.
  private func mean(_ image: PixelImage, x: Int, of columns: Int, y: Int, of rows: Int) -> Double {
    func shares(_ cell: Int, _ cells: Int, _ length: Int) -> [(Int, Double)] {
      let scale = Double(length) / Double(cells)
      let (start, end) = (Double(cell) * scale, Double(cell + 1) * scale)
      return (0..<length).compactMap { sample in
        let share = min(end, Double(sample + 1)) - max(start, Double(sample))
        return share > 0 ? (sample, share / scale) : nil
      }
    }
    var sum = 0.0
    for (row, rowShare) in shares(y, rows, image.height) {
      for (column, columnShare) in shares(x, columns, image.width) {
        sum += rowShare * columnShare * Double(image.rgb[3 * (row * image.width + column)])
      }
    }
    return sum
  }
}

/// Edges, fine structure and noise of a luma plane, in one pass over its inner samples.
struct Sharpness {
  /// Variance of the 4-neighbour Laplacian.
  private(set) var laplacianVariance = 0.0
  /// The 99.9th percentile of the slope: the greater of the differences across and down, two samples apart.
  private(set) var steepestSlope = 0.0
  /// Standard deviation of noise: the median of the absolute response to Immerkær's mask
  /// (1 -2 1, -2 4 -2, 1 -2 1), which edges and smooth changes hardly move, over the mask's gain of 6.
  private(set) var noise = 0.0
  /// Share of the inner samples whose slope is steeper than that of paper: 18 levels and three times the noise.
  private(set) var strokes = 0.0

  private static let strokeSlope = 18.0

  init(_ luma: Plane) {
    guard luma.width >= 3, luma.height >= 3 else { return }
    let width = luma.width
    var slopes = Histogram()
    var innerSlopes = Histogram()
    let left = PaperGround.margin(width)
    let top = PaperGround.margin(luma.height)
    var responses = Histogram()
    var (sum, sumOfSquares) = (0, 0)
    let slope = UnsafeMutablePointer<UInt8>.allocate(capacity: width)
    let response = UnsafeMutablePointer<UInt8>.allocate(capacity: width)
    defer {
      slope.deallocate()
      response.deallocate()
    }
    for y in 1..<(luma.height - 1) {
      let above = UnsafePointer(luma.row(y - 1))
      let here = UnsafePointer(luma.row(y))
      let below = UnsafePointer(luma.row(y + 1))
      // Each quantity has a loop of its own: simple loops become vector code.
      var (rowSum, rowSquares): (Int32, Int32) = (0, 0)
      for x in 1..<(width - 1) {
        let cross = Int32(above[x]) &+ Int32(below[x]) &+ Int32(here[x - 1]) &+ Int32(here[x + 1])
        let laplacian = 4 &* Int32(here[x]) &- cross
        rowSum &+= laplacian
        rowSquares &+= laplacian &* laplacian
      }
      sum += Int(rowSum)
      sumOfSquares += Int(rowSquares)
      for x in 1..<(width - 1) {
        let across = max(here[x + 1], here[x - 1]) &- min(here[x + 1], here[x - 1])
        let down = max(above[x], below[x]) &- min(above[x], below[x])
        slope[x] = max(across, down)
      }
      slopes.add(slope + 1, count: width - 2)
      if y > top, y < luma.height - 1 - top { innerSlopes.add(slope + 1 + left, count: width - 2 - 2 * left) }
      guard y & 1 == 0 else { continue }
      for x in 1..<(width - 1) {
        let corners = Int16(above[x - 1]) &+ Int16(above[x + 1]) &+ Int16(below[x - 1]) &+ Int16(below[x + 1])
        let cross = Int16(above[x]) &+ Int16(below[x]) &+ Int16(here[x - 1]) &+ Int16(here[x + 1])
        let value = corners &+ 4 &* Int16(here[x]) &- 2 &* cross
        let magnitude = max(value, 0 &- value)
        response[x] = UInt8(truncatingIfNeeded: min(magnitude, 255))
      }
      responses.add(response + 1, count: width - 2)
    }
    let count = Double((width - 2) * (luma.height - 2))
    let mean = Double(sum) / count
    laplacianVariance = max(0, Double(sumOfSquares) / count - mean * mean)
    steepestSlope = Double(slopes.percentile(0.999))
    noise = Double(responses.percentile(0.5)) * 1.4826 / 6
    let limit = Int((Self.strokeSlope + 3 * noise).rounded())
    strokes = limit > 255 ? 0 : innerSlopes.share(limit...255)
  }
}

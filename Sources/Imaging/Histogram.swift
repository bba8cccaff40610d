/// How often each of the 256 levels occurs.
struct Histogram {
  private(set) var counts = [Int](repeating: 0, count: 256)
  private(set) var total = 0

  init() {}

  /// The levels of all samples of a plane.
  init(_ plane: Plane) {
    add(plane.samples, count: plane.width * plane.height)
  }

  mutating func add(_ samples: UnsafePointer<UInt8>, count: Int) {
    counts.withUnsafeMutableBufferPointer { counts in
      for index in 0..<count { counts[Int(samples[index])] += 1 }
    }
    total += count
  }

  mutating func add(level: Int) {
    counts[min(255, max(0, level))] += 1
    total += 1
  }

  /// The lowest level that at least `share` of the samples do not exceed.
  func percentile(_ share: Double) -> Int {
    let wanted = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for level in 0..<256 {
      seen += counts[level]
      if seen >= wanted { return level }
    }
    return 255
  }

  /// The share of samples with a level in the range, 0 to 1.
  func share(_ levels: ClosedRange<Int>) -> Double {
    total == 0 ? 0 : Double(levels.reduce(0) { $0 + counts[$1] }) / Double(total)
  }

  var mean: Double {
    guard total > 0 else { return 0 }
    return Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(total)
  }
}

/// The distribution of any number of sizes (lengths, counts) in at most 15 KiB.
///
/// Exact below 64, then in 32 steps for each doubling: a quantile is wrong by at most 1.6 %. Least and greatest are
/// exact.
struct SizeDistribution: Sendable {
  private var counts: [Int] = []
  /// How many sizes were counted.
  private(set) var total = 0
  /// The smallest size; 0 where none was counted.
  private(set) var least = 0
  /// The greatest size; 0 where none was counted.
  private(set) var greatest = 0

  /// Counts a size; a negative one counts as 0.
  mutating func add(_ size: Int) {
    let size = max(0, size)
    least = total == 0 ? size : min(least, size)
    greatest = max(greatest, size)
    total += 1
    let step = Self.step(of: size)
    if step >= counts.count { counts += [Int](repeating: 0, count: step + 1 - counts.count) }
    counts[step] += 1
  }

  /// Counts what another has counted.
  mutating func merge(_ other: SizeDistribution) {
    guard other.total > 0 else { return }
    least = total == 0 ? other.least : min(least, other.least)
    greatest = max(greatest, other.greatest)
    total += other.total
    if other.counts.count > counts.count {
      counts += [Int](repeating: 0, count: other.counts.count - counts.count)
    }
    for index in other.counts.indices { counts[index] += other.counts[index] }
  }

  /// The size that a share of all sizes, 0 to 1, does not exceed; 0 where none was counted.
  func quantile(_ share: Double) -> Int {
    guard total > 0 else { return 0 }
    let rank = min(max(Int((share * Double(total)).rounded(.up)), 1), total)
    var passed = 0
    for (step, count) in counts.enumerated() {
      passed += count
      if passed >= rank { return min(max(Self.middle(of: step), least), greatest) }
    }
    return greatest
  }

  /// The sizes beyond which a size is far out: three times the distance of the quartiles beyond them, on a scale of
  /// ratios, since sizes are skewed.
  ///
  /// Source: J. W. Tukey, "Exploratory Data Analysis" (1977): outer fences. Quartiles nearer to each other than a
  /// quarter count as a quarter apart.
  var fences: (lower: Double, upper: Double) {
    let lower = Double(quantile(0.25) + 1)
    let upper = Double(quantile(0.75) + 1)
    let ratio = max(upper / lower, 1.25)
    return (lower / (ratio * ratio * ratio) - 1, upper * ratio * ratio * ratio - 1)
  }

  private static func step(of size: Int) -> Int {
    guard size >= 64 else { return size }
    let exponent = Int.bitWidth - 1 - size.leadingZeroBitCount
    return 64 + (exponent - 6) * 32 + (size >> (exponent - 5)) & 31
  }

  private static func middle(of step: Int) -> Int {
    guard step >= 64 else { return step }
    let exponent = 6 + (step - 64) / 32
    let width = 1 << (exponent - 5)
    return (32 + (step - 64) % 32) * width + (width - 1) / 2
  }
}

/// How many different values there are among any number of them, in at most 4 KiB.
///
/// Exact up to ``exactLimit`` values; beyond that an estimate with a standard error of 1.6 %, by HyperLogLog with 4096
/// registers. Counting two halves and merging them gives what counting all at once gives.
///
/// Source: P. Flajolet, É. Fusy, O. Gandouet, F. Meunier, "HyperLogLog" (2007); the estimator is algorithm 6 of
/// O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), which needs no correction for
/// small numbers.
struct DistinctCount: Sendable {
  /// Up to so many different values the count is exact.
  static let exactLimit = 512
  /// The standard error of an estimate, as a part of it.
  static let standardError = 0.01625

  private static let indexBits = 12
  private static let registerCount = 1 << indexBits

  private var few: Set<UInt64> = []
  /// Empty while the values are few.
  private var registers: [UInt8] = []

  /// True while no more than ``exactLimit`` different values came.
  var isExact: Bool { registers.isEmpty }

  /// Counts a value by its hash, see ``StableHash``.
  mutating func add(_ hash: UInt64) {
    guard registers.isEmpty else { return note(hash) }
    few.insert(hash)
    if few.count > Self.exactLimit { spread() }
  }

  /// Counts what another has counted.
  mutating func merge(_ other: DistinctCount) {
    if other.registers.isEmpty {
      for hash in other.few { add(hash) }
      return
    }
    if registers.isEmpty { spread() }
    for index in registers.indices { registers[index] = max(registers[index], other.registers[index]) }
  }

  /// The number of different values.
  var estimate: Int {
    guard !registers.isEmpty else { return few.count }
    let maximum = 64 - Self.indexBits
    var histogram = [Int](repeating: 0, count: maximum + 2)
    for register in registers { histogram[Int(register)] += 1 }
    let size = Double(Self.registerCount)
    var sum = size * Self.tau(1 - Double(histogram[maximum + 1]) / size)
    for index in stride(from: maximum, through: 1, by: -1) { sum = 0.5 * (sum + Double(histogram[index])) }
    sum += size * Self.sigma(Double(histogram[0]) / size)
    let halfInverseLogarithmOfTwo = 0.721_347_520_444_481_7
    return Int((halfInverseLogarithmOfTwo * size * size / sum).rounded())
  }

  private mutating func spread() {
    registers = [UInt8](repeating: 0, count: Self.registerCount)
    for hash in few { note(hash) }
    few = []
  }

  private mutating func note(_ hash: UInt64) {
    let index = Int(hash >> UInt64(64 - Self.indexBits))
    let rest = hash << UInt64(Self.indexBits)
    let rank = UInt8(min(rest.leadingZeroBitCount, 64 - Self.indexBits) + 1)
    if rank > registers[index] { registers[index] = rank }
  }

  private static func sigma(_ share: Double) -> Double {
    if share == 1 { return .infinity }
    var (power, weight, sum) = (share, 1.0, share)
    while true {
      power *= power
      let before = sum
      sum += power * weight
      weight += weight
      if sum == before { return sum }
    }
  }

  private static func tau(_ share: Double) -> Double {
    if share == 0 || share == 1 { return 0 }
    var (root, weight, sum) = (share, 1.0, 1 - share)
    while true {
      root = root.squareRoot()
      let before = sum
      weight *= 0.5
      sum -= (1 - root) * (1 - root) * weight
      if sum == before { return sum / 3 }
    }
  }
}

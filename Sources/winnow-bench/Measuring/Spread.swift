/// The middle and the ends of some measurements: on a machine that others use, too, a mean says little.
struct Spread: Encodable {
  var median: Double
  var lowest: Double
  var highest: Double

  /// `nil` for no measurement.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let lowest = sorted.first, let highest = sorted.last else { return nil }
    self.lowest = lowest
    self.highest = highest
    let middle = sorted.count / 2
    median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

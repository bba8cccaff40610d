/// A figure that the harvester has to reach, and what was measured.
struct Target: Encodable {
  var name: String
  var measured: Double
  var bound: Double
  /// True where the figure may not be larger than the bound, false where it may not be smaller.
  var isUpperBound: Bool

  var isReached: Bool { isUpperBound ? measured <= bound : measured >= bound }

  enum CodingKeys: String, CodingKey {
    case name, measured, bound, reached
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(measured, forKey: .measured)
    try container.encode(bound, forKey: .bound)
    try container.encode(isReached, forKey: .reached)
  }

  /// The least ratio to the floor: EDM records give more to parse for each row to write.
  private static func leastRatio(of format: RecordFormat) -> Double {
    switch format {
    case .edm: 2.0
    case .dublinCore: 1.4
    }
  }

  /// The targets of a format, by the first executable measured.
  static func targets(of measurements: FormatMeasurements) -> [Target] {
    guard let (first, again) = measurements.winnow.first else { return [] }
    let format = measurements.format.rawValue
    var targets: [Target] = []
    if let ratio = measurements.ratioToFloor(first) {
      targets.append(
        Target(
          name: "\(format): records a second, times lxml", measured: ratio,
          bound: leastRatio(of: measurements.format), isUpperBound: false))
    }
    if let firstRate = first.rate, let againRate = again.rate {
      targets.append(
        Target(
          name: "\(format): unchanged harvest, times the first",
          measured: againRate.median / firstRate.median,
          bound: 1.5, isUpperBound: false))
    }
    if let share = first.storedShare {
      targets.append(
        Target(
          name: "\(format): stored for each byte received", measured: share, bound: 0.2, isUpperBound: true))
    }
    return targets + [peak(max(first.peakMemory, again.peakMemory), name: "\(format): peak memory in MB")]
  }

  /// The target of memory, whatever the number of records.
  static func peak(_ bytes: Int, name: String) -> Target {
    Target(name: name, measured: Double(bytes) / 1e6, bound: 150, isUpperBound: true)
  }
}

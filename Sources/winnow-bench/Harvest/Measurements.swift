/// All harvests of one harvester in one format.
struct Measurements: Encodable {
  var harvester: String
  var harvests: [Harvest]

  /// Records a second.
  var rate: Spread? { Spread(harvests.map(\.recordsPerSecond)) }
  /// Records a second of processor time.
  var processorRate: Spread? { Spread(harvests.map { Double($0.records) / $0.expense.processorSeconds }) }
  /// The highest peak of memory; bytes.
  var peakMemory: Int { harvests.map(\.expense.peakMemory).max() ?? 0 }
  /// Bytes of the store for each byte received; `nil` for a harvester that keeps nothing.
  var storedShare: Double? {
    guard let harvest = harvests.last, let stored = harvest.stored, let received = harvest.received else {
      return nil
    }
    return Double(stored) / Double(received)
  }
}

/// What was measured in one format.
struct FormatMeasurements: Encodable {
  var format: RecordFormat
  /// Of each executable of Winnow: first harvests, and harvests of the same records again.
  var winnow: [(first: Measurements, again: Measurements)]
  var peers: [Measurements]
  /// Peers that are not there.
  var absent: [String]

  /// How many times as fast as the floor something is, by the medians of records a second.
  func ratioToFloor(_ measurements: Measurements) -> Double? {
    guard let floor = peers.first(where: { $0.harvester == Peer.floor.name })?.rate,
      let rate = measurements.rate
    else { return nil }
    return rate.median / floor.median
  }

  enum CodingKeys: String, CodingKey {
    case format, first, again, peers, absent
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(format.rawValue, forKey: .format)
    try container.encode(winnow.map(\.first), forKey: .first)
    try container.encode(winnow.map(\.again), forKey: .again)
    try container.encode(peers, forKey: .peers)
    try container.encode(absent, forKey: .absent)
  }
}

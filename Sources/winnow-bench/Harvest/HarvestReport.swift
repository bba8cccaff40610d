import Foundation

/// All that one run of the harvest benchmark found out.
struct HarvestReport: Report {
  var formats: [FormatMeasurements] = []
  /// Harvests of many records, which show that memory stays flat.
  var large: [Measurements] = []
  var loadBefore = SystemLoad.averages
  var loadAfter: [Double] = []
  var processors = ProcessInfo.processInfo.activeProcessorCount

  enum CodingKeys: String, CodingKey {
    case formats, large, processors, targets
    case loadBefore = "load_before"
    case loadAfter = "load_after"
  }

  var targets: [Target] {
    formats.flatMap(Target.targets)
      + large.map {
        Target.peak($0.peakMemory, name: "\($0.harvester): peak memory in MB")
      }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(formats, forKey: .formats)
    try container.encode(large, forKey: .large)
    try container.encode(loadBefore, forKey: .loadBefore)
    try container.encode(loadAfter, forKey: .loadAfter)
    try container.encode(processors, forKey: .processors)
    try container.encode(targets, forKey: .targets)
  }

  /// The report for people.
  var lines: [String] {
    var lines = formats.flatMap(Self.lines)
    if !large.isEmpty {
      var table = Self.table
      for measurements in large { table.append(Self.row(measurements, ratio: nil)) }
      lines += table.lines + [""]
    }
    lines += targets.map { target in
      let comparison = target.isUpperBound ? "at most" : "at least"
      let verdict = target.isReached ? "reached" : "MISSED "
      return
        "\(verdict)  \(target.name): \(Self.short(target.measured)), \(comparison) \(Self.short(target.bound))"
    }
    return lines + [
      "\(processors) processors; load averages \(Self.text(loadBefore)) before, \(Self.text(loadAfter)) after"
    ]
  }

  private static var table: TextTable {
    TextTable([
      "harvester", "records", "records/s", "lowest", "highest", "a CPU second", "peak MB", "stored",
      "times lxml",
    ])
  }

  private static func lines(_ format: FormatMeasurements) -> [String] {
    var table = table
    for measurements in format.winnow.flatMap({ [$0.first, $0.again] }) + format.peers {
      table.append(row(measurements, ratio: format.ratioToFloor(measurements)))
    }
    let size = format.winnow.first?.first.harvests.first.flatMap { harvest in
      harvest.received.map { $0 / max(1, harvest.records) }
    }
    let title = format.format.rawValue + (size.map { ", \($0) bytes a record" } ?? "")
    return [title] + table.lines + format.absent.map { "\($0): absent, not measured" } + [""]
  }

  private static func row(_ measurements: Measurements, ratio: Double?) -> [String] {
    [
      measurements.harvester, String(measurements.harvests.last?.records ?? 0),
      whole(measurements.rate?.median),
      whole(measurements.rate?.lowest), whole(measurements.rate?.highest),
      whole(measurements.processorRate?.median), whole(Double(measurements.peakMemory) / 1e6),
      measurements.storedShare.map(short) ?? "", ratio.map(short) ?? "",
    ]
  }

  private static func whole(_ number: Double?) -> String { number.map { String(format: "%.0f", $0) } ?? "" }

  private static func short(_ number: Double) -> String {
    String(format: number < 1 ? "%.3f" : number < 10 ? "%.2f" : "%.0f", number)
  }

  private static func text(_ loads: [Double]) -> String {
    loads.map { String(format: "%.1f", $0) }.joined(separator: " ")
  }
}

import Foundation

/// What serving a store was measured to be.
struct ServeReport: Report {
  /// One list from its beginning to its end by one client.
  struct Walk: Encodable {
    var parts: Int
    var bytes: Int
    var seconds: Double
    var serverSeconds: Double
    var latencies: Latencies
  }

  /// The times of one part of a list.
  struct Depth: Encodable {
    /// From 1; the first is asked for with arguments, the others with their tokens.
    var part: Int
    var latencies: Latencies
  }

  /// Clients that ask for something at random.
  struct Load: Encodable {
    var name: String
    var clients: Int
    var answers: Int
    var bytes: Int
    var seconds: Double
    /// Processor time of the server, and of the clients.
    var serverSeconds: Double
    var clientSeconds: Double
    var latencies: Latencies

    var rate: Double { Double(answers) / seconds }
    var processorRate: Double { Double(answers) / serverSeconds }
  }

  /// Harvesters that read the same number of parts at the same time.
  struct Harvesters: Encodable {
    var count: Int
    var errors: Int
    var parts: Int
    var fastest: Double
    var slowest: Double
    var longestAnswer: Double
  }

  /// pyoai in process.
  struct Peer: Codable {
    var records: Int
    var bytes: Int
    var processorSeconds: Double

    var rate: Double { Double(records) / processorSeconds }
  }

  var walk: Walk?
  var depths: [Depth] = []
  var loads: [Load] = []
  var harvesters: Harvesters?
  var peer: Peer?
  var memoryBefore = 0
  var memoryAfterWalk = 0
  var memoryAfter = 0
  var peakMemory = 0
  var loadBefore = SystemLoad.averages
  var loadAfter: [Double] = []
  var processors = ProcessInfo.processInfo.activeProcessorCount

  /// Records in one part of a list of `winnow serve`.
  static let recordsOfPart = 200.0

  /// The report for people.
  var lines: [String] {
    var lines: [String] = []
    if let walk {
      lines.append(
        "edm from beginning to end: \(walk.parts) parts, \(walk.bytes / 1_000_000) MB in "
          + String(format: "%.1f s, %.1f CPU s of the server; ", walk.seconds, walk.serverSeconds)
          + "median / 99 % / longest \(walk.latencies.text)")
    }
    lines += depths.map { "  part \($0.part): \($0.latencies.text)" } + [""]
    var table = TextTable([
      "", "clients", "answers/s", "MB/s", "a CPU second", "client CPU", "median", "99 %", "longest ms",
    ])
    for load in loads {
      table.append([
        load.name, String(load.clients), Self.whole(load.rate),
        Self.whole(Double(load.bytes) / load.seconds / 1e6),
        Self.whole(load.processorRate), String(format: "%.0f %%", 100 * load.clientSeconds / load.seconds),
        Self.milliseconds(load.latencies.median), Self.milliseconds(load.latencies.percentile99),
        Self.milliseconds(load.latencies.longest),
      ])
    }
    lines += table.lines + [""]
    if let harvesters {
      lines.append(
        "\(harvesters.count) harvesters at once, \(harvesters.parts) parts each: \(harvesters.errors) errors, "
          + String(
            format: "fastest %.1f s, slowest %.1f s, longest answer %.2f s", harvesters.fastest,
            harvesters.slowest, harvesters.longestAnswer))
    }
    lines.append(
      "memory of the server: \(memoryBefore / 1_000_000) MB at first, \(memoryAfterWalk / 1_000_000) MB after the walk, "
        + "\(memoryAfter / 1_000_000) MB at the end, peak \(peakMemory / 1_000_000) MB")
    if let peer, let own = loads.first(where: { $0.name.hasSuffix("oai_dc") }) {
      let rate = own.processorRate * Self.recordsOfPart
      lines.append(
        String(
          format: "oai_dc records a CPU second: winnow %.0f over HTTP, pyoai %.0f in process: %.1f times",
          rate,
          peer.rate, rate / peer.rate))
    }
    return lines + targets.map(\.line) + [
      "\(processors) processors; load averages \(Self.text(loadBefore)) before, \(Self.text(loadAfter)) after"
    ]
  }

  private static func whole(_ number: Double) -> String { String(format: "%.0f", number) }
  private static func milliseconds(_ seconds: Double) -> String { String(format: "%.1f", seconds * 1000) }
  private static func text(_ loads: [Double]) -> String {
    loads.map { String(format: "%.1f", $0) }.joined(separator: " ")
  }
}

extension ServeReport {
  /// What serving has to reach.
  var targets: [Target] {
    var targets: [Target] = []
    if let best = loads.filter({ $0.name == "ListRecords edm" }).map(\.rate).max() {
      targets.append(
        Target(
          name: "ListRecords of 200 edm: answers a second", measured: best, bound: 100, isUpperBound: false))
    }
    if let first = depths.first, let last = depths.last {
      targets.append(
        Target(
          name: "ms that 99 % of answers stay below, at any depth",
          measured: depths.map(\.latencies.percentile99).max().map { $0 * 1000 } ?? 0, bound: 100,
          isUpperBound: true))
      let ratio = last.latencies.median / first.latencies.median
      targets.append(
        Target(
          name: "part \(last.part) beside part 1, the slower by the quicker", measured: max(ratio, 1 / ratio),
          bound: 1.2, isUpperBound: true))
    }
    if let best = loads.filter({ $0.name == "GetRecord edm" }).map(\.rate).max() {
      targets.append(Target(name: "GetRecord a second", measured: best, bound: 3000, isUpperBound: false))
    }
    return targets
  }
}

extension Target {
  /// The target for people.
  var line: String {
    let comparison = isUpperBound ? "at most" : "at least"
    return (isReached ? "reached" : "MISSED ")
      + String(format: "  %@: %.4g, %@ %.4g", name as NSString, measured, comparison as NSString, bound)
  }
}

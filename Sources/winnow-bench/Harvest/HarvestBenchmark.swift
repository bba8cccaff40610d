import Foundation

/// Harvests the same endpoint with Winnow and its peers in turns, several rounds, every other round in reverse: what the
/// machine does beside touches all of them alike.
struct HarvestBenchmark {
  let runner: HarvestRunner
  /// The executable that is measured, and others to compare it with.
  let executables: [WinnowExecutable]
  let peers: [Peer]
  let rounds: Int
  /// Told what is run next.
  let progress: (String) -> Void

  private enum Turn {
    case winnow(Int)
    case peer(Int)
  }

  /// Measures one format.
  /// - Parameters:
  ///   - records: how many the endpoint is to have; the peers get their share of them.
  ///   - url: the endpoint for a number of records.
  func measure(
    _ format: RecordFormat, records: Int, url: (Int) -> String
  ) throws -> FormatMeasurements {
    let present = peers.filter { peer in
      guard case .python(_, let module, _) = peer else { return true }
      return runner.hasModule(module)
    }
    var winnow = executables.map {
      (
        first: Measurements(harvester: $0.name, harvests: []),
        again: Measurements(harvester: "\($0.name), unchanged", harvests: [])
      )
    }
    var others = present.map { Measurements(harvester: $0.name, harvests: []) }
    let order = executables.indices.map(Turn.winnow) + present.indices.map(Turn.peer)
    for round in 0..<rounds {
      for turn in round.isMultiple(of: 2) ? order : order.reversed() {
        switch turn {
        case .winnow(let index):
          progress("\(format.rawValue), round \(round + 1) of \(rounds): \(executables[index].name)")
          let (first, again) = try runner.harvestTwice(
            winnow: executables[index].path, url: url(records), prefix: format.rawValue)
          winnow[index].first.harvests.append(first)
          winnow[index].again.harvests.append(again)
        case .peer(let index):
          let peer = present[index]
          progress("\(format.rawValue), round \(round + 1) of \(rounds): \(peer.name)")
          let count = records / peer.share
          others[index].harvests.append(
            try runner.harvest(peer, url: url(count), prefix: format.rawValue, records: count))
        }
      }
    }
    return FormatMeasurements(
      format: format, winnow: winnow, peers: others,
      absent: peers.filter { !present.contains($0) }.map(\.name))
  }
}

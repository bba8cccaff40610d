import Foundation

/// Puts a served repository under load in several ways.
struct ServeBenchmark {
  let server: ServedRepository
  /// Of each measurement by the clock.
  let seconds: Double
  /// Told what is run next.
  let progress: (String) -> Void

  private static let harvesters = 100
  private static let pagesOfHarvester = 20
  private static let edm = "edm"

  /// All measurements of the server, one after another.
  func measure() throws -> ServeReport {
    var report = ServeReport()
    _ = try ListClient(port: server.port).first("ListRecords", prefix: Self.edm)
    progress("walking the list of edm")
    report.memoryBefore = server.memory
    let walk = try self.walk(&report)
    report.memoryAfterWalk = server.memory
    progress("the first part beside deep ones")
    report.depths = try depths(walk)
    for clients in [1, 2, 8] {
      progress("ListRecords edm, \(clients) at once")
      report.loads.append(
        try load("ListRecords edm", clients: clients) { client, random in
          try client.next("ListRecords", token: walk.tokens[random.index(below: walk.tokens.count)])
        })
    }
    progress("GetRecord")
    let identifiers = try self.identifiers(walk)
    for clients in [1, 8] {
      report.loads.append(
        try load("GetRecord edm", clients: clients) { client, random in
          try client.record(identifiers[random.index(below: identifiers.count)], prefix: Self.edm)
        })
    }
    progress("ListRecords oai_dc")
    let tokens = try tokens("oai_dc", parts: min(500, walk.tokens.count))
    report.loads.append(
      try load("ListRecords oai_dc", clients: 1) { client, random in
        try client.next("ListRecords", token: tokens[random.index(below: tokens.count)])
      })
    progress("\(Self.harvesters) harvesters at once")
    report.harvesters = harvestAtOnce()
    report.memoryAfter = server.memory
    report.peakMemory = server.peakMemory
    report.loadAfter = SystemLoad.averages
    return report
  }

  /// A list from its beginning to its end.
  private struct Walk {
    /// That of each part but the first.
    var tokens: [String] = []
  }

  private func walk(_ report: inout ServeReport) throws -> Walk {
    let client = try ListClient(port: server.port)
    var walk = Walk()
    var times: [Double] = []
    let began = server.processorSeconds
    var answer = try client.first("ListRecords", prefix: Self.edm)
    var bytes = answer.bytes
    times.append(answer.seconds)
    while let token = answer.token {
      walk.tokens.append(token)
      answer = try client.next("ListRecords", token: token)
      times.append(answer.seconds)
      bytes += answer.bytes
    }
    report.walk = ServeReport.Walk(
      parts: times.count, bytes: bytes, seconds: times.reduce(0, +),
      serverSeconds: server.processorSeconds - began, latencies: Latencies(times))
    // The last part may be shorter than the others.
    walk.tokens.removeLast(walk.tokens.isEmpty ? 0 : 1)
    guard walk.tokens.count > 50 else {
      throw BenchmarkFailure(
        description: "the list has too few parts to measure; build a store of more records")
    }
    return walk
  }

  /// The first part, asked for anew, and parts farther back, in turns: each time another one of ten neighbours, as one
  /// part may hold longer records than another.
  private func depths(_ walk: Walk) throws -> [ServeReport.Depth] {
    let client = try ListClient(port: server.port)
    let parts = [2, walk.tokens.count / 5, walk.tokens.count * 4 / 5].filter { $0 >= 2 }
    var times: [Int: [Double]] = [:]
    for round in 0..<200 {
      times[1, default: []].append(try client.first("ListRecords", prefix: Self.edm).seconds)
      for part in parts {
        times[part, default: []].append(
          try client.next("ListRecords", token: walk.tokens[part - 2 + round % 10]).seconds)
      }
    }
    return times.sorted { $0.key < $1.key }.map {
      ServeReport.Depth(part: $0.key, latencies: Latencies($0.value))
    }
  }

  private func tokens(_ prefix: String, parts: Int) throws -> [String] {
    let client = try ListClient(port: server.port)
    var tokens: [String] = []
    var answer = try client.first("ListRecords", prefix: prefix)
    while let token = answer.token, tokens.count < parts {
      tokens.append(token)
      answer = try client.next("ListRecords", token: token)
    }
    return tokens
  }

  private func identifiers(_ walk: Walk) throws -> [String] {
    let client = try ListClient(port: server.port)
    var identifiers: [String] = []
    let step = max(1, walk.tokens.count / 50)
    for token in stride(from: 0, to: walk.tokens.count, by: step).map({ walk.tokens[$0] }) {
      _ = try client.next("ListRecords", token: token)
      identifiers += client.identifiers.filter { $0.hasPrefix(BenchmarkStore.idPrefix) }
    }
    guard !identifiers.isEmpty else {
      throw BenchmarkFailure(
        description: "no identifiers of \(BenchmarkStore.idPrefix) are served; build the store anew")
    }
    return identifiers
  }

  /// Lets clients ask until the time is up.
  private func load(
    _ name: String, clients: Int,
    _ ask: @escaping @Sendable (ListClient, inout SplitMix) throws -> ListClient.Answer
  ) throws -> ServeReport.Load {
    let (port, end) = (server.port, ContinuousClock.now + .seconds(seconds))
    let (serverBegan, clientBegan, began) = (
      server.processorSeconds, Clients.processorSeconds, ContinuousClock.now
    )
    let results = Clients.run(clients) { number in
      let client = try ListClient(port: port)
      var random = SplitMix(seed: UInt64(number))
      var answers: [(seconds: Double, bytes: Int)] = []
      while ContinuousClock.now < end {
        let answer = try ask(client, &random)
        answers.append((answer.seconds, answer.bytes))
      }
      return answers
    }
    let elapsed = (ContinuousClock.now - began) / .seconds(1)
    let answers = try results.flatMap { try $0.get() }
    return ServeReport.Load(
      name: name, clients: clients, answers: answers.count, bytes: answers.reduce(0) { $0 + $1.bytes },
      seconds: elapsed, serverSeconds: server.processorSeconds - serverBegan,
      clientSeconds: Clients.processorSeconds - clientBegan, latencies: Latencies(answers.map(\.seconds)))
  }

  /// Many harvesters that begin at the same time and read as many parts each.
  private func harvestAtOnce() -> ServeReport.Harvesters {
    let port = server.port
    let results = Clients.run(Self.harvesters) { _ in
      let began = ContinuousClock.now
      let client = try ListClient(port: port)
      var answer = try client.first("ListRecords", prefix: Self.edm)
      var longest = answer.seconds
      for _ in 1..<Self.pagesOfHarvester {
        guard let token = answer.token else { break }
        answer = try client.next("ListRecords", token: token)
        longest = max(longest, answer.seconds)
      }
      return (seconds: (ContinuousClock.now - began) / .seconds(1), longest: longest)
    }
    let done = results.compactMap { try? $0.get() }
    return ServeReport.Harvesters(
      count: results.count, errors: results.count - done.count, parts: Self.pagesOfHarvester,
      fastest: done.map(\.seconds).min() ?? 0, slowest: done.map(\.seconds).max() ?? 0,
      longestAnswer: done.map(\.longest).max() ?? 0)
  }
}

extension SplitMix {
  /// A place in a list of so many.
  mutating func index(below count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}

import OAIPMH
import Store
import Testing

extension StoreContract {
  static let randomDemands = [
    StoreDemand("random lists, pages, sweeps and changes of identifiers end as a small model says") { test in
      let seed = UInt64.random(in: 0...UInt64.max)
      var trial = HarvestTrial(test: test, seed: seed)
      do {
        for _ in 0..<120 { try await trial.step() }
        try await trial.compareAll()
      } catch {
        Issue.record("\(error), with seed \(seed)")
      }
    }
  ]
}

/// A generator that gives the same numbers for the same seed: SplitMix64 (G. Steele and others, 2014).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Does random things to a store and to a model of it that is kept in memory.
private struct HarvestTrial {
  /// What the model knows of a record.
  private struct Held {
    var text: String
    var deleted: Bool
    var version = 1
    var lastList: Int64
  }

  private let test: StoreUnderTest
  private let seed: UInt64
  private var generator: SeededGenerator
  private var records: [String: Held] = [:]
  private var broken: [String: Int64] = [:]
  /// Members of each list that is still read, and the scope it is of.
  private var lists: [(number: ListNumber, set: String, members: Set<String>)] = []
  private var sweep: Sweep?

  init(test: StoreUnderTest, seed: UInt64) {
    self.test = test
    self.seed = seed
    generator = SeededGenerator(seed: seed)
  }

  mutating func step() async throws {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1: try await beginList()
    case 2...7: try await readPage()
    case 8: try await readHeaders()
    case 9: if sweep == nil { sweep = try await test.store.openSweep(of: museum, at: test.clock.now) }
    case 10: try await endSweep()
    default: try await rename()
    }
  }

  private mutating func beginList() async throws {
    // One unfinished list a set, as the checkpoint of a scope holds one.
    let set = "set-\(Int.random(in: 0..<3, using: &generator))"
    let number = try await test.store.beginList(of: HarvestScope(provider: museum, prefix: "edm", set: set))
    lists.removeAll { $0.set == set }
    lists.append((number, set, []))
    try await write(IncomingParts(), in: lists.count - 1)
  }

  private struct IncomingParts {
    var records: [IncomingRecord] = []
    var unchanged: [UnchangedRecord] = []
    var quarantined: [QuarantinedRecord] = []
  }

  private mutating func readPage() async throws {
    guard let list = lists.indices.randomElement(using: &generator) else { return }
    let number = lists[list].number.rawValue
    var parts = IncomingParts()
    for identifier in identifiers() {
      if Int.random(in: 0..<6, using: &generator) == 0 {
        parts.quarantined.append(QuarantinedRecord(identifier: identifier, reason: "bad", bytes: [60]))
        broken[identifier] = max(broken[identifier] ?? 0, number)
        seen(identifier, number)
      } else {
        let deleted = Int.random(in: 0..<8, using: &generator) == 0
        let text = deleted ? "" : "text \(Int.random(in: 0..<3, using: &generator))"
        let record = incoming(identifier, text, deleted: deleted)
        if broken[identifier] == nil, let held = records[identifier], held.text == text,
          held.deleted == deleted, !deleted
        {
          parts.unchanged.append(
            UnchangedRecord(
              identifier: identifier, datestamp: record.datestamp, contentHash: record.contentHash))
        } else {
          parts.records.append(record)
        }
        take(identifier, text, deleted, max(number, broken.removeValue(forKey: identifier) ?? 0))
      }
      lists[list].members.insert(identifier)
    }
    try await write(parts, in: list)
  }

  private mutating func seen(_ identifier: String, _ list: Int64) {
    guard var held = records[identifier] else { return }
    held.lastList = max(held.lastList, list)
    records[identifier] = held
  }

  private mutating func take(_ identifier: String, _ text: String, _ deleted: Bool, _ list: Int64) {
    guard var held = records[identifier] else {
      records[identifier] = Held(text: text, deleted: deleted, lastList: list)
      return
    }
    if !(held.deleted && deleted), held.text != text || held.deleted != deleted { held.version += 1 }
    (held.text, held.deleted) = (text, deleted)
    held.lastList = max(held.lastList, list)
    records[identifier] = held
  }

  private func write(_ parts: IncomingParts, in list: Int) async throws {
    let run = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
    let (number, set, members) = lists[list]
    _ = try await test.store.ingest(
      IncomingPage(
        run: run, scope: HarvestScope(provider: museum, prefix: "edm", set: set), list: number,
        request: "http://museum/oai", receivedAt: test.clock.now, records: parts.records,
        unchanged: parts.unchanged, quarantined: parts.quarantined,
        checkpoint: HarvestCheckpoint(list: number)))
    let distinct = try await test.store.distinctRecords(in: number)
    #expect(distinct == members.count, "list \(number.rawValue), seed \(seed)")
  }

  private mutating func readHeaders() async throws {
    guard let list = lists.indices.randomElement(using: &generator) else { return }
    let number = lists[list].number
    let known = identifiers().filter { records[$0] != nil || broken[$0] != nil }
    try await test.store.noteSeen(
      known, scope: HarvestScope(provider: museum, prefix: "edm", set: lists[list].set), list: number,
      checkpoint: HarvestCheckpoint(list: number))
    for identifier in known {
      lists[list].members.insert(identifier)
      seen(identifier, number.rawValue)
      if let last = broken[identifier] { broken[identifier] = max(last, number.rawValue) }
    }
    try await write(IncomingParts(), in: list)
  }

  private mutating func endSweep() async throws {
    guard let sweep else { return }
    self.sweep = nil
    let living = records.filter { !$0.value.deleted }
    let missing = living.filter { $0.value.lastList < sweep.firstList.rawValue }.keys.sorted()
    #expect(
      try await test.store.balance(of: sweep.key) == SweepBalance(held: living.count, missing: missing.count),
      "seed \(seed)")
    #expect(
      try await test.store.missing(in: sweep.key, after: nil, limit: 100) == missing, "seed \(seed)")
    if Bool.random(using: &generator) {
      try await test.store.end(sweep.key, as: .dismissed, reason: "", at: test.clock.now)
      return
    }
    let run = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
    var deleted = 0
    while true {
      let count = try await test.store.carryOut(
        sweep.key, run: run, request: "sweep", limit: 3, at: test.clock.now)
      if count == 0 { break }
      deleted += count
    }
    #expect(deleted == missing.count, "seed \(seed)")
    for identifier in missing {
      records[identifier]?.deleted = true
      records[identifier]?.text = ""
      records[identifier]?.version += 1
    }
  }

  /// Gives a record an identifier that nobody has had.
  private mutating func rename() async throws {
    guard let former = records.keys.sorted().randomElement(using: &generator), broken[former] == nil,
      !lists.contains(where: { $0.members.contains(former) })
    else { return }
    let present = "oai:m:r\(records.count)-\(UInt16.random(in: 0...UInt16.max, using: &generator))"
    guard records[present] == nil, let held = records.removeValue(forKey: former) else { return }
    records[present] = held
    #expect(try await test.remap((former, present)) == test.counts(renamed: 1), "seed \(seed)")
  }

  private mutating func identifiers() -> [String] {
    let count = Int.random(in: 1...6, using: &generator)
    return Set((0..<count).map { _ in "oai:m:\(Int.random(in: 0..<25, using: &generator))" }).sorted()
  }

  func compareAll() async throws {
    let keys = try await test.store.records(provider: museum, after: nil, limit: 1000)
    let sources = try await test.store.sources(keys)
    #expect(Set(sources.map(\.identifier)) == Set(records.keys), "seed \(seed)")
    #expect(Set(sources.map(\.lastingIdentifier)).count == sources.count, "seed \(seed)")
    for source in sources {
      guard let held = records[source.identifier] else { continue }
      #expect(source.version == held.version, "\(source.identifier), seed \(seed)")
      #expect(source.deleted == held.deleted, "\(source.identifier), seed \(seed)")
      if !held.deleted {
        #expect(source.bytes.count > 0, "\(source.identifier), seed \(seed)")
        #expect(
          String(decoding: source.bytes, as: UTF8.self).contains("<metadata>\(held.text)<"), "seed \(seed)")
      }
    }
    let quarantined = try await test.store.quarantine(provider: museum, limit: 1000)
    #expect(Set(quarantined.compactMap(\.record.identifier)) == Set(broken.keys), "seed \(seed)")
    let headers = records.keys.sorted().map { RecordHeader(identifier: $0, datestamp: "") }
    for list in lists {
      let unseen = records.keys.sorted().filter { identifier in
        max(records[identifier]?.lastList ?? 0, broken[identifier] ?? 0) < list.number.rawValue
      }
      let comparison = try await test.store.compare(
        headers, provider: museum, since: list.number, comparesSets: false)
      #expect(comparison.unseen == unseen, "seed \(seed)")
    }
  }
}

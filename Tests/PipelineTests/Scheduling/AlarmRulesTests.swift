import Foundation
import OAIPMH
import Store
import Testing

@testable import Pipeline

/// A moment so many days after the first of January 2026.
private func day(_ number: Double) -> Timestamp { moment.advanced(by: Int64(number * 86_400)) }

/// A harvest as the ledger keeps it.
func harvestRow(
  _ day: Double, received: Int = 0, new: Int = 0, quarantined: Int = 0, complete: Bool = true,
  reason: String = "list ended", kind: String = "harvest", ends: Bool = true
) throws -> RunEntry {
  var report = HarvestReport(provider: "museum", complete: complete, reason: reason)
  report.received = received
  report.new = new
  report.unchanged = max(0, received - new)
  report.quarantined = quarantined
  let start = moment.advanced(by: Int64(day * 86_400))
  return RunEntry(
    provider: museum, kind: kind, startedAt: start, endedAt: ends ? start.advanced(by: 60) : nil,
    complete: complete && ends, reason: reason, report: try report.json())
}

@Suite("The rules of alarms")
struct AlarmRulesTests {
  private func alarms(
    _ runs: [RunEntry], at now: Timestamp = day(100), holdings: [Int] = [], sweeps: [Sweep] = [],
    isRunning: Bool = false
  ) -> [Alarm] {
    AlarmRules().alarms(
      of: ProviderHistory(
        provider: museum, runs: runs.reversed(), isRunning: isRunning, heldSweeps: sweeps,
        holdings: holdings.enumerated().map { .init(run: day(Double($0)), records: $1) }), at: now)
  }

  @Test("a provider without a past alarms nobody")
  func nothing() throws {
    #expect(alarms([]).isEmpty)
    #expect(alarms([try harvestRow(1, received: 5000, new: 5000)]).isEmpty)
  }

  @Test("the newest run alarms where it is incomplete, and says why")
  func incomplete() throws {
    let found = alarms([
      try harvestRow(1, received: 9, new: 9), try harvestRow(2, complete: false, reason: "token repeats"),
    ])
    #expect(found.map(\.kind) == [.incomplete])
    #expect(
      found[0].message == "the harvest begun at 2026-01-03T00:00:00Z ended incomplete: token repeats")
    #expect(found[0].provider == museum && found[0].since == day(100))
    // One that was made up for alarms no more.
    #expect(
      alarms([try harvestRow(1, complete: false), try harvestRow(2, received: 9, new: 9)]).isEmpty)
    // A harvest may be complete and what follows it may not.
    let followed = alarms([
      try harvestRow(1, complete: false, reason: "2 jobs were given up", kind: "run"),
      try harvestRow(1, received: 3),
    ])
    #expect(
      followed.map(\.message) == [
        "the run begun at 2026-01-02T00:00:00Z ended incomplete: 2 jobs were given up"
      ])
  }

  @Test("a run without an end alarms, unless it is under way")
  func killed() throws {
    let runs = [try harvestRow(1, kind: "run", ends: false), try harvestRow(1.001, received: 4)]
    #expect(
      alarms(runs).map(\.message) == [
        "the run begun at 2026-01-02T00:00:00Z never ended: run again to go on where it stood"
      ])
    #expect(alarms(runs, isRunning: true).isEmpty)
  }

  @Test("a provider that always comes whole alarms where less than half of the usual comes")
  func volumeOfWholeLists() throws {
    let usual = try (1...6).map { try harvestRow(Double($0), received: 1000 + $0, new: $0 == 1 ? 1001 : 0) }
    #expect(alarms(usual + [try harvestRow(7, received: 502)]).isEmpty)
    let found = alarms(usual + [try harvestRow(7, received: 501)])
    #expect(found.map(\.kind) == [.volumeDrop])
    #expect(
      found.first?.message.hasPrefix("501 records came where there were 1003 (median of 6 runs)") == true)
    // Two earlier runs are no history.
    #expect(alarms(Array(usual.prefix(2)) + [try harvestRow(7, received: 0)]).isEmpty)
  }

  @Test("a provider whose changes alone come is not measured by how many there are")
  func volumeOfChanges() throws {
    var runs = [try harvestRow(0, received: 5000, new: 5000)]
    for number in 1...8 { runs.append(try harvestRow(Double(number), received: 40, new: 40)) }
    #expect(alarms(runs + [try harvestRow(9, received: 2, new: 2)], at: day(9)).isEmpty)
  }

  @Test("records that are held no longer alarm, however they went")
  func holdings() {
    #expect(alarms([], holdings: [1000, 1010, 1020, 900, 700]).isEmpty)
    let found = alarms([], holdings: [1000, 1010, 1020, 504])
    #expect(found.map(\.kind) == [.volumeDrop])
    #expect(
      found.first?.message.hasPrefix("504 records are held where there were 1010 (median of 3 runs)") == true)
    // A handful goes up and down by chance.
    #expect(alarms([], holdings: [8, 8, 8, 1]).isEmpty)
  }

  @Test("silence alarms where it is far longer than any pause before, not sooner")
  func silence() throws {
    var runs = [try harvestRow(0, received: 5000, new: 5000)]
    for number in stride(from: 2.0, through: 20, by: 2) {
      runs.append(try harvestRow(number, received: 9, new: 9))
    }
    for number in stride(from: 21.0, through: 40, by: 1) { runs.append(try harvestRow(number)) }
    #expect(alarms(runs, at: day(26)).isEmpty)
    let found = alarms(runs, at: day(26.1))
    #expect(found.map(\.kind) == [.silence])
    #expect(
      found.first?.message.hasPrefix(
        "nothing new since 2026-01-21T00:00:00Z, 6 days ago; the longest pause before was 2 days") == true)
    // Where nobody asked there is no silence.
    #expect(alarms(Array(runs.prefix(12)), at: day(90)).isEmpty)
  }

  @Test("deletions that wait for a person alarm until they are settled")
  func deletions() {
    let sweep = Sweep(
      key: SweepKey(rawValue: 7), provider: museum, firstList: ListNumber(rawValue: 1), state: .held,
      startedAt: day(1), held: 100, missing: 60, reason: "60 of 100 records are listed no longer")
    let found = alarms([], sweeps: [sweep])
    #expect(found.map(\.kind) == [.deletionsHeld])
    #expect(
      found.first?.message.hasPrefix("60 deletions are held: 60 of 100 records are listed no longer") == true)
  }

  @Test("quarantine alarms where it grows beyond what is usual for the provider")
  func quarantine() throws {
    let usual = try (1...4).map { try harvestRow(Double($0), received: 1000, quarantined: 12) }
    #expect(alarms(usual + [try harvestRow(5, received: 1000, quarantined: 24)]).isEmpty)
    #expect(
      alarms(usual + [try harvestRow(5, received: 1000, quarantined: 25)]).map(\.kind) == [.quarantineGrowth])
    // The first harvest is measured by its own size.
    #expect(alarms([try harvestRow(1, received: 200, new: 190, quarantined: 10)]).isEmpty)
    #expect(
      alarms([try harvestRow(1, received: 199, new: 189, quarantined: 10)]).map(\.kind) == [.quarantineGrowth]
    )
    // Nine broken records are no growth, whatever is usual.
    #expect(alarms([try harvestRow(1, received: 9, quarantined: 9)]).isEmpty)
  }

  @Test("the median is the value in the middle")
  func median() {
    #expect(AlarmRules.median([]) == nil)
    #expect(AlarmRules.median([5]) == 5)
    #expect(AlarmRules.median([9, 1, 2]) == 2)
    #expect(AlarmRules.median([4, 1, 2, 9]) == 3)
  }
}

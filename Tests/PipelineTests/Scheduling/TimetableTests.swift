import Foundation
import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("The timetable")
struct TimetableTests {
  private func next(
    _ runs: [RunEntry], _ memory: Timetable.Memory? = nil, at hours: Double = 30,
    schedule: String = "daily 02:00", after start: Timestamp? = nil, isUnderWay: Bool = false
  ) throws -> ScheduledStart? {
    Timetable.next(
      of: museum, by: try Schedule(parsing: schedule), runs: runs.reversed(), isUnderWay: isUnderWay,
      memory: memory ?? Timetable.Memory(schedule: schedule, since: moment),
      at: moment.advanced(by: Int64(hours * 3600)), after: start, in: .gmt)
  }

  private func start(_ hours: Double, _ cause: ScheduledStart.Cause) -> ScheduledStart {
    ScheduledStart(provider: museum, at: moment.advanced(by: Int64(hours * 3600)), cause: cause)
  }

  @Test("a provider that was never harvested is due at once")
  func first() throws {
    #expect(try next([], at: 7) == start(7, .first))
    // A start that the store could not note counts all the same.
    #expect(try next([], at: 7, after: moment.advanced(by: 6 * 3600)) == start(26, .schedule))
  }

  @Test("the next run follows from the last start, whoever started it and however it ended")
  func regular() throws {
    #expect(try next([try harvestRow(0.5)]) == start(26, .schedule))
    #expect(try next([try harvestRow(0.5, complete: false)]) == start(26, .schedule))
    #expect(try next([try harvestRow(0.5), try harvestRow(1.25, kind: "run")]) == start(50, .schedule))
    #expect(try next([try harvestRow(1)], schedule: "every 6 hours") == start(30, .schedule))
    #expect(try next([try harvestRow(1)], after: moment.advanced(by: 29 * 3600)) == start(50, .schedule))
  }

  @Test("a schedule that was written or changed since makes nothing due from before")
  func changed() throws {
    let runs = [try harvestRow(-60)]
    #expect(try next(runs, .init(schedule: "monthly 1 04:00", since: moment)) == start(50, .schedule))
    #expect(
      try next(runs, .init(schedule: "daily 02:00", since: moment.advanced(by: 86_400)))
        == start(26, .schedule))
    let unknown = Timetable.next(
      of: museum, by: try Schedule(parsing: "daily 02:00"), runs: runs, memory: nil,
      at: moment.advanced(by: 30 * 3600), after: nil, in: .gmt)
    #expect(unknown == start(50, .schedule))
  }

  @Test("an interrupted run is taken up at once, a killed one a quarter of an hour after its start")
  func resumption() throws {
    let memory = Timetable.Memory(schedule: "daily 02:00", since: moment, isInterrupted: true)
    #expect(try next([try harvestRow(1, complete: false)], memory, at: 24.1) == start(24, .resumption))
    let killed = [try harvestRow(1, kind: "run", ends: false), try harvestRow(1)]
    #expect(try next(killed, at: 24.1) == start(24.25, .resumption))
    #expect(try next(killed, at: 24.1, isUnderWay: true) == start(26, .schedule))
    #expect(try next(killed, at: 24.1, schedule: "every 5 minutes") == start(24 + 1.0 / 12, .schedule))
  }
}

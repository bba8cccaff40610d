import Foundation
import OAIPMH
import Pipeline
import ServiceLifecycle
import Store
internal import WinnowConfiguration

/// The scheduler of `winnow serve`, as a service beside the server.
struct ScheduledLine: Service {
  let scheduler: Scheduler
  private let bench: Workbench
  private let timetable: Timetable
  private let interruption: Interruption

  init(_ bench: Workbench) {
    self.bench = bench
    let control = JobControl(unattended: ProgressPrinter(quiet: true))
    interruption = control.interruption
    timetable = bench.timetable
    let line = SharedLine { try await bench.line(control: control) }
    scheduler = Scheduler(
      store: bench.store, providers: bench.configuration.providers, timetable: timetable,
      desk: AlarmDesk(
        store: bench.store,
        notifiers: bench.configuration.notification?.notifiers(
          userAgent: "Winnow/\(Release.version) (\(bench.configuration.contact))") ?? [],
        log: bench.log),
      log: bench.log, interruption: interruption, run: { try await line.run($0) })
  }

  /// Follows the schedules until the server is to stop; then the runs under way stop after their step.
  func run() async throws {
    await withGracefulShutdownHandler {
      await scheduler.run()
    } onGracefulShutdown: { [interruption] in
      interruption.request()
    }
  }

  /// What runs when, for people.
  func announcement(at now: Timestamp) async throws -> [String] {
    var lines: [String] = []
    for provider in bench.configuration.providers {
      guard let schedule = provider.harvest.schedule,
        let next = try await timetable.next(of: provider, at: now)
      else { continue }
      let moment =
        switch next.cause {
        case .first: "at once, for the first time"
        case .resumption: "again at \(LocalTime.text(max(next.at, now))), to go on with the last run"
        case .schedule:
          next.at <= now
            ? "at once: it was due at \(LocalTime.text(next.at))" : "at \(LocalTime.text(next.at))"
        }
      lines.append("\(provider.id): \(schedule); runs \(moment)")
    }
    return lines.isEmpty ? ["no provider has a schedule: `winnow run` runs them"] : lines
  }
}

/// Moments as the clock of this machine shows them.
private enum LocalTime {
  static func text(_ moment: Timestamp) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm ZZZZZ"
    return formatter.string(from: moment.date)
  }
}

extension Workbench {
  /// When providers are due, in the time zone of this machine.
  var timetable: Timetable { Timetable(store: store, timeZone: .current) }
}

extension JobControl {
  /// Control of a job that a service runs: it is stopped by the service, not by signals.
  init(unattended progress: ProgressPrinter) { self.progress = progress }
}

/// One line for all runs side by side: they share the fetching engine with its manners towards hosts, the decoders
/// and the models. It is made for the first run and ends with the last.
private actor SharedLine {
  private let make: @Sendable () async throws -> Line
  private var line: Task<Line, any Error>?
  private var users = 0

  init(_ make: @escaping @Sendable () async throws -> Line) { self.make = make }

  /// Runs one provider.
  func run(_ provider: ProviderConfiguration) async throws -> RunReport {
    users += 1
    let make = make
    let shared = line ?? Task { try await make() }
    line = shared
    let outcome: Result<[RunReport], any Error>
    do {
      outcome = .success(try await shared.value.run([provider]))
    } catch {
      outcome = .failure(error)
    }
    users -= 1
    if users == 0 {
      line = nil
      if case .success(let line) = await shared.result { await line.close() }
    }
    guard let report = try outcome.get().first else {
      throw CommandFailure(message: "the run of provider '\(provider.id)' left no report")
    }
    return report
  }
}

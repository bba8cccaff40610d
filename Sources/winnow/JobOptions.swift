import ArgumentParser
import Foundation
import OAIPMH
import Pipeline
import Synchronization
import WinnowConfiguration

/// What every long job of the command line has: progress, and an orderly stop on Ctrl-C.
struct JobControl: Sendable {
  let interruption = Interruption()
  let progress: ProgressPrinter

  /// - Parameter json: true where the output is for machines; progress then goes unshown unless on a terminal.
  init(json: Bool) {
    progress = ProgressPrinter(quiet: json && isatty(STDERR_FILENO) == 0)
    SignalWatch.shared.watch(interruption)
  }
}

/// Turns SIGINT and SIGTERM into a request to stop; a second one ends the process at once.
final class SignalWatch: Sendable {
  static let shared = SignalWatch()

  private let watched = Mutex<[Interruption]>([])

  private init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The handler keeps the source: both live as long as the process.
      source.setEventHandler { [self] in
        withExtendedLifetime(source) { received() }
      }
      source.resume()
    }
  }

  /// From now on a signal asks this interruption.
  func watch(_ interruption: Interruption) { watched.withLock { $0.append(interruption) } }

  private func received() {
    let again = watched.withLock { list in
      defer { for interruption in list { interruption.request() } }
      return list.contains { $0.isRequested }
    }
    if again { Foundation.exit(1) }
    standardError("stopping after the step under way; once more to stop at once")
  }
}

/// Options that select what is harvested.
struct HarvestSelection: ParsableArguments {
  @Flag(name: .long, help: "Start from the beginning instead of after the last complete harvest.")
  var full = false

  @Option(
    name: .long, help: "Only records changed at or after this date (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ).")
  var from: String?

  @Option(name: .long, help: "Only records changed at or before this date.")
  var until: String?

  @Option(name: .long, help: "Only this set.")
  var set: String?

  @Option(name: .long, help: "Cut lists into spans of this length: month, day or hour.")
  var window: WindowOption?

  @Flag(
    name: .long, help: "Compare all that is listed with all that is held too: what is gone, what was missed.")
  var reconcile = false

  @Flag(
    name: .long, help: "Change nothing: tell what a harvest, or with --reconcile a comparison, would bring.")
  var dryRun = false

  /// Refuses what makes no sense together.
  func validate() throws {
    guard reconcile else { return }
    if from != nil || until != nil {
      throw ValidationError("--reconcile compares everything: leave --from and --until out")
    }
    if set != nil {
      throw ValidationError("--reconcile compares every set: with --set alone all others would seem deleted")
    }
    if dryRun, full { throw ValidationError("--dry-run --reconcile reads every header: leave --full out") }
  }

  /// The options with their dates read.
  func options() throws -> HarvestOptions {
    func stamp(_ text: String?, _ name: String) throws -> Timestamp? {
      guard let text else { return nil }
      guard let stamp = Timestamp(text) else {
        throw CommandFailure(
          message: "--\(name) '\(text)' is no date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ", exitCode: 2)
      }
      return stamp
    }
    let start = try stamp(from, "from")
    let end = try stamp(until, "until")
    if let start, let end, start > end {
      throw CommandFailure(message: "--from \(start) is after --until \(end)", exitCode: 2)
    }
    return HarvestOptions(
      full: full, from: start, until: end, set: set, window: window?.window, reconcile: reconcile,
      dryRun: dryRun)
  }
}

/// The words of `--window`: the spans of ``HarvestWindow``, which knows nothing of command lines.
enum WindowOption: String, ExpressibleByArgument, CaseIterable {
  case month
  case day
  case hour

  var window: HarvestWindow {
    switch self {
    case .month: .month
    case .day: .day
    case .hour: .hour
    }
  }
}

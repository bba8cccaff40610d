import Dispatch
import Foundation
import Pipeline
import Synchronization

/// Shows progress: on a terminal a line for each job under way, rewritten in place; elsewhere a plain line for each
/// every few seconds.
final class ProgressPrinter: Sendable {
  private struct State {
    /// In the order in which the jobs began.
    var meters: [(key: String, meter: ProgressMeter)] = []
    var lastPrinted: [String: ContinuousClock.Instant] = [:]
    var lastDrawn: ContinuousClock.Instant?
    var timer: (any DispatchSourceTimer)?
  }

  /// A job of unknown length that says nothing for so long makes room for others.
  private static let silence = Duration.seconds(15)
  private static let betweenDrawings = Duration.milliseconds(100)
  private static let betweenLines = Duration.seconds(5)

  private let state = Mutex(State())
  private let onTerminal: Bool
  private let quiet: Bool

  init(quiet: Bool) {
    onTerminal = Console.shared.isTerminal
    self.quiet = quiet
  }

  /// Shows one step, at most ten times a second on a terminal and once in five seconds a job elsewhere.
  func show(_ event: ProgressEvent) {
    guard !quiet else { return }
    let key = event.stage + " " + (event.provider ?? "")
    let now = ContinuousClock.now
    state.withLock { state in
      let index: Int
      if let known = state.meters.firstIndex(where: { $0.key == key }) {
        index = known
        state.meters[index].meter.take(event, at: now)
      } else {
        index = state.meters.count
        state.meters.append((key, ProgressMeter(event, at: now)))
      }
      if onTerminal {
        if state.timer == nil { state.timer = clock() }
        draw(&state, at: now)
      } else if state.lastPrinted[key].map({ now - $0 >= Self.betweenLines }) ?? true {
        state.lastPrinted[key] = now
        let line = state.meters[index].meter.line(at: now)
        Console.shared.interrupt { FileHandle.standardError.write(Data((line + "\n").utf8)) }
      }
    }
  }

  /// Takes the progress off the screen, so that what follows starts on a line of its own.
  func finish() {
    state.withLock { state in
      state.timer?.cancel()
      state = State()
      if onTerminal { Console.shared.show([]) }
    }
  }

  /// Draws again each second: a job that gets no answer is seen to stand still.
  private func clock() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { [weak self] in
      self?.state.withLock { state in
        if state.timer != nil { self?.draw(&state, at: .now) }
      }
    }
    timer.resume()
    return timer
  }

  private func draw(_ state: inout State, at now: ContinuousClock.Instant) {
    if let last = state.lastDrawn, now - last < Self.betweenDrawings { return }
    state.lastDrawn = now
    let (columns, rows) = Console.shared.size
    var meters = state.meters.map(\.meter).filter {
      now - $0.updated < (isFinished($0) ? .seconds(3) : Self.silence) || $0.isUnfinished
    }
    if meters.isEmpty, let last = state.meters.map(\.meter).max(by: { $0.updated < $1.updated }) {
      meters = [last]
    }
    let room = max(1, rows - 2)
    let more = meters.count - room
    if more > 0 { meters = Array(meters.prefix(room - 1)) }
    let names = min(columns / 4, meters.map(\.name.count).max() ?? 0)
    // The last column stays free: a character there makes some terminals begin another line.
    var lines = meters.map { $0.line(at: now, columns: columns - 1, names: names) }
    if more > 0 { lines.append("and \(more + 1) more") }
    Console.shared.show(lines)
  }

  private func isFinished(_ meter: ProgressMeter) -> Bool { meter.event.total != nil && !meter.isUnfinished }
}

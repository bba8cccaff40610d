import Foundation
import Pipeline
import Synchronization

/// Shows progress: a line that is rewritten on a terminal, plain lines every few seconds elsewhere.
final class ProgressPrinter: Sendable {
  private struct State {
    var started: [String: Date] = [:]
    var lastShown: [String: Date] = [:]
    var lineIsOpen = false
  }

  private let state = Mutex(State())
  private let onTerminal: Bool
  private let quiet: Bool

  init(quiet: Bool) {
    onTerminal = isatty(STDERR_FILENO) == 1
    self.quiet = quiet
  }

  /// Shows one step, at most ten times a second on a terminal and once in five seconds elsewhere.
  func show(_ event: ProgressEvent) {
    guard !quiet else { return }
    let key = event.stage + " " + (event.provider ?? "")
    let now = Date()
    state.withLock { state in
      let start = state.started[key] ?? now
      state.started[key] = start
      if let last = state.lastShown[key], now.timeIntervalSince(last) < (onTerminal ? 0.1 : 5) { return }
      state.lastShown[key] = now
      let line = Self.line(event, seconds: now.timeIntervalSince(start))
      if onTerminal {
        FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
        state.lineIsOpen = true
      } else {
        FileHandle.standardError.write(Data((line + "\n").utf8))
      }
    }
  }

  /// Ends the rewritten line, so that what follows starts on a line of its own.
  func finish() {
    state.withLock { state in
      if state.lineIsOpen { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
      state.lineIsOpen = false
    }
  }

  private static func line(_ event: ProgressEvent, seconds: Double) -> String {
    var parts = [event.provider.map { "\(event.stage) \($0):" } ?? "\(event.stage):"]
    parts.append(event.total.map { "\(event.done) of \($0) \(event.unit)" } ?? "\(event.done) \(event.unit)")
    if seconds > 0.5, event.done > 0 {
      let rate = Double(event.done) / seconds
      parts.append(String(format: "%.0f/s", rate))
      if let total = event.total, total > event.done, rate > 0 {
        parts.append("\(duration(Double(total - event.done) / rate)) left")
      }
    }
    if let total = event.total, total > 0 {
      let share = min(1, Double(event.done) / Double(total))
      let filled = Int(share * 20)
      parts.insert(
        "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "]", at: 1)
    }
    if !event.detail.isEmpty { parts.append("(\(event.detail))") }
    return parts.joined(separator: " ")
  }

  /// `42 s`, `3 min 20 s`, `2 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

import Foundation
import Pipeline

/// How far one long job has come, and how fast it goes now.
struct ProgressMeter {
  private struct Sample {
    var moment: ContinuousClock.Instant
    var done: Int
  }

  /// The rate is that of this time, not that of the whole job: an endpoint that slows down shows it.
  private static let window = Duration.seconds(15)
  private static let widestBar = 30
  private static let narrowestBar = 6

  private(set) var event: ProgressEvent
  private(set) var updated: ContinuousClock.Instant
  private let started: ContinuousClock.Instant
  private var samples: [Sample]

  /// A job of which nothing is known but its first step.
  init(_ event: ProgressEvent, at now: ContinuousClock.Instant) {
    self.event = event
    updated = now
    started = now
    samples = [Sample(moment: now, done: event.done)]
  }

  /// Takes a further step.
  mutating func take(_ event: ProgressEvent, at now: ContinuousClock.Instant) {
    if event.done < self.event.done { samples.removeAll() }
    self.event = event
    updated = now
    // The last one before the window is kept: the rate counts from there.
    while samples.count > 1, now - samples[1].moment > Self.window { samples.removeFirst() }
    if samples.last.map({ now - $0.moment > .milliseconds(200) }) ?? true {
      samples.append(Sample(moment: now, done: event.done))
    }
  }

  /// True where something is known to be left.
  var isUnfinished: Bool { event.total.map { event.done < $0 } ?? false }

  /// Units a second of late; `nil` while it is too early to tell.
  func rate(at now: ContinuousClock.Instant) -> Double? {
    let begin = samples.first { now - $0.moment <= Self.window } ?? samples.last
    guard let begin else { return nil }
    let seconds = (now - begin.moment).seconds
    return seconds >= 0.5 ? Double(event.done - begin.done) / seconds : nil
  }

  /// The job as a line of a log.
  func line(at now: ContinuousClock.Instant) -> String {
    "\(name): " + facts(at: now, withDetail: true).joined(separator: ", ")
  }

  /// The job as a line of a terminal: with a bar where there is room, without the details where there is little.
  /// - Parameters:
  ///   - columns: the longest that the line may be.
  ///   - names: columns for the name of the job, so that the bars of several stand in line.
  func line(at now: ContinuousClock.Instant, columns: Int, names: Int) -> String {
    let name = Self.cut(name, to: names).padding(toLength: names, withPad: " ", startingAt: 0)
    var text = facts(at: now, withDetail: true).joined(separator: ", ")
    if names + 1 + text.count > columns { text = facts(at: now, withDetail: false).joined(separator: ", ") }
    let room = min(Self.widestBar, columns - names - text.count - 4)
    guard let total = event.total, total > 0, room >= Self.narrowestBar else {
      return Self.cut("\(name) \(text)", to: columns)
    }
    let filled = Int(min(1, Double(event.done) / Double(total)) * Double(room))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
    return "\(name) [\(bar)] \(text)"
  }

  private static func cut(_ text: String, to columns: Int) -> String {
    text.count <= columns ? text : text.prefix(max(0, columns - 1)) + "…"
  }

  /// The stage, and the provider where it is one provider's.
  var name: String { event.provider.map { "\(event.stage) \($0)" } ?? event.stage }

  private func facts(at now: ContinuousClock.Instant, withDetail: Bool) -> [String] {
    var facts = [
      event.total.map { "\(event.done) of \(max($0, event.done)) \(event.unit)" }
        ?? "\(event.done) \(event.unit)"
    ]
    let rate = rate(at: now)
    if let rate { facts.append(Self.rateInWords(rate)) }
    if withDetail, !event.detail.isEmpty { facts.append(event.detail) }
    if isUnfinished, let rate, rate > 0, let total = event.total {
      facts.append("\(Self.duration(Double(total - event.done) / rate)) left")
    }
    return facts
  }

  private static func rateInWords(_ rate: Double) -> String {
    rate >= 10 || rate == 0 ? String(format: "%.0f/s", rate) : String(format: "%.1f/s", rate)
  }

  /// `42 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    if whole < 172_800 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

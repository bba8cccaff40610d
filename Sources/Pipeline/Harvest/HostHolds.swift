public import Fetching
public import Foundation
public import Logging
public import Store

/// The hosts that asked to be left alone, kept in the store: a run that begins while a host still waits does not
/// ask it, whichever process was told to wait, and however that process ended.
///
/// All processes share one setting. Each merges what it learns into what stands there, drops what is over, and sees
/// that another one writing at the same moment did not undo it.
public actor HostHolds: HoldKeeper {
  /// The name of the setting: a JSON object of moments, in seconds since 1970, by host.
  static let setting = "host-holds"
  /// Shorter waits are over before another process could ask.
  private static let shortestKept: TimeInterval = 1
  private static let attempts = 5

  private let store: any Store
  private let log: Logger
  /// What this process has learnt, so that it can be written again should another process undo it.
  private var learnt: [String: Date] = [:]

  /// Holds that a store keeps.
  /// - Parameter log: is told where the store cannot be read or written; the waits then hold in this process only.
  public init(store: any Store, log: Logger) {
    self.store = store
    self.log = log
  }

  /// The hosts that may not be asked yet, with the moments from which they may.
  public func heldHosts() async -> [String: Date] {
    do {
      return try await stored()
    } catch {
      log.warning(
        "the store does not tell which hosts asked to be left alone; asking them all",
        metadata: ["cause": "\(error)"])
      return [:]
    }
  }

  /// Notes that a host asked to be left alone; a later moment than known counts.
  public func keep(_ host: String, until moment: Date) async {
    guard moment.timeIntervalSinceNow >= Self.shortestKept else { return }
    log.info(
      "a host asked to be left alone",
      metadata: ["host": "\(host)", "until": "\(moment.formatted(.iso8601))"])
    learnt[host] = max(moment, learnt[host] ?? moment)
    do {
      for _ in 0..<Self.attempts {
        var held = try await stored()
        learnt = learnt.filter { $0.value > .now }
        if learnt.allSatisfy({ known, until in held[known].map { $0 >= until.wholeSeconds } ?? false }) {
          return
        }
        held.merge(learnt) { max($0, $1) }
        try await store.assign(Self.setting, try Self.encoded(held))
      }
    } catch {
      log.warning(
        "how long a host asked to be left alone cannot be stored; the next run will not know",
        metadata: ["host": "\(host)", "cause": "\(error)"])
    }
  }

  private func stored() async throws -> [String: Date] {
    guard let bytes = try await store.setting(Self.setting) else { return [:] }
    let moments: [String: Int64]
    do {
      moments = try JSONDecoder().decode([String: Int64].self, from: Data(bytes))
    } catch is DecodingError {
      log.warning("setting \(Self.setting) of the store is no list of hosts; starting a new one")
      return [:]
    }
    return moments.mapValues { Date(timeIntervalSince1970: Double($0)) }.filter { $0.value > .now }
  }

  /// Rounded up: a host is never asked a fraction of a second early.
  private static func encoded(_ held: [String: Date]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return [UInt8](try encoder.encode(held.mapValues { Int64($0.timeIntervalSince1970.rounded(.up)) }))
  }
}

extension Date {
  /// The moment without its fraction of a second.
  fileprivate var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}

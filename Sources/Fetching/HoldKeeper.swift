public import Foundation

/// Keeps which hosts asked to be left alone, across runs and for all processes that share it.
///
/// An engine reads it before its first request and now and then later, and tells it of each wait the moment it is
/// asked for, before it acts on the answer: a process that is killed right after loses nothing.
public protocol HoldKeeper: Sendable {
  /// The hosts that may not be asked yet, with the moments from which they may.
  func heldHosts() async -> [String: Date]

  /// Notes that a host asked to be left alone.
  /// - Parameter host: the host, with its port where that is neither 80 nor 443.
  func keep(_ host: String, until moment: Date) async
}

/// Asks a keeper when it is time, once however many requests begin at the same moment.
actor HoldReader {
  private let keeper: any HoldKeeper
  private let lifetime: Duration
  private var readAt: ContinuousClock.Instant?
  private var reading: Task<[String: Date], Never>?

  init(_ keeper: any HoldKeeper, lifetime: Duration) {
    self.keeper = keeper
    self.lifetime = lifetime
  }

  /// What the keeper knows; empty where it was asked not long ago.
  func heldHosts() async -> [String: Date] {
    if let reading { return await reading.value }
    if let readAt, .now - readAt < lifetime { return [:] }
    let keeper = keeper
    let task = Task { await keeper.heldHosts() }
    reading = task
    let held = await task.value
    reading = nil
    readAt = .now
    return held
  }
}

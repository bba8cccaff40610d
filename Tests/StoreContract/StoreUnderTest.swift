public import OAIPMH
public import Store
internal import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
  private let seconds: Mutex<Int64>

  /// A clock that shows a moment in January 2026.
  public init(_ start: Timestamp = Timestamp(seconds: 1_767_225_600)) { seconds = Mutex(start.seconds) }

  /// What the clock shows.
  public var now: Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }

  /// Moves the clock, backwards for a negative number.
  public func advance(by step: Int64) { seconds.withLock { $0 += step } }
}

/// An empty store with the clock it goes by.
public struct StoreUnderTest: Sendable {
  /// The store, empty at first.
  public let store: any Store
  /// What the store takes for the time.
  public let clock: TestClock

  /// A store that goes by a clock.
  public init(store: any Store, clock: TestClock) {
    self.store = store
    self.clock = clock
  }
}

/// One demand that every store has to meet, whatever it is built on.
public struct StoreDemand: Sendable, CustomStringConvertible {
  /// The behaviour in words.
  public let description: String
  /// Tries it on an empty store. Expectations are recorded with the running test.
  public let check: @Sendable (StoreUnderTest) async throws -> Void

  init(_ description: String, _ check: @escaping @Sendable (StoreUnderTest) async throws -> Void) {
    self.description = description
    self.check = check
  }
}

/// Everything that a store has to do, to be run against each implementation.
public enum StoreContract {
  /// All demands.
  public static let demands: [StoreDemand] =
    harvestDemands + listDemands + quarantineDemands + comparisonDemands + sweepDemands + remapDemands
    + mergeDemands + randomDemands + queueDemands + stageDemands + mediaDemands + publicationDemands
    + historyDemands + publishedSizeDemands + archiveDemands + peopleDemands + conceptDemands
}

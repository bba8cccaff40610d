internal import Foundation
public import Hashing
public import Store

/// What the configuration says about a provider, as far as each stage depends on it: a stage whose fingerprint
/// changed works its records again, so that an edited default, policy or mapping takes effect on what is stored.
public struct ConfigurationFingerprint: Sendable {
  /// Whose configuration.
  public var provider: ProviderID
  /// The hash of all that a stage depends on beside the record itself.
  public var stages: [Stage: ContentHash]

  /// - Parameter stages: for each stage the texts that it depends on, in a fixed order.
  public init(provider: ProviderID, stages: [Stage: [String]]) {
    self.provider = provider
    self.stages = stages.mapValues { texts in
      ContentHash(of: Data(texts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
  }

  /// Queues the stages whose fingerprint is not the one they last ran under; a provider's first fingerprint is
  /// only kept.
  /// - Returns: how many jobs each changed stage got.
  func queueChangedStages(in store: any Store) async throws -> [Stage: Int] {
    var queued: [Stage: Int] = [:]
    for stage in Stage.allCases {
      guard let current = stages[stage] else { continue }
      let name = "fingerprint:\(stage.rawValue):\(provider)"
      let former = try await store.setting(name)
      if former == current.bytes { continue }
      if former != nil { queued[stage] = try await store.requeue(stage, provider: provider) }
      // Kept last: a process that dies before this queues again, which is harmless.
      try await store.assign(name, current.bytes)
    }
    return queued
  }
}

internal import Foundation
internal import OAIPMH
internal import Store

/// Tells which process is at work for a provider, so that another one does not do the same beside it.
enum RunClaim {
  /// Processes of other machines cannot be asked whether they live: after this time they are taken for dead. Seconds.
  private static let foreignPatience: Int64 = 86_400

  /// Notes that this process works for a provider now.
  static func take(_ provider: ProviderID, in store: any Store) async throws {
    try await store.assign(name(provider), Array(WorkerName.current.description.utf8))
  }

  /// True where a run of a provider is under way.
  /// - Parameter runs: the rows of the provider, newest first.
  static func isRunning(_ provider: ProviderID, runs: [RunEntry], in store: any Store) async throws -> Bool {
    guard let open = ProviderHistory.unfinished(in: runs),
      let worker = try await worker(of: provider, in: store)
    else { return false }
    if worker.isOfThisMachine { return !worker.isGone }
    return Timestamp.now.seconds - open.startedAt.seconds < foreignPatience
  }

  /// True where a run of a provider is under way in another process than this one.
  static func isRunningElsewhere(
    _ provider: ProviderID, runs: [RunEntry], in store: any Store
  ) async throws -> Bool {
    guard try await isRunning(provider, runs: runs, in: store) else { return false }
    return try await worker(of: provider, in: store)?.description != WorkerName.current.description
  }

  private static func worker(of provider: ProviderID, in store: any Store) async throws -> WorkerName? {
    try await store.setting(name(provider)).flatMap { WorkerName(String(decoding: $0, as: UTF8.self)) }
  }

  private static func name(_ provider: ProviderID) -> String { "running:\(provider)" }
}

internal import Hashing
internal import OAIPMH
public import Store

/// What stands in quarantine, newest first.
public struct QuarantineListing: Sendable {
  /// Sweeps that wait for a person.
  public let sweeps: [HeldSweep]
  /// Bytes set aside.
  public let records: [SetAsideRecord]
  /// Whether more stands there than was asked for.
  public let isCut: Bool

  /// Reads what stands in quarantine.
  /// - Parameters:
  ///   - providers: whose things to list; `nil` for all.
  ///   - limit: at most this many of each kind.
  public init(store: any Store, providers: [ProviderID]?, limit: Int) async throws {
    var sweeps: [Sweep] = []
    var entries: [QuarantineEntry] = []
    for provider in providers?.map(Optional.some) ?? [nil] {
      sweeps += try await store.sweeps(provider: provider, states: [.held], limit: limit + 1)
      entries += try await store.quarantine(provider: provider, limit: limit + 1)
    }
    isCut = sweeps.count > limit || entries.count > limit
    self.sweeps = sweeps.prefix(limit).map(HeldSweep.init)
    records = entries.prefix(limit).map(SetAsideRecord.init)
  }
}

/// Bytes set aside, as they are listed.
public struct SetAsideRecord: Sendable, Encodable, Equatable {
  /// `record-12`.
  public let id: String
  /// The provider they came from.
  public let provider: String
  /// The metadata prefix they came in.
  public let prefix: String
  /// The record's identifier; `nil` where it could not be read.
  public let identifier: String?
  /// Why they were set aside, in words.
  public let reason: String
  /// How many there are.
  public let bytes: Int
  /// Their SHA-256 in hexadecimal.
  public let sha256: String
  /// When they arrived last.
  public let received: String
  /// The request that brought them.
  public let request: String

  /// An entry of the quarantine.
  public init(_ entry: QuarantineEntry) {
    id = "\(QuarantineName.record(entry.key))"
    provider = entry.provider.rawValue
    prefix = entry.prefix
    identifier = entry.record.identifier
    reason = entry.record.reason
    bytes = entry.record.bytes.count
    sha256 = ContentHash(of: entry.record.bytes).hexadecimal
    received = entry.receivedAt.description
    request = entry.request
  }

  /// All but the bytes, for people.
  public var lines: [String] {
    [
      "\(id) of \(provider)",
      "  identifier  \(identifier ?? "could not be read")",
      "  reason      \(reason)",
      "  bytes       \(bytes), SHA-256 \(sha256)",
      "  received    \(received) as \(prefix)",
      "  request     \(request)",
    ]
  }
}

/// A sweep, as it is listed.
public struct HeldSweep: Sendable, Encodable, Equatable {
  /// `sweep-3`.
  public let id: String
  /// The provider that was compared.
  public let provider: String
  /// `held`, `carried-out`, `dismissed` or `listing`.
  public let state: String
  /// Records that were held when the sweep ended, deleted ones not counted.
  public let held: Int
  /// Records among them that were missing.
  public let missing: Int
  /// Why it stands as it does, in words.
  public let reason: String
  /// When it began.
  public let started: String
  /// When it was held, carried out or dismissed; `nil` while it is being read.
  public let ended: String?

  /// A sweep of the store.
  public init(_ sweep: Sweep) {
    id = "\(QuarantineName.sweep(sweep.key))"
    provider = sweep.provider.rawValue
    state = sweep.state.rawValue
    held = sweep.held
    missing = sweep.missing
    reason = sweep.reason
    started = sweep.startedAt.description
    ended = sweep.endedAt?.description
  }

  /// The sweep for people.
  public var lines: [String] {
    [
      "\(id) of \(provider): \(state)",
      "  reason      \(reason)",
      "  records     \(missing) missing of \(held)",
      "  began       \(started)" + (ended.map { ", ended \($0)" } ?? ""),
    ]
  }
}

internal import Foundation
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// One reading of all that a source names: its list, the place where it stands, and the sweep that finds what is named
/// no longer. A reading that was interrupted is taken up where its last page ended.
struct Enumeration {
  /// What is kept beside a checkpoint.
  struct Place: Codable, Equatable {
    /// Tells the source, and where it matters its state, from another one: a place says nothing about those.
    var source: String
    /// The last path or address that was taken in; everything up to it is done.
    var after: String?
    /// The newest moment of the list when it was begun.
    var newest: Timestamp?
    /// Addresses up to the place that could not be had, and are to be asked for again.
    var missed: [String] = []
    /// True where everything up to `newest` was taken in, but for what was missed.
    var isWhole = false
  }

  let scope: HarvestScope
  let list: ListNumber
  /// `nil` where what is named no longer is not deleted.
  let sweep: Sweep?
  /// True where an earlier run began it.
  let isResumed: Bool
  private(set) var checkpoint: HarvestCheckpoint
  private(set) var place: Place

  /// Takes up the unfinished reading of a scope, or begins a new one.
  /// - Parameters:
  ///   - source: as ``Place/source``.
  ///   - sweeps: whether what is named no longer is to be deleted.
  static func open(
    _ scope: HarvestScope, source: String, newest: Timestamp? = nil, full: Bool, sweeps: Bool,
    store: any Store
  ) async throws -> Enumeration {
    let listing = try await store.sweeps(provider: scope.provider, states: [.listing], limit: 10)
    if !full, let unfinished = try await store.checkpoint(of: scope), let list = unfinished.list,
      let place = Self.place(unfinished), place.source == source
    {
      let sweep = listing.first { $0.firstList <= list }
      if !sweeps || sweep != nil {
        return Enumeration(
          scope: scope, list: list, sweep: sweeps ? sweep : nil, isResumed: true, checkpoint: unfinished,
          place: place)
      }
    }
    try await store.discardCheckpoint(of: scope)
    var sweep: Sweep?
    if sweeps {
      for former in listing {
        try await store.end(former.key, as: .dismissed, reason: "its lists were begun anew", at: .now)
      }
      sweep = try await store.openSweep(of: scope.provider, at: .now)
    }
    let list = try await store.beginList(of: scope)
    return Enumeration(
      scope: scope, list: list, sweep: sweep, isResumed: false,
      checkpoint: HarvestCheckpoint(list: list, responseDate: .now),
      place: Place(source: source, newest: newest))
  }

  /// Forgets marks and places of another source that the provider was harvested from: they say nothing about this one.
  static func forgetFormerSource(of provider: ProviderConfiguration, store: any Store) async throws {
    let name = "endpoint:\(provider.id)"
    let current = Array(provider.harvest.url.utf8)
    let former = try await store.setting(name)
    if former == current { return }
    if former != nil { try await store.forgetProgress(of: ProviderID(provider.id)) }
    try await store.assign(name, current)
  }

  private static func place(_ checkpoint: HarvestCheckpoint) -> Place? {
    checkpoint.state.flatMap { try? JSONDecoder().decode(Place.self, from: Data($0.utf8)) }
  }

  /// Hands a page over together with the place behind it.
  /// - Parameters:
  ///   - after: the path or address up to which everything is taken in with this page; `nil` where it is not the end.
  ///   - missed: addresses up to there that could not be had; `nil` leaves those that are known.
  mutating func take(
    _ page: SourcePage, after: String?, missed: [String]? = nil, into intake: inout Intake
  ) async throws {
    try advance(by: page.records.count + page.unchanged.count + page.quarantined.count, after, missed)
    try await intake.take(page, scope: scope, list: list, checkpoint: checkpoint)
  }

  /// Notes that everything up to a moment was taken in, but for some addresses that the next run asks for again.
  mutating func rest(newest: Timestamp?, missed: [String], request: String, into intake: inout Intake)
    async throws
  {
    place.newest = newest
    place.isWhole = true
    try await take(SourcePage(request: request), after: nil, missed: missed, into: &intake)
  }

  /// Notes identifiers as named without taking in their records.
  mutating func note(_ identifiers: [String], after: String?, store: any Store) async throws {
    try advance(by: identifiers.count, after, nil)
    try await store.noteSeen(identifiers, scope: scope, list: list, checkpoint: checkpoint)
  }

  private mutating func advance(by count: Int, _ after: String?, _ missed: [String]?) throws {
    if let after { place.after = after }
    if let missed { place.missed = missed }
    checkpoint.listed += count
    checkpoint.pages += 1
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    checkpoint.state = String(decoding: try encoder.encode(place), as: UTF8.self)
  }

  /// Ends a reading that was whole: what it did not meet is deleted, or held for a person.
  /// - Parameter highWater: what the mark of the scope becomes; `nil` leaves it.
  func conclude(
    _ conclusion: SweepConclusion, request: String, highWater: Timestamp?, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    try await intake.settle()
    var verdicts: [HarvestVerdict] = []
    if !conclusion.isDryRun {
      verdicts.append(.complete("the list ended after \(checkpoint.listed) records"))
    }
    if let sweep {
      verdicts.append(try await conclusion.conclude(sweep, request: request, into: &intake))
    }
    if let highWater, !conclusion.isDryRun {
      try await intake.store.advanceMark(
        of: scope, to: HarvestMark(highWater: highWater, dayGranularity: false))
    }
    try await intake.store.discardCheckpoint(of: scope)
    return HarvestVerdict.joined(verdicts)
  }

  /// Ends a reading in which something could not be read: nothing is deleted, and the next run begins anew.
  /// - Parameter keepsPlace: true where the next run is to go on here.
  func abandon(_ reason: String, keepsPlace: Bool = false, into intake: inout Intake) async throws
    -> HarvestVerdict
  {
    try await intake.settle()
    if !keepsPlace {
      if let sweep { try await intake.store.end(sweep.key, as: .dismissed, reason: reason, at: .now) }
      try await intake.store.discardCheckpoint(of: scope)
    }
    return .incomplete(reason)
  }
}

/// Failures of a harvest: the first ones in words, all of them counted.
struct FailureList {
  private(set) var count = 0
  private var first: [String] = []

  /// At most this many are told.
  private static let told = 5

  var isEmpty: Bool { count == 0 }

  mutating func append(_ failure: String) {
    count += 1
    if first.count < Self.told { first.append(failure) }
  }

  /// As one line; a noun such as `files` says what failed.
  func description(_ noun: String) -> String {
    let more = count > first.count ? "; and \(count - first.count) more" : ""
    return "\(noun) that could not be read: \(count) (\(first.joined(separator: "; "))\(more))"
  }
}

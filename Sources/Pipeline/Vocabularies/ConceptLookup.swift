public import EDM
public import Fetching
internal import Foundation
public import OAIPMH
public import Store
public import WinnowConfiguration

/// Finds the concepts that IRIs name: in the cache, in the vocabularies on this machine, and where that is allowed by
/// asking the vocabularies themselves.
///
/// Each vocabulary is asked for one concept after the other, with the manners of the engine towards media: robots.txt,
/// pauses and Retry-After hold. What is found and what is not is kept, so that an IRI is asked for once: a concept is
/// asked for again after 180 days, one that is not there after 30 days, one whose server did not answer after a day.
/// A vocabulary that fails several times in a row is left alone until the next run.
public struct ConceptLookup: Sendable {
  /// Days until a concept is asked for again.
  static let lifetime: Int64 = 180
  /// Days until it is asked again what was not there.
  static let absence: Int64 = 30
  /// Failures in a row after which a vocabulary is left alone.
  static let patience = 5
  /// What one description may cost to fetch.
  static let limits = FetchLimits(
    maximumBytes: Int64(SKOSLimits.singleConcept.maximumBytes), totalTimeout: .seconds(120))

  let cache: any ConceptCache
  let engine: FetchEngine?
  let iconclass: IconclassVocabulary?
  let settings: VocabularyConfiguration
  let clock: @Sendable () -> Timestamp
  let interruption: Interruption
  let progress: ProgressHandler

  /// - Parameters:
  ///   - cache: where concepts are kept.
  ///   - engine: asks the vocabularies; `nil` where only what is here is to be used.
  ///   - iconclass: answers for Iconclass without being asked on the net; `nil` where the set-up did not bring it.
  ///   - settings: languages and mirrors; `dereference` is the caller's to obey.
  ///   - clock: tells the current second.
  ///   - interruption: stops after the concept under way.
  ///   - progress: told of each concept.
  public init(
    cache: any ConceptCache, engine: FetchEngine?, iconclass: IconclassVocabulary?,
    settings: VocabularyConfiguration, clock: @escaping @Sendable () -> Timestamp = { Timestamp.now },
    interruption: Interruption = Interruption(), progress: @escaping ProgressHandler = { _ in }
  ) {
    self.cache = cache
    self.engine = engine
    self.iconclass = iconclass
    self.settings = settings
    self.clock = clock
    self.interruption = interruption
    self.progress = progress
  }

  /// The concepts that are here, by their canonical IRI; nothing is asked on the net.
  /// - Parameter iris: as records write them.
  public func known(_ iris: some Sequence<String>) async throws -> [String: Concept] {
    let keys = Set(iris.map(VocabularyLink.key))
    var concepts = try await cache.concepts(Array(keys)).compactMapValues(\.concept)
    for key in keys {
      if let concept = local(key) { concepts[key] = concept }
    }
    return concepts
  }

  /// Looks up concepts: afterwards ``known(_:)`` tells what there is.
  /// - Parameter iris: as records write them; each concept is looked up once, however it is written.
  public func lookUp(_ iris: some Sequence<String>) async throws -> ConceptLookupReport {
    var keys: [String] = []
    var met: Set<String> = []
    for key in iris.lazy.map(VocabularyLink.key) where met.insert(key).inserted { keys.append(key) }
    let tally = LookupTally(total: keys.count, progress: progress)
    var waiting: [VocabularyLink.Scheme: [Wanted]] = [:]
    for start in stride(from: 0, to: keys.count, by: 1000) {
      let batch = Array(keys[start..<min(start + 1000, keys.count)])
      let entries = try await cache.concepts(batch)
      for key in batch {
        let entry = entries[key]
        if local(key) != nil {
          tally.note { $0.local += 1 }
        } else if let entry, !isDue(entry) {
          tally.note { $0.note(cached: entry) }
        } else if let link = VocabularyLink(key), engine != nil {
          waiting[link.scheme, default: []].append(Wanted(link: link, entry: entry))
        } else if let entry {
          tally.note { $0.note(cached: entry) }
        } else {
          tally.note { $0.unasked += 1 }
        }
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (_, wanted) in waiting {
        group.addTask { try await ask(wanted, tally) }
      }
      try await group.waitForAll()
    }
    if interruption.isRequested { tally.note { $0.note(incomplete: "interrupted: run again to go on") } }
    return tally.report
  }

  /// A concept to be asked for.
  private struct Wanted: Sendable {
    var link: VocabularyLink
    /// What is known of it.
    var entry: CachedConcept?
  }

  /// Asks one vocabulary for one concept after the other.
  private func ask(_ wanted: [Wanted], _ tally: LookupTally) async throws {
    guard let engine else { return }
    var failuresInRow = 0
    for item in wanted {
      if interruption.isRequested { return }
      let answer = await ConceptQuestion(link: item.link, settings: settings).ask(engine)
      tally.note { $0.requests += answer.requests }
      if answer.isLocal {
        tally.note { $0.note(incomplete: "\(item.link.scheme.rawValue): \(answer.failure ?? "")") }
        return
      }
      var entry = CachedConcept(
        iri: item.link.iri, concept: answer.concept, failure: answer.failure, source: answer.address,
        at: clock())
      // A concept that was found before stays good while its vocabulary cannot be reached.
      if entry.concept == nil { entry.concept = item.entry?.concept }
      try await cache.keep([entry])
      tally.note { $0.note(answer, item.link) }
      failuresInRow = answer.isTransient ? failuresInRow + 1 : 0
      if failuresInRow >= Self.patience || answer.asksForPeace {
        tally.note {
          $0.note(
            incomplete: "\(item.link.scheme.rawValue) is left alone after \(answer.failure ?? "a failure"): "
              + "run again later")
        }
        return
      }
    }
  }

  /// A concept of a vocabulary on this machine.
  private func local(_ key: String) -> Concept? {
    iconclass?.concept(iri: key)?.limited(to: settings.languages)
  }

  /// Whether it is time to ask again. What a person imported stays as it is.
  private func isDue(_ entry: CachedConcept) -> Bool {
    if entry.source.hasPrefix(ConceptFiles.sourcePrefix) { return false }
    let days =
      if let failure = entry.failure {
        ConceptAnswer.isTransient(failure) ? 1 : Self.absence
      } else {
        Self.lifetime
      }
    return entry.at.advanced(by: days * 86_400) <= clock()
  }
}

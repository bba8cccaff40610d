/// Which single changes would raise the tiers of the records beyond what they are now.
struct TierChangeCensus: Sendable {
  private struct Change: Sendable {
    var records = 0
    var best = 0
    /// By the tier before and the tier after.
    var content = [Int](repeating: 0, count: 25)
    var metadata = [Int](repeating: 0, count: 16)
    var remedies = FrequentValues(capacity: 128)
    var examples = RecordSample<Void>(limit: 5)

    mutating func count(_ gain: TierGain, _ before: PublishingTiers, _ record: RecordMark) {
      records += 1
      examples.offer(record, ())
      let (content, metadata) = (before.content.rawValue, before.metadata.steps)
      if gain.content > 0 { self.content[content * 5 + content + gain.content] += 1 }
      if gain.metadata > 0 { self.metadata[metadata * 4 + metadata + gain.metadata] += 1 }
    }

    mutating func merge(_ other: Change) {
      records += other.records
      best += other.best
      content.add(other.content)
      metadata.add(other.metadata)
      remedies.merge(other.remedies)
      examples.merge(other.examples)
    }
  }

  private var records = 0
  private var changes: [TierChange.Kind: Change] = [:]

  /// - Parameter evidence: what the tiers of a record rest on now.
  mutating func add(_ evidence: TierEvidence, _ record: RecordMark) {
    records += 1
    let (before, found) = (evidence.tiers, evidence.changes)
    if let best = found.first { changes[best.kind, default: Change()].best += 1 }
    var seen: [TierChange.Kind] = []
    for change in found {
      if !seen.contains(change.kind) {
        seen.append(change.kind)
        // The first of a kind is the one that brings most.
        changes[change.kind, default: Change()].count(change.gain, before, record)
      }
      // The elements without a language are as many lists as records: each counts for itself.
      if change.kind == .languageTags {
        for property in evidence.metadata.kindsWithoutLanguage.properties {
          changes[change.kind, default: Change()].remedies.add("xml:lang on " + property.label, in: record)
        }
      } else {
        changes[change.kind, default: Change()].remedies.add(change.remedy, in: record)
      }
    }
  }

  mutating func merge(_ other: TierChangeCensus) {
    records += other.records
    for (kind, change) in other.changes { changes[kind, default: Change()].merge(change) }
  }

  func quality(_ limit: Int) -> [ProviderQuality.Change] {
    TierChange.Kind.allCases.compactMap { kind in
      guard let change = changes[kind] else { return nil }
      return ProviderQuality.Change(
        kind: kind.rawValue, meaning: kind.meaning, records: change.records,
        share: .share(change.records, of: records), recordsForWhichBest: change.best,
        content: Self.transitions(change.content, ContentTier.allCases.map(\.description)),
        metadata: Self.transitions(change.metadata, MetadataTier.allCases.map(\.rawValue)),
        remedies: change.remedies.quality(limit),
        examples: change.examples.sorted.map(\.record.identifier))
    }.sorted { $0.records > $1.records }
  }

  private static func transitions(_ counts: [Int], _ names: [String]) -> [ProviderQuality.TierTransition] {
    counts.enumerated().filter { $0.element > 0 }.map { index, count in
      ProviderQuality.TierTransition(
        before: names[index / names.count], after: names[index % names.count], records: count)
    }.sorted { ($1.records, $0.before, $0.after) < ($0.records, $1.before, $1.after) }
  }
}

extension TierChange.Kind {
  /// The change in a few words.
  public var meaning: String {
    switch self {
    case .languageTags: "name the language of texts (xml:lang)"
    case .enablingElement: "add one more element by which people search"
    case .contextualClass: "link to a fully described person, place, period or concept"
    case .landingPage: "link to a page that opens (edm:isShownAt)"
    case .preview: "provide an image from which a preview can be made"
    case .singleType: "say once what kind of thing it is (edm:type)"
    case .file: "link to a file (edm:isShownBy)"
    case .largerFile: "provide the larger original"
    case .openLicence: "open the licence, where the object's legal state allows it"
    }
  }
}

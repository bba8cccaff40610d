internal import EDM
internal import OAIPMH
internal import Store

/// The sets of our repository that hold a record.
///
/// OAI-PMH cannot say that a record left a set. So every family is exhaustive: each record is in at least one set of
/// it, and whoever harvests one of them learns of a change by harvesting its parent, which holds every record.
public enum PublishedSets {
  /// The sets that hold every record: the families, and the two kinds of tier.
  public static let ofAllRecords: Set<String> = [
    "provider", "type", "rights", "genre", "enriched", "link", "tier", "tier:content", "tier:metadata",
  ]

  /// The sets of a record, sorted, without those that hold every record: `provider:ID` with the provider's own sets
  /// below it, `type:IMAGE`, `rights:open`, `genre:map`, `enriched:yes`, `link:ok`, `tier:content:4`,
  /// `tier:metadata:B`.
  /// - Parameter tiers: those of the record as it is served.
  static func specs(of dossier: RecordDossier, tiers: RecordTiers?) -> [String] {
    let provider = "provider:" + SetSpec.segment(dossier.source.provider.rawValue)
    var specs: Set<String> = [provider]
    for own in dossier.source.setSpecs where !own.isEmpty {
      specs.formUnion(SetSpec.withParents(provider + ":" + SetSpec.sanitised(own)))
    }
    specs.insert("type:" + SetSpec.segment(dossier.description?.type ?? "unknown"))
    specs.insert("rights:" + (dossier.description?.rights.category ?? .missing).rawValue)
    specs.formUnion(genres(of: dossier).map { "genre:" + SetSpec.segment($0) })
    let isEnriched = dossier.statements.contains { $0.standing == .asserted }
    specs.insert("enriched:" + (isEnriched ? "yes" : "no"))
    specs.insert(LinkCondition(of: dossier).setSpec)
    specs.insert("tier:content:" + (tiers.map { String($0.enriched.content.rawValue) } ?? unknown))
    specs.insert("tier:metadata:" + (tiers?.enriched.metadata.rawValue ?? unknown))
    specs.subtract(ofAllRecords)
    return specs.sorted()
  }

  private static let unknown = "unknown"

  /// What the object is, as far as that is asserted: proven, or accepted by a person.
  private static func genres(of dossier: RecordDossier) -> Set<String> {
    let genres = dossier.statements.filter { $0.standing == .asserted && $0.property == "dc:type" }.map(
      \.label)
    return genres.isEmpty ? ["none"] : Set(genres)
  }

  /// A name for people: `Type: IMAGE`, `Links: dead`, the name of a provider, and before each of its own sets.
  /// - Parameter providers: their names; their ids stand for those without.
  static func name(of spec: String, providers: [ProviderID: String]) -> String {
    let texts = spec.split(separator: ":").map { SetSpec.text(ofSegment: $0) ?? String($0) }
    guard let first = texts.first else { return spec }
    let below = texts.dropFirst()
    if first == "provider", let id = below.first {
      let name = providers[ProviderID(id)] ?? id
      return below.count == 1 ? name : "\(name): \(below.dropFirst().joined(separator: ":"))"
    }
    if let name = names[spec] { return name }
    guard !below.isEmpty else { return spec }
    for depth in [2, 1] where depth < texts.count {
      guard let family = names[texts.prefix(depth).joined(separator: ":")] else { continue }
      return "\(family): \(texts.dropFirst(depth).joined(separator: ":"))"
    }
    return texts.joined(separator: ":")
  }

  private static let names = [
    "provider": "Provider", "type": "Type", "rights": "Rights", "genre": "Genre",
    "genre:none": "Genre: not told",
    "enriched": "Enriched", "enriched:yes": "Enriched: with asserted statements of ours",
    "enriched:no": "Enriched: no", "link": "Links", "link:ok": "Links: all that were tried work",
    "link:dead": "Links: none of those tried works", "link:partly-dead": "Links: some work, some are dead",
    "link:unchecked": "Links: not yet known",
    "link:not-allowed": "Links: not tried, since rights or robots forbid it",
    "link:none": "Links: the record has none", "tier": "Publishing tier", "tier:content": "Content tier",
    "tier:metadata": "Metadata tier",
  ]
}

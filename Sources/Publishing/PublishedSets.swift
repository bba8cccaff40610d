internal import EDM
internal import OAIPMH
internal import Store

/// The sets of our repository that hold a record.
enum PublishedSets {
  /// `provider:ID` with the provider's own sets below it, `type:IMAGE`, `rights:open`; parents included,
  /// sorted.
  ///
  /// OAI-PMH cannot say that a record left a set. So the families that can change are exhaustive (every
  /// described record is in one set of each), and whoever harvests one of them learns of a change by
  /// harvesting its parent.
  static func specs(of dossier: RecordDossier) -> [String] {
    let provider = "provider:" + SetSpec.segment(dossier.source.provider.rawValue)
    var specs = Set(SetSpec.withParents(provider))
    for own in dossier.source.setSpecs where !own.isEmpty {
      specs.formUnion(SetSpec.withParents(provider + ":" + SetSpec.sanitised(own)))
    }
    if let description = dossier.description {
      specs.formUnion(SetSpec.withParents("type:" + SetSpec.segment(description.type ?? "unknown")))
      specs.formUnion(SetSpec.withParents("rights:" + description.rights.category.rawValue))
    }
    return specs.sorted()
  }

  /// A name for people: `Type: IMAGE`, `Rights: open`, the name of a provider, and before each of its own sets.
  /// - Parameter providers: their names; their ids stand for those without.
  static func name(of spec: String, providers: [ProviderID: String]) -> String {
    let texts = spec.split(separator: ":").map { SetSpec.text(ofSegment: $0) ?? String($0) }
    let below = texts.dropFirst()
    switch (texts.first, below.first) {
    case ("provider", nil): return "Provider"
    case ("type", nil): return "Type"
    case ("rights", nil): return "Rights"
    case ("provider", let id?):
      let name = providers[ProviderID(id)] ?? id
      return below.count == 1 ? name : "\(name): \(below.dropFirst().joined(separator: ":"))"
    case ("type", _): return "Type: \(below.joined(separator: ":"))"
    case ("rights", _): return "Rights: \(below.joined(separator: ":"))"
    default: return texts.joined(separator: ":")
    }
  }
}

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
}

extension EDMRecord {
  /// The record in the shape of the external profile.
  ///
  /// In the internal profile the descriptions stand on proxies. The statements of the provider's proxies (and of
  /// aggregators' proxies, which have a lineage) go to the `edm:ProvidedCHO`; the proxy of Europeana with its
  /// `edm:EuropeanaAggregation`, and classes that only Europeana writes, are left out. Each omission is a finding.
  /// A record of the external profile is returned as it is.
  public func external() -> (record: EDMRecord, findings: [Finding]) {
    guard profile == .internal else { return (self, []) }
    var conversion = ExternalConversion(self)
    return conversion.run()
  }
}

/// The one-way conversion from the internal to the external profile.
private struct ExternalConversion {
  let source: EDMRecord
  var findings: [Finding] = []
  /// `rdf:about` of an internal resource, and what stands for it in the external record.
  var renamed: [String: String] = [:]

  /// What each proxy describes, and the proxies of which an object was found, in the order of taking them over.
  private var targets: [String?] = []
  private var assigned: Set<Int> = []

  let objectCount: Int

  init(_ source: EDMRecord) {
    self.source = source
    objectCount = source.resources(of: .providedCHO).count
  }

  mutating func run() -> (record: EDMRecord, findings: [Finding]) {
    let proxies = source.resources(of: .proxy)
    let providers = proxies.filter { !$0.isProxyOfEuropeana }
    for proxy in proxies where proxy.isProxyOfEuropeana { omit(proxy, "Europeana's own description") }
    for proxy in providers {
      if case .resource(let object)? = proxy.first(.oreProxyFor) { renamed[proxy.about] = object }
    }
    // A provider's proxy comes before an aggregator's, whose lineage leads to it.
    let ordered =
      providers.filter { $0.first(.oreLineage) == nil } + providers.filter { $0.first(.oreLineage) != nil }
    let providerAggregations = Set(
      ordered.prefix { $0.first(.oreLineage) == nil }.flatMap { $0.objects(.oreProxyIn) }.map(\.text))

    targets = ordered.map { $0.first(.oreProxyFor)?.text }
    var record = EDMRecord(profile: .external)
    for resource in source.resources {
      switch resource.kind {
      case .proxy: continue
      case .europeanaAggregation: omit(resource, "Europeana's own aggregation")
      case .organization, .dataset, .persistentIdentifier, .persistentIdentifierScheme:
        omit(resource, "the external profile has no such class")
      case .aggregation
      where !providerAggregations.isEmpty && !providerAggregations.contains(resource.about):
        omit(resource, "an aggregator's aggregation; the provider's was kept")
      case .providedCHO: record.resources.append(described(resource, by: ordered))
      default: record.resources.append(resource)
      }
    }
    for (index, proxy) in ordered.enumerated() where !assigned.contains(index) {
      omit(proxy, "it describes no edm:ProvidedCHO of the record")
    }
    record.renameLinks(renamed)
    return (record, findings)
  }

  /// An object with the statements of its proxies.
  private mutating func described(_ object: Resource, by proxies: [Resource]) -> Resource {
    var object = object
    let isOnlyObject = objectCount == 1
    var seen = Set(object.statements)
    for (index, proxy) in proxies.enumerated() {
      let target = targets[index]
      // One that names no object, or one of several of a name, describes the first.
      guard target == object.about || target == nil || isOnlyObject, assigned.insert(index).inserted else {
        continue
      }
      for statement in proxy.statements where !Self.proxyProperties.contains(statement.property) {
        // Two parties may give the one type that an object has.
        if statement.property == .edmType, let type = object.first(.edmType) {
          if type.text != statement.object.text { omitType(statement.object.text, for: type.text) }
          continue
        }
        if seen.insert(statement).inserted { object.statements.append(statement) }
      }
    }
    return object
  }

  private mutating func omitType(_ text: String, for type: String) {
    findings.append(
      Finding(
        rule: "omitted-internal-type", severity: .warning, path: "ore:Proxy/edm:type",
        message: "edm:type \"\(text.shortened())\" left out: the object has the type \"\(type.shortened())\"")
    )
  }

  private mutating func omit(_ resource: Resource, _ reason: String) {
    findings.append(
      Finding(
        rule: "omitted-internal-resource", severity: .info, path: resource.kind.label,
        message: "\(resource.kind.label) \(resource.about.shortened()) left out: \(reason)"))
  }

  /// What is said of a proxy and not of the object.
  private static let proxyProperties: Set<Property> = [
    .oreProxyFor, .oreProxyIn, .oreLineage, .edmEuropeanaProxy,
  ]
}

/// What a provider leaves out of every record and the configuration supplies.
extension Description {
  /// Supplies data provider, provider, type and language, and reports each.
  mutating func applyDefaults() {
    if let index = index(of: .aggregation) {
      if !hasValue(.edmDataProvider, at: index), let name = settings.defaults.dataProvider {
        append(Statement(.edmDataProvider, .literal(.init(name))), to: index)
        report(
          "data-provider-defaulted", .info, "ore:Aggregation/edm:dataProvider",
          "edm:dataProvider \"\(name)\" comes from the provider's configured defaults")
      }
      if !hasValue(.edmProvider, at: index), let name = settings.providerName {
        append(Statement(.edmProvider, .literal(.init(name))), to: index)
        report(
          "provider-defaulted", .info, "ore:Aggregation/edm:provider",
          "edm:provider \"\(name)\" is the configured name of the provider")
      }
    }
    if let index = index(of: .providedCHO), !hasValue(.edmType, at: index), let type = settings.defaults.type
    {
      record.resources[index].statements.removeAll { $0.property == .edmType }
      append(Statement(.edmType, .literal(.init(type))), to: index)
      report(
        "type-defaulted", .info, "edm:ProvidedCHO/edm:type",
        "edm:type \(type) comes from the provider's configured defaults, not from the record")
    }
    if let index = index(of: .providedCHO), !hasValue(.dcLanguage, at: index),
      let language = settings.defaults.language,
      record.resources[index].first(.edmType)?.text.trimmingXMLSpace().uppercased() == "TEXT"
    {
      append(Statement(.dcLanguage, .literal(.init(language))), to: index)
      report(
        "language-defaulted", .info, "edm:ProvidedCHO/dc:language",
        "dc:language \"\(language)\" comes from the provider's configured defaults")
    }
  }

  /// Whether there is a text, or a link that the schema takes: another one is left out when the record is written.
  func hasValue(_ property: Property, at index: Int) -> Bool {
    record.resources[index].statements.contains {
      guard $0.property == property, !$0.object.text.isBlank else { return false }
      if case .resource(let iri) = $0.object { return IRI.isReference(iri) }
      return true
    }
  }

  mutating func append(_ statement: Statement, to index: Int) {
    record.resources[index].statements.append(statement)
  }
}

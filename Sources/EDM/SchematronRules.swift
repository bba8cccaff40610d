/// The Schematron rules of EDM on a record as received.
///
/// `E1` and `E3` to `E15` hold for both profiles, `E9` for the external one; `E2`, which the record model cannot show, is reported by the
/// reader. Of the internal profile alone: `I1` each provider's proxy has `edm:type`, `I2` Europeana's proxy has
/// none, `I3` Europeana's proxy has no subject, type, coverage, time or place. `I3` is true of records that
/// Europeana has not enriched yet, so it is no more than a note.
///
/// Source: the Schematron rules in the annotations of EDM.xsd and EDM-INTERNAL.xsd.
struct SchematronRules {
  private let record: EDMRecord
  private let isInternal: Bool
  /// The names of the licences in the record that inherit from an accepted statement.
  private let licences: Set<String>
  /// The statement found accepted last: the files of a record nearly always have the same.
  private var accepted: String?
  private(set) var findings: [Finding] = []

  init(_ record: EDMRecord, isInternal: Bool) {
    self.record = record
    self.isInternal = isInternal
    var licences: Set<String> = []
    for index in record.resources.indices where record.resources[index].kind == .license {
      let inherited = record.resources[index].objects(.odrlInheritFrom)
      if inherited.contains(where: { RightsStatements.isAccepted($0.text) }) {
        licences.insert(record.resources[index].about)
      }
    }
    self.licences = licences
  }

  mutating func check() {
    for index in record.resources.indices {
      let resource = record.resources[index]
      checkEmptyAttributes(of: resource)
      switch resource.kind.known {
      case .aggregation?: checkAggregation(resource)
      case .webResource?: checkWebResource(resource)
      default: continue
      }
    }
    let objects = record.resources.filter { $0.kind == .providedCHO }
    if objects.count != 1 {
      report(
        "E3", "edm:ProvidedCHO", "the record holds \(objects.count) edm:ProvidedCHO: deliver exactly one")
    }
    let aggregations = record.resources.count { $0.kind == .aggregation }
    if isInternal ? aggregations == 0 : aggregations != 1 {
      report("E4", "ore:Aggregation", "the record holds \(aggregations) ore:Aggregation: deliver exactly one")
    }
    if isInternal { checkProxies() } else { objects.forEach { checkDescription([$0], "edm:ProvidedCHO") } }
  }

  private mutating func checkEmptyAttributes(of resource: Resource) {
    var label: String { resource.kind.label }
    if resource.about.isEmpty {
      report("E1", label, "\(label) has an empty rdf:about: name the resource")
    }
    for index in resource.statements.indices {
      var statement: Statement { resource.statements[index] }
      switch resource.statements[index].object {
      case .resource(let iri) where iri.isEmpty:
        report(
          "E1", "\(label)/\(statement.property.label)",
          "\(statement.property.label) has an empty rdf:resource: left out")
      case .literal(let literal) where literal.language?.isEmpty == true:
        report(
          "E1", "\(label)/\(statement.property.label)",
          "\(statement.property.label) \"\(literal.text.excerpt())\" has an empty xml:lang: attribute left out"
        )
      default: continue
      }
    }
  }

  private mutating func checkAggregation(_ aggregation: Resource) {
    let path = "ore:Aggregation/"
    if !aggregation.hasLink(.edmIsShownAt), !aggregation.hasLink(.edmIsShownBy) {
      report(
        "E5", path + "edm:isShownAt",
        "neither edm:isShownAt nor edm:isShownBy has an address: link the object's page or its image")
    }
    if !aggregation.hasValue(.edmDataProvider) {
      report("E6", path + "edm:dataProvider", "edm:dataProvider is missing: name the institution")
    }
    if !aggregation.hasValue(.edmProvider) {
      report("E7", path + "edm:provider", "edm:provider is missing: name who delivers the record")
    }
    if !aggregation.hasLink(.edmRights) {
      let text = aggregation.first(.edmRights)?.text ?? ""
      report(
        "E8", path + "edm:rights",
        text.isBlank
          ? "edm:rights is missing: state the rights"
          : "edm:rights \"\(text.excerpt())\" is text: give the address of a rights statement")
    }
    checkRights(of: aggregation)
  }

  /// Europeana's own form also holds statements that its list once had; its rules let them stand.
  private mutating func checkRights(of resource: Resource) {
    if isInternal { return }
    for index in resource.statements.indices where resource.statements[index].property == .edmRights {
      guard case .resource(let iri) = resource.statements[index].object, iri != accepted, !iri.isBlank
      else { continue }
      guard !RightsStatements.isAccepted(iri), !licences.contains(iri) else {
        accepted = iri
        continue
      }
      report(
        "E9", "\(resource.kind.label)/edm:rights",
        "edm:rights \"\(iri.excerpt())\" is not one of the accepted statements: "
          + "use a statement of Europeana's list")
    }
  }

  private mutating func checkWebResource(_ file: Resource) {
    let path = "edm:WebResource/"
    checkRights(of: file)
    for index in file.statements.indices {
      guard let property = file.statements[index].property.known, Self.judgedOfFiles.contains(property)
      else { continue }
      let statement = file.statements[index]
      switch (property, statement.object) {
      case (.dctermsHasPart, .literal(let literal)):
        report(
          "E13", path + "dcterms:hasPart",
          "dcterms:hasPart \"\(literal.text.excerpt())\" is text: it must be a link")
      case (.schemaDigitalSourceType, let object), (.edmIntendedUsage, let object):
        guard !Vocabularies.allow(object.text, for: statement.property) else { continue }
        report(
          property == .edmIntendedUsage ? "E15" : "E14", path + property.facts.label,
          "\(property.facts.label) \"\(object.text.excerpt())\" is not in the vocabulary: left out")
      default: continue
      }
    }
  }

  /// The properties of files that have a rule of their own.
  private static let judgedOfFiles: [KnownProperty] = [
    .dctermsHasPart, .schemaDigitalSourceType, .edmIntendedUsage,
  ]

  /// The rules on what an object says of itself, over all resources that describe it.
  private mutating func checkDescription(_ parts: [Resource], _ label: String) {
    func has(_ property: Property) -> Bool { parts.contains { $0.hasValue(property) } }
    if !has(.dcSubject), !has(.dcType), !has(.dctermsTemporal), !has(.dctermsSpatial) {
      report(
        "E10", label + "/dc:subject",
        "none of dc:subject, dc:type, dcterms:temporal and dcterms:spatial has a value: "
          + "say what the object is or shows")
    }
    if !has(.dcTitle), !has(.dcDescription) {
      report(
        "E11", label + "/dc:title", "neither dc:title nor dc:description has a value: give the object a title"
      )
    }
    if parts.contains(where: { $0.first(.edmType)?.text == "TEXT" }), !has(.dcLanguage) {
      report(
        "E12", label + "/dc:language",
        "edm:type is TEXT and dc:language is missing: state the language of the text")
    }
  }

  private mutating func checkProxies() {
    let proxies = record.resources.filter { $0.kind == .proxy }
    let ofProviders = proxies.filter { !$0.isProxyOfEuropeana }
    checkDescription(ofProviders, "ore:Proxy")
    for proxy in ofProviders where !proxy.hasValue(.edmType) {
      report(
        "I1", "ore:Proxy/edm:type",
        "ore:Proxy \"\(proxy.about.excerpt())\" of a provider lacks edm:type: state it")
    }
    let classified: [Property] = [.dcSubject, .dcType, .dcCoverage, .dctermsTemporal, .dctermsSpatial]
    for proxy in proxies where proxy.isProxyOfEuropeana {
      if let type = proxy.first(.edmType) {
        report(
          "I2", "ore:Proxy/edm:type",
          "edm:type \"\(type.text.excerpt())\" stands on Europeana's proxy: it belongs on the provider's")
      }
      guard let statement = proxy.statements.first(where: { classified.contains($0.property) }) else {
        continue
      }
      report(
        "I3", "ore:Proxy/\(statement.property.label)",
        "\(statement.property.label) \"\(statement.object.text.excerpt())\" stands on Europeana's proxy: "
          + "this is right for enriched records alone", .info)
    }
  }

  private mutating func report(
    _ rule: String, _ path: String, _ message: String, _ severity: Finding.Severity = .error
  ) {
    findings.append(Finding(rule: rule, severity: severity, path: path, message: message))
  }
}

extension Resource {
  /// True where a property has text or a link that is not blank.
  func hasValue(_ property: Property) -> Bool {
    for index in statements.indices where statements[index].property == property {
      if !statements[index].object.isBlank { return true }
    }
    return false
  }

  /// True where a property has a link that is not blank.
  func hasLink(_ property: Property) -> Bool {
    for index in statements.indices where statements[index].property == property {
      if case .resource(let iri) = statements[index].object, !iri.isBlank { return true }
    }
    return false
  }

  /// True for the proxy that Europeana writes itself.
  var isProxyOfEuropeana: Bool {
    guard kind == .proxy, let flag = first(.edmEuropeanaProxy)?.text.trimmingXMLSpace() else { return false }
    return flag == "true" || flag == "1"
  }
}

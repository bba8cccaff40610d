/// Syntax that can be mended without touching what is said.
extension Description {
  /// Brings the statements of a resource into the form that the schema takes, where that is certain, and leaves
  /// out what says nothing. Every change is reported.
  mutating func bringStatementsIntoForm(of index: Int) {
    let resource = record.resources[index]
    // Most resources are in form: look before copying.
    guard
      resource.statements.indices.contains(where: {
        needsWork(resource.statements, at: $0, in: resource.kind)
      })
    else { return }
    var statements: [Statement] = []
    statements.reserveCapacity(resource.statements.count)
    for index in resource.statements.indices {
      let statement = resource.statements[index]
      if !needsWork(resource.statements, at: index, in: resource.kind) {
        statements.append(statement)
      } else if let mended = mended(statement, path: "\(resource.kind.label)/\(statement.property.label)") {
        statements.append(mended)
      }
    }
    record.resources[index].statements = statements
  }

  private func needsWork(_ statements: [Statement], at index: Int, in kind: ResourceClass) -> Bool {
    guard let known = statements[index].property.known else { return false }
    let values = known.facts.values
    switch statements[index].object {
    case .resource(let iri):
      if values != .resource, values != .either { return true }
      guard let first = iri.utf8.first, let last = iri.utf8.last else { return true }
      return first <= 32 || last <= 32 || !Vocabularies.allow(iri, for: statements[index].property)
    case .literal(let literal):
      if values == .resource || literal.language?.isEmpty == true { return true }
      if values == .colour, literal.text.utf8.first == UInt8(ascii: "#") { return true }
      if known == .dctermsHasPart, kind == .webResource { return true }
      return literal.text.isBlank
    }
  }

  private mutating func mended(_ statement: Statement, path: String) -> Statement? {
    var statement = statement
    let label = statement.property.label
    switch statement.object {
    case .resource(let iri):
      let trimmed = iri.trimmingXMLSpace()
      guard !trimmed.isEmpty else {
        report("E1", .warning, path, "\(label) has an empty rdf:resource; it was left out")
        return nil
      }
      if statement.property.isLiteralOnly {
        statement.object = .literal(.init(trimmed))
        report(
          "link-to-text", .info, path, "\(label) takes text, no link: \"\(trimmed.shortened())\" became text")
        return statement
      }
      guard Vocabularies.allow(trimmed, for: statement.property) else {
        report(
          statement.property == .schemaDigitalSourceType ? "E14" : "E15", .warning, path,
          "\(label) \"\(trimmed.shortened())\" is not in the vocabulary of the property; it was left out")
        return nil
      }
      if trimmed != iri {
        statement.object = .resource(trimmed)
        report("trimmed-link", .info, path, "blanks around the link \"\(trimmed.shortened())\" were left out")
      }
    case .literal(var literal):
      guard !literal.text.isBlank else {
        report("empty-element", .info, path, "\(label) is empty; it was left out")
        return nil
      }
      if statement.property.isResourceOnly {
        let trimmed = literal.text.trimmingXMLSpace()
        // What is no link stays as it is, and the writer reports that the schema cannot hold it.
        guard IRI.isAbsolute(trimmed) else { return statement }
        statement.object = .resource(trimmed)
        report(
          "text-to-link", .info, path, "\(label) takes a link: the text \"\(trimmed.shortened())\" became one"
        )
        return statement
      }
      if statement.property == .dctermsHasPart {
        report(
          "E13", .warning, path, "\(label) \"\(literal.text.shortened())\" must be a link; it was left out")
        return nil
      }
      if literal.language?.isEmpty == true {
        literal.language = nil
        report("E1", .warning, path, "\(label) has an empty xml:lang; the attribute was left out")
      }
      if statement.property == .edmComponentColor, literal.text.hasPrefix("#") {
        literal.text.removeFirst()
        report("colour-form", .info, path, "\(label) is written without a number sign: \(literal.text)")
      }
      statement.object = .literal(literal)
    }
    return statement
  }

  /// Brings the object's type into the schema's spelling.
  mutating func bringTypeIntoForm() {
    guard let index = index(of: .providedCHO),
      let position = record.resources[index].statements.firstIndex(where: { $0.property == .edmType })
    else { return }
    let text = record.resources[index].statements[position].object.text
    guard !ValueSpace.edmTypes.contains(text) else { return }
    let form = text.trimmingXMLSpace().uppercased()
    guard ValueSpace.edmTypes.contains(form) else { return }
    record.resources[index].statements[position].object = .literal(.init(form))
    report("type-form", .info, "edm:ProvidedCHO/edm:type", "edm:type \"\(text)\" is written \(form)")
  }
}

/// The closed vocabularies of two properties of web resources.
enum Vocabularies {
  /// True where the property has no closed vocabulary or the value is in it.
  ///
  /// Source: Schematron rules of EDM external for `schema:digitalSourceType` and `edm:intendedUsage`.
  static func allow(_ value: String, for property: Property) -> Bool {
    guard let known = property.known else { return true }
    switch known {
    case .schemaDigitalSourceType: return isMember(value, of: sourceTypes, under: sourceTypeBase)
    case .edmIntendedUsage: return isMember(value, of: usages, under: usageBase)
    default: return true
    }
  }

  private static func isMember(_ value: String, of names: Set<String>, under base: String) -> Bool {
    value.hasPrefix(base) && names.contains(String(value.dropFirst(base.count)))
  }

  private static let sourceTypeBase = "https://cv.iptc.org/newscodes/digitalsourcetype/"
  private static let sourceTypes: Set<String> = ["digitalCapture", "dataDrivenMedia", "digitalCreation"]
  private static let usageBase = "http://data.europeana.eu/vocabulary/usageArea/"
  private static let usages: Set<String> = [
    "Knowledge", "Research", "Education", "Infotainment", "Tourism", "Gaming", "Exhibition", "Creativity",
    "Design", "Art", "Curation", "Maintenance", "Restoration", "Documentation",
  ]
}

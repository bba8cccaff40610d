/// Rights of the record and of each file.
extension Description {
  /// Brings every `edm:rights` to canonical form, supplies the provider's default, and notes what holds for
  /// which file.
  mutating func bringRightsIntoForm() {
    for index in record.resources.indices where record.resources[index].kind == .license {
      bringLicenceIntoForm(at: index)
    }
    var memory = RightsMemory(record)
    if let index = index(of: .aggregation) {
      let understood = understandRights(at: index, &memory)
      if let strictest = understood.min(by: { Self.freedom($0.finding) < Self.freedom($1.finding) }) {
        rights = strictest.finding
        if understood.count > 1 { putFirst(strictest.position, at: index) }
      } else {
        applyDefaultRights(at: index)
      }
    }
    for index in record.resources.indices where record.resources[index].kind == .webResource {
      let understood = understandRights(at: index, &memory)
      if let strictest = understood.min(by: { Self.freedom($0.finding) < Self.freedom($1.finding) }) {
        rightsByAddress[record.resources[index].about] = strictest.finding
        if understood.count > 1 { putFirst(strictest.position, at: index) }
      }
    }
  }

  private mutating func applyDefaultRights(at index: Int) {
    guard let statement = settings.defaults.rights, !statement.isBlank else { return }
    let fallback = RightsStatements.normalise(statement)
    if let text = textAgainst(fallback) {
      rights = RightsFinding(original: text, normalised: nil, category: .unknown)
      report(
        "rights-against-default", .warning, "dc:rights",
        "\"\(text.shortened())\" says something else than the provider's default "
          + "\(fallback.normalised ?? statement), which is not applied: have edm:rights sent as an address")
      return
    }
    rights = fallback
    rights.defaulted = true
    append(Statement(.edmRights, .resource(rights.normalised ?? statement)), to: index)
    report(
      "rights-defaulted", .info, "ore:Aggregation/edm:rights",
      "edm:rights \(rights.normalised ?? statement) comes from the provider's configured defaults, not from the record"
    )
  }

  /// A text in `dc:rights` that names other rights than the default.
  private func textAgainst(_ fallback: RightsFinding) -> String? {
    let family = fallback.normalised.flatMap { RightsText(statement: $0) }
    for resource in record.resources where [.providedCHO, .aggregation].contains(resource.kind) {
      for case .literal(let literal) in resource.objects(.dcRights) {
        if let said = RightsText(literal.text), said != family { return literal.text }
      }
    }
    return nil
  }

  /// The rights statements of a resource, as understood, after their form was mended in the record.
  private mutating func understandRights(
    at index: Int, _ memory: inout RightsMemory
  ) -> [(position: Int, finding: RightsFinding)] {
    var understood: [(position: Int, finding: RightsFinding)] = []
    var path: String { "\(record.resources[index].kind.label)/edm:rights" }
    for position in record.resources[index].statements.indices
    where record.resources[index].statements[position].property == .edmRights {
      let text = record.resources[index].statements[position].object.text
      if let licence = memory.licences[text] {
        var finding = RightsStatements.normalise(licence.first(.odrlInheritFrom)?.text)
        finding.original = text
        understood.append((position, finding))
        continue
      }
      let finding = memory.normalise(text)
      understood.append((position, finding))
      if let normalised = finding.normalised {
        if case .resource(normalised) = record.resources[index].statements[position].object { continue }
        record.resources[index].statements[position].object = .resource(normalised)
        report("rights-normalised", .info, path, "\"\(text.shortened())\" is written \(normalised)")
      } else {
        report(
          "rights-unrecognised", .warning, path,
          "\"\(text.shortened())\" is not one of the accepted rights statements\(Self.suggestion(for: text))")
      }
    }
    return understood
  }

  private mutating func bringLicenceIntoForm(at index: Int) {
    for position in record.resources[index].statements.indices
    where record.resources[index].statements[position].property == .odrlInheritFrom {
      let text = record.resources[index].statements[position].object.text
      guard let normalised = RightsStatements.normalise(text).normalised, normalised != text else { continue }
      record.resources[index].statements[position].object = .resource(normalised)
      report(
        "rights-normalised", .info, "cc:License/odrl:inheritFrom",
        "\"\(text.shortened())\" is written \(normalised)")
    }
  }

  /// The schema keeps one statement; where there are several, the most restrictive one.
  private mutating func putFirst(_ position: Int, at index: Int) {
    let path = "\(record.resources[index].kind.label)/edm:rights"
    let statement = record.resources[index].statements.remove(at: position)
    let first = record.resources[index].statements.firstIndex { $0.property == .edmRights } ?? position
    record.resources[index].statements.insert(statement, at: min(first, position))
    report(
      "rights-ambiguous", .warning, path,
      "there is more than one edm:rights; the most restrictive one holds: \(statement.object.text.shortened())"
    )
  }

  private static func freedom(_ finding: RightsFinding) -> Int {
    switch finding.category {
    case .missing: 0
    case .unknown: 1
    case .permission: 2
    case .restricted: 3
    case .open: 4
    }
  }

  /// A hint for people, never applied.
  private static func suggestion(for text: String) -> String {
    let lowered = text.lowercased()
    if lowered.contains("creativecomons") || lowered.contains("/licences/") {
      return "; is an address at creativecommons.org/licenses/ meant?"
    }
    if RightsStatements.isUnversioned(text) { return "; the version of the licence is missing, such as 4.0/" }
    if lowered.contains("creativecommons.org/licenses/") {
      return
        "; there is no licence of this name, version and port: see the list of Europeana's rights statements"
    }
    if lowered.hasPrefix("cc") || lowered.contains("public domain") {
      return "; write the address of the very licence that is meant, as creativecommons.org gives it"
    }
    return "; see the list of Europeana's available rights statements"
  }
}

/// The statement understood last: the files of a record nearly always have the same.
private struct RightsMemory {
  /// The licences of the record by name; nearly always none.
  private(set) var licences: [String: Resource] = [:]
  private var last: RightsFinding?

  init(_ record: EDMRecord) {
    for index in record.resources.indices where record.resources[index].kind == .license {
      let licence = record.resources[index]
      if licences[licence.about] == nil { licences[licence.about] = licence }
    }
  }

  mutating func normalise(_ text: String) -> RightsFinding {
    if let last, last.original == text { return last }
    let finding = RightsStatements.normalise(text)
    last = finding
    return finding
  }
}

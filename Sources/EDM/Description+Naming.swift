internal import XMLCodec

/// Identifiers: what the provider wrote survives, what is no URI is replaced stably.
extension Description {
  /// Gives every resource a URI and adapts the links to it.
  mutating func nameResources() {
    guard record.resources.contains(where: { needsName($0) }) else { return }
    var names: [String: String] = [:]
    let minted = settings.mintedIdentifier(for: identifier)
    if let index = index(of: .providedCHO), needsName(record.resources[index]) {
      let name = sound(record.resources[index].about) ?? nameGivenByAggregation() ?? minted
      rename(index, to: name, in: &names)
    }
    let object = Self.base(record.first(.providedCHO)?.about ?? minted, else: minted)
    for index in record.resources.indices where needsName(record.resources[index]) {
      let about = record.resources[index].about
      if let sound = sound(about) {
        rename(index, to: sound, in: &names)
      } else if record.resources[index].kind == .webResource, !about.isBlank, !about.hasPrefix("_:") {
        report(
          "relative-address", .warning, "edm:WebResource",
          "edm:WebResource \"\(about.shortened())\" is no absolute address; nothing can be fetched from it")
      } else {
        let isAggregation = record.resources[index].kind == .aggregation
        let local = isAggregation ? "aggregation" : Self.localName(about)
        rename(index, to: object + (object.contains("#") ? "-" : "#") + local, in: &names)
      }
    }
    record.renameLinks(names)
  }

  /// What the aggregation calls the record's one object, where that is a URI which names nothing else.
  private func nameGivenByAggregation() -> String? {
    let aggregations = record.resources(of: .aggregation)
    guard aggregations.count == 1, record.resources(of: .providedCHO).count == 1 else { return nil }
    let names = Set(aggregations[0].objects(.edmAggregatedCHO).map(\.text))
    guard names.count == 1, let name = names.first, IRI.isAbsolute(name),
      !record.resources.contains(where: { $0.kind.isKnown && $0.about == name })
    else { return nil }
    return name
  }

  private func needsName(_ resource: Resource) -> Bool {
    resource.kind != .qualityAnnotation && resource.kind.isKnown && !IRI.isAbsolute(resource.about)
  }

  /// The name without surrounding blanks, where it is a URI then.
  private func sound(_ about: String) -> String? {
    let trimmed = about.trimmingXMLSpace()
    return IRI.isAbsolute(trimmed) ? trimmed : nil
  }

  private mutating func rename(_ index: Int, to name: String, in names: inout [String: String]) {
    let resource = record.resources[index]
    names[resource.about] = name
    record.resources[index].about = name
    // An anonymous resource had no name to lose.
    let before = resource.about.hasPrefix("_:") ? "no rdf:about" : "rdf:about=\"\(resource.about)\""
    report(
      "minted-identifier", .info, resource.kind.label,
      "\(resource.kind.label) with \(before) is named \(name), since rdf:about must be a URI")
  }

  /// What the names of a record's other resources begin with: it stands in each of them, so a huge one would blow
  /// the record up.
  private static func base(_ object: String, else minted: String) -> String {
    guard object.utf8.count > maximumBase else { return object }
    let cut = minted.prefix(maximumBase)
    // Not within a percent-encoded byte.
    return String(cut.suffix(2).lastIndex(of: "%").map { cut[..<$0] } ?? cut)
  }

  /// More bytes than any browser takes in an address.
  private static let maximumBase = 2048

  private static func localName(_ about: String) -> String {
    var local = Substring(about)
    if local.hasPrefix("_:") { local = local.dropFirst(2) }
    while local.hasPrefix("#") { local = local.dropFirst() }
    return local.isEmpty ? "resource" : IRI.percentEncoded(String(local))
  }

  /// Links an aggregation to the record's one object where it names none.
  mutating func linkAggregation() {
    let objects = record.resources(of: .providedCHO)
    guard objects.count == 1, let index = index(of: .aggregation) else { return }
    let isOnlyOne = record.resources(of: .aggregation).count == 1
    let named = record.resources[index].objects(.edmAggregatedCHO)
    // Text and what is no address are left out when the record is written.
    let linked = named.compactMap { object in
      if case .resource(let iri) = object, !iri.isBlank, IRI.isReference(iri) { iri } else { nil }
    }
    if linked.isEmpty {
      record.resources[index].statements.insert(
        Statement(.edmAggregatedCHO, .resource(objects[0].about)), at: 0)
      repairs.append(
        Repair(
          kind: "aggregated-object", place: "ore:Aggregation/edm:aggregatedCHO",
          before: named.first?.text.shortened() ?? "missing", after: objects[0].about))
    } else if linked[0] != objects[0].about {
      report(
        "dangling-link", .warning, "ore:Aggregation/edm:aggregatedCHO",
        "edm:aggregatedCHO \"\(linked[0].shortened())\" is not the edm:ProvidedCHO of the record, "
          + "\(objects[0].about): name the same URI in both")
      // Of one object and one aggregation there is no doubt which belongs to which.
      guard isOnlyOne else { return }
      for position in record.resources[index].statements.indices.reversed()
      where record.resources[index].statements[position].property == .edmAggregatedCHO {
        record.resources[index].statements.remove(at: position)
      }
      record.resources[index].statements.insert(
        Statement(.edmAggregatedCHO, .resource(objects[0].about)), at: 0)
      repairs.append(
        Repair(
          kind: "aggregated-object", place: "ore:Aggregation/edm:aggregatedCHO",
          before: linked[0].shortened(), after: objects[0].about))
    }
  }
}

extension EDMRecord {
  /// Lets links lead to the new names of what they name.
  ///
  /// - Parameter names: the new names by the former ones.
  mutating func renameLinks(_ names: [String: String]) {
    guard !names.isEmpty else { return }
    for index in resources.indices {
      for position in resources[index].statements.indices {
        if case .resource(let iri) = resources[index].statements[position].object, let name = names[iri] {
          resources[index].statements[position].object = .resource(name)
        }
      }
    }
  }
}

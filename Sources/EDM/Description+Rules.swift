/// The rules that decide whether a record can be published.
///
/// Source: the Schematron rules of EDM external (E1 to E12, numbered as in Winnow's documentation) and the
/// elements that EDM.xsd requires.
extension Description {
  /// Checks the rules on the whole record and notes what withholds it.
  mutating func checkRules() {
    let objects = record.resources.lazy.filter { $0.kind == .providedCHO }.count
    if objects != 1 {
      fail(
        "E3", "edm:ProvidedCHO", "the record does not hold exactly one edm:ProvidedCHO",
        remedy: "it holds \(objects); deliver one record an object")
    }
    let aggregations = record.resources.lazy.filter { $0.kind == .aggregation }.count
    if aggregations != 1 {
      fail(
        "E4", "ore:Aggregation", "the record does not hold exactly one ore:Aggregation",
        remedy: "it holds \(aggregations); add the aggregation that links the object to its files")
    }
    if let index = index(of: .aggregation) { checkAggregation(at: index) }
    if let index = index(of: .providedCHO) { checkObject(at: index) }
    checkFileRights()
    checkShape()
  }

  /// Notes what the writer will leave out because the schema has no place for it, unless a rule named it before.
  private mutating func checkShape() {
    var shape = ShapeRules(schema: .external, stage: .mended)
    shape.check(record)
    guard !shape.findings.isEmpty else { return }
    let named = Set(findings.lazy.filter { $0.severity != .info }.map(\.path))
    findings += shape.findings.filter { !named.contains($0.path) }
  }

  private mutating func checkAggregation(at index: Int) {
    let path = "ore:Aggregation/"
    if !hasLink(.edmIsShownAt, at: index), !hasLink(.edmIsShownBy, at: index) {
      fail(
        "E5", path + "edm:isShownAt", "neither edm:isShownAt nor edm:isShownBy has an address",
        remedy: "link the object's page or its image")
    }
    if !hasValue(.edmDataProvider, at: index) {
      fail(
        "E6", path + "edm:dataProvider", "edm:dataProvider is missing",
        remedy: "name the institution in the record or under `defaults.data_provider`")
    }
    if !hasValue(.edmProvider, at: index) {
      // The operator takes this place when the record is published.
      report("E7", .warning, path + "edm:provider", "edm:provider is missing: name who delivers the record")
    }
    if !hasLink(.edmRights, at: index) {
      if rights.original?.isBlank == false, !rights.defaulted {
        fail(
          "E8", path + "edm:rights", "edm:rights is text and no address",
          remedy: "\"\((rights.original ?? "").shortened())\" must be the address of a rights statement")
      } else {
        fail(
          "E8", path + "edm:rights", "edm:rights is missing",
          remedy: "state the rights in the record or under `defaults.rights`")
      }
    } else if rights.normalised == nil {
      fail(
        "E9", path + "edm:rights", "edm:rights is not one of the accepted statements",
        remedy: "\"\((rights.original ?? "").shortened())\": use a statement of Europeana's list",
        isSchematronOnly: true, isPublishable: true)
    }
  }

  private mutating func checkFileRights() {
    let unaccepted = record.resources.filter {
      $0.kind == .webResource && rightsByAddress[$0.about].map { $0.normalised == nil } == true
    }
    guard let first = unaccepted.first else { return }
    let original = rightsByAddress[first.about]?.original ?? ""
    fail(
      "E9", "edm:WebResource/edm:rights", "edm:rights is not one of the accepted statements",
      remedy: "edm:WebResource \(first.about): \"\(original.shortened())\"", isSchematronOnly: true,
      isPublishable: true)
  }

  private mutating func checkObject(at index: Int) {
    let path = "edm:ProvidedCHO/"
    let object = record.resources[index]
    let subjects: [Property] = [.dcSubject, .dcType, .dctermsTemporal, .dctermsSpatial]
    if !subjects.contains(where: { hasValue($0, at: index) }) {
      fail(
        "E10", path + "dc:subject",
        "none of dc:subject, dc:type, dcterms:temporal and dcterms:spatial has a value",
        remedy: "say what the object is or shows", isSchematronOnly: true)
    }
    if !hasValue(.dcTitle, at: index), !hasValue(.dcDescription, at: index) {
      fail(
        "E11", path + "dc:title", "neither dc:title nor dc:description has a value",
        remedy: "give the object a title", isSchematronOnly: true)
    }
    guard let type = object.first(.edmType)?.text else {
      fail(
        "edm-type", path + "edm:type", "edm:type is missing",
        remedy: "state TEXT, IMAGE, SOUND, VIDEO or 3D")
      return
    }
    guard ValueSpace.edmTypes.contains(type) else {
      fail(
        "edm-type", path + "edm:type", "edm:type has a value that the schema does not take",
        remedy: "\"\(type.shortened())\" must be TEXT, IMAGE, SOUND, VIDEO or 3D")
      return
    }
    if type == "TEXT", !hasValue(.dcLanguage, at: index) {
      fail(
        "E12", path + "dc:language", "edm:type is TEXT and dc:language is missing",
        remedy: "state the language in the record or under `defaults.language`", isSchematronOnly: true)
    }
  }

  /// Whether there is a link that the schema takes: another one is left out when the record is written.
  private func hasLink(_ property: Property, at index: Int) -> Bool {
    record.resources[index].statements.contains {
      if $0.property == property, case .resource(let iri) = $0.object {
        return !iri.isBlank && IRI.isReference(iri)
      }
      return false
    }
  }

  /// Reports an error and withholds the record, unless the rule is beyond the validity that is asked for.
  ///
  /// - Parameters:
  ///   - reason: the same words for every record, so that reasons can be counted.
  ///   - isPublishable: true where nothing is missing: the record is published as its provider wrote it, and the
  ///     error stands beside it.
  private mutating func fail(
    _ rule: String, _ path: String, _ reason: String, remedy: String, isSchematronOnly: Bool = false,
    isPublishable: Bool = false
  ) {
    let counts = !(isSchematronOnly && settings.validity == .schema)
    report(rule, counts ? .error : .warning, path, "\(reason): \(remedy)")
    let entry = "\(rule): \(reason)"
    if counts, !isPublishable, !withheld.contains(entry) { withheld.append(entry) }
  }
}

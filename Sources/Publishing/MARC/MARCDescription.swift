internal import EDM

/// What the provider says of an object, as MARC fields, as far as its meaning is certain.
///
/// What the record does not tell is not assumed: a name that may be of a person or a body is an uncontrolled name
/// (720), a text that may be any kind of subject is an index term (653). The provider's texts stand as they are, on one
/// line each; one that is longer than a field of ISO 2709 stands whole in notes (500, 520).
/// Source: MARC 21 Format for Bibliographic Data; Dublin Core to MARC Crosswalk (Library of Congress).
struct MARCDescription {
  private let enriched: EDMRecord
  private let object: Resource
  private let aggregation: Resource?
  private let described: DescribedRecord
  private let labels: LabelChoice
  private let files: [String: TechnicalMetadata]
  private var record: MARCRecord
  /// Values that stand in notes because they fit into no other field.
  private var noted: Set<String> = []

  /// - Parameters:
  ///   - enriched: the record with the concepts that its links name.
  ///   - files: what is known of the files, by their address.
  init(
    _ described: DescribedRecord, enriched: EDMRecord, labels: LabelChoice,
    files: [String: TechnicalMetadata]
  ) {
    self.described = described
    self.enriched = enriched
    self.labels = labels
    self.files = files
    object = described.record.first(.providedCHO) ?? Resource(kind: .providedCHO, about: described.about)
    aggregation = described.record.first(.aggregation)
    record = MARCRecord(leader: MARCFixedFields.leader(type: described.type, .new))
  }

  /// The languages of the object as codes of MARC, each once, in the order given.
  var languages: [String] {
    var codes: [String] = []
    for text in texts(.dcLanguage) {
      guard let code = LanguageNormaliser.marcCode(of: text), !codes.contains(code) else { continue }
      codes.append(code)
    }
    return codes
  }

  /// Positions 06 to 14 of field 008.
  var dates: String { MARCFixedFields.dates(of: object) }

  /// A record with the leader and the provider's fields, without control fields.
  consuming func fields() -> MARCRecord {
    addNumbers()
    addNames()
    addTitles()
    addMaking()
    addNotes()
    addSubjects()
    addRights()
    addFiles()
    return record
  }

  private mutating func addNumbers() {
    if described.about.contains(":") { add("024", "7#", [("a", described.about), ("2", "uri")]) }
    for text in texts(.dcIdentifier) { add("024", "8#", [("a", text)]) }
    let languages = languages
    if languages.count > 1 { add("041", "##", languages.map { ("a", $0) }) }
  }

  // MARK: Names

  private static let ofPersons: [Property] = [
    .rdaGr2DateOfBirth, .rdaGr2DateOfDeath, .rdaGr2PlaceOfBirth, .rdaGr2PlaceOfDeath, .rdaGr2Gender,
    .rdaGr2ProfessionOrOccupation,
  ]

  private mutating func addNames() {
    for (property, role) in [(Property.dcCreator, "cre"), (.dcContributor, "ctb")] {
      for value in object.objects(property) {
        let agent = resource(value)
        guard let name = text(value) else { continue }
        if let agent, agent.kind == .agent,
          agent.statements.contains(where: { Self.ofPersons.contains($0.property) })
        {
          let isMain = role == "cre" && !record.dataFields.contains { $0.tag == "100" }
          add(
            isMain ? "100" : "700", name.contains(", ") ? "1#" : "0#",
            [("a", name), ("4", role), ("0", agent.about.contains("://") ? agent.about : nil)])
        } else {
          add("720", "##", [("a", name), ("4", role)])
        }
      }
    }
  }

  // MARK: Titles

  private mutating func addTitles() {
    let main = record.dataFields.contains { $0.tag == "100" } ? "1" : "0"
    var titles = literals(.dcTitle)
    if titles.isEmpty {
      // Field 245 is mandatory. Square brackets tell that the words are taken from elsewhere in the description.
      let words = described.title ?? texts(.dcDescription).first ?? described.about
      add("245", main + "0", [("a", "[\(Self.beginning(of: words))]")])
    } else {
      let title = titles.removeFirst()
      let articles = InitialArticles.length(in: MARCText.clean(title.text), language: title.language)
      let pieces = MARCText.pieces(title.text)
      if pieces.count > 1 { _ = fitting(title.text) }
      record.add("245", "\(main)\(articles)", [("a", pieces.count > 1 ? pieces[0] + " …" : pieces.first)])
    }
    for title in titles + literals(.dctermsAlternative) { add("246", "3#", [("a", title.text)]) }
  }

  private static func beginning(of text: String) -> String {
    let text = MARCText.clean(text)
    return text.count > 200 ? text.prefix(200) + "…" : text
  }

  // MARK: Making, extent, notes

  private mutating func addMaking() {
    for text in texts(.dcDate) { add("260", "##", [("c", text)]) }
    for text in texts(.dctermsCreated) { add("264", "#0", [("c", text)]) }
    let publishers = texts(.dcPublisher)
    let issued = texts(.dctermsIssued)
    if publishers.count == 1, issued.count == 1 {
      add("264", "#1", [("b", publishers[0]), ("c", issued[0])])
    } else {
      for text in publishers { add("264", "#1", [("b", text)]) }
      for text in issued { add("264", "#1", [("c", text)]) }
    }
    for text in texts(.dctermsExtent) { add("300", "##", [("a", text)]) }
    for text in texts(.dctermsMedium) { add("340", "##", [("a", text)]) }
  }

  private mutating func addNotes() {
    for text in texts(.dctermsTableOfContents) {
      addPieces(MARCText.pieces(text), "505", "0#")
    }
    for text in texts(.dcDescription) {
      addPieces(MARCText.pieces(text), "520", "##")
    }
  }

  /// Adds a text that may take several fields; pieces that happen to be the same are all of it.
  private mutating func addPieces(_ pieces: [String], _ tag: String, _ indicators: String) {
    for piece in pieces { record.add(tag, indicators, [("a", piece)], repeatable: pieces.count > 1) }
  }

  // MARK: Subjects

  private mutating func addSubjects() {
    for value in object.objects(.dcSubject) { addTerm(value, "650", uncontrolled: "##") }
    for value in object.objects(.dcCoverage) { addTerm(value, nil, uncontrolled: "##") }
    for value in object.objects(.dctermsSpatial) { addTerm(value, "651", uncontrolled: "#5") }
    for value in object.objects(.dctermsTemporal) { addTerm(value, "648", uncontrolled: "#4") }
    for value in object.objects(.dcType) { addTerm(value, "655", uncontrolled: "#6") }
  }

  /// A link to a term whose label is known goes into the field of its kind; all else is an index term.
  /// - Parameters:
  ///   - tag: the field of the property; `nil` where only the kind of the term tells.
  ///   - uncontrolled: the indicators of field 653.
  private mutating func addTerm(_ value: Statement.Object, _ tag: String?, uncontrolled: String) {
    guard let label = text(value) else { return }
    var tag = tag
    if let resource = resource(value) {
      switch resource.kind {
      case .place: tag = "651"
      case .timeSpan: tag = "648"
      case .concept: break
      default: tag = nil
      }
      if let tag {
        let term = MARCTerm(
          label: label, iri: resource.about, exactMatches: resource.objects(.skosExactMatch).map(\.text))
        return add(tag, term.indicators, term.subfields)
      }
    }
    add("653", uncontrolled, [("a", label)])
  }

  // MARK: Rights and files

  private mutating func addRights() {
    for text in texts(.dcRights) + (aggregation?.objects(.dcRights).map(\.text) ?? []) {
      add("540", "##", [("a", text)])
    }
    for statement in aggregation?.objects(.edmRights) ?? [] {
      let name = RightsTerm(statement.text)
      add("540", "##", [("a", name?.text), ("f", name?.text), ("2", name?.source), ("u", statement.text)])
    }
  }

  private mutating func addFiles() {
    guard let aggregation else { return }
    for name in aggregation.objects(.edmDataProvider).compactMap(text) { add("850", "##", [("a", name)]) }
    for (property, relation, materials) in [
      (Property.edmIsShownBy, "1", "Digital object"), (.edmHasView, "1", "Digital object"),
      (.edmIsShownAt, "2", "Web page of the object"),
    ] {
      for address in aggregation.objects(property).map(\.text) {
        let method = address.lowercased().hasPrefix("http") ? "4" : "#"
        add("856", method + relation, [("u", address), ("q", files[address]?.mime), ("3", materials)])
      }
    }
  }

  // MARK: Values

  /// Adds a field; a value that no field of ISO 2709 holds stands in notes instead.
  private mutating func add(_ tag: String, _ indicators: String, _ subfields: [(Character, String?)]) {
    let values = subfields.map { code, value in (code, value.flatMap { fitting($0) }) }
    // Without what it is about, a field of codes says nothing.
    guard values.first?.1 != nil || tag == "540" || subfields.first?.1 == nil else { return }
    record.add(tag, indicators, values)
  }

  /// A text where it fits into a field; one that does not goes into notes.
  private mutating func fitting(_ text: String) -> String? {
    let pieces = MARCText.pieces(text)
    guard pieces.count > 1 else { return pieces.first }
    if noted.insert(text).inserted { addPieces(pieces, "500", "##") }
    return nil
  }

  private func literals(_ property: Property) -> [Statement.Literal] {
    object.objects(property).compactMap { object in
      guard case .literal(let literal) = object, !MARCText.clean(literal.text).isEmpty else { return nil }
      return literal
    }
  }

  /// What a property says in words.
  private func texts(_ property: Property) -> [String] { object.objects(property).compactMap { text($0) } }

  /// The text of a literal, or the label of what a link names; the link itself where no label is known.
  private func text(_ value: Statement.Object) -> String? {
    let text =
      switch value {
      case .literal(let literal): literal.text
      case .resource(let iri): enriched.resource(about: iri).flatMap { labels.label(of: $0) } ?? iri
      }
    return MARCText.clean(text).isEmpty ? nil : text
  }

  /// What a link names, where the record holds it with a label.
  private func resource(_ value: Statement.Object) -> Resource? {
    guard case .resource(let iri) = value, let resource = enriched.resource(about: iri),
      labels.label(of: resource) != nil
    else { return nil }
    return resource
  }
}

/// A statement of rights as a term of a list.
///
/// Source: MARC 21, field 540, subfields $f and $2; `rs` is RightsStatements.org, `cc` Creative Commons.
struct RightsTerm: Equatable {
  let text: String
  let source: String

  /// - Parameter statement: its address in canonical form; `nil` for one of another list.
  init?(_ statement: String) {
    let parts = statement.split(separator: "/").dropFirst()
    guard parts.count >= 3 else { return nil }
    let path = parts.dropFirst().map(String.init)
    switch (parts.first, path[0]) {
    case ("rightsstatements.org", "vocab") where path.count >= 3:
      (text, source) = ("\(path[1]) \(path[2])", "rs")
    case ("creativecommons.org", "licenses") where path.count >= 3:
      (text, source) = ("CC " + path[1...].joined(separator: " ").uppercased(), "cc")
    case ("creativecommons.org", "publicdomain") where path.count >= 3:
      (text, source) = (path[1] == "zero" ? "CC0 \(path[2])" : "PDM \(path[2])", "cc")
    default: return nil
    }
  }
}

/// The closed-shape rules of the EDM schemas, on a record that was read: which classes and elements there are,
/// in which order, how often and with which values.
///
/// Rule ids: `shape-class`, `shape-identifier`, `shape-element`, `shape-order`, `shape-cardinality`,
/// `shape-missing`, `shape-link`, `shape-text`, `shape-value`, `shape-language` and `shape-datatype`.
struct ShapeRules {
  /// What is looked at.
  enum Stage {
    /// The record as its provider sent it.
    case received
    /// The record after repair: order, names and datatypes are the writer's business.
    case mended
  }

  let schema: ProfileSchema
  let stage: Stage
  private(set) var findings: [Finding] = []

  init(schema: ProfileSchema, stage: Stage) {
    self.schema = schema
    self.stage = stage
  }

  /// Looks at every resource of a record.
  mutating func check(_ record: EDMRecord) {
    var highest = -1
    var last: KnownClass?
    for index in record.resources.indices {
      let resource = record.resources[index]
      guard let kind = resource.kind.known, let slots = schema.slots(of: kind) else {
        // A name that no schema knows was reported when it was read.
        if stage == .received || resource.kind.isKnown {
          report(
            "shape-class", resource.kind.label,
            "\(resource.kind.label) \"\(resource.about.excerpt())\" is no class of this profile: "
              + "describe it with a class of the schema")
        }
        continue
      }
      if stage == .received {
        checkIdentifier(of: resource, kind)
        if let rank = schema.rank(of: kind), let former = last {
          if rank < highest {
            report(
              "shape-order", kind.label,
              "\(kind.label) \"\(resource.about.excerpt())\" after \(former.label): moved")
          }
        }
        if let rank = schema.rank(of: kind), rank >= highest { (highest, last) = (rank, kind) }
      }
      if schema.isJudged(kind) { checkStatements(of: resource, kind, slots) }
    }
    for kind in schema.required where !record.resources.contains(where: { $0.kind.known == kind }) {
      report(
        "shape-missing", "rdf:RDF/\(kind.label)", "the record holds no \(kind.label): the schema requires one"
      )
    }
  }

  private mutating func checkIdentifier(of resource: Resource, _ kind: KnownClass) {
    // A quality annotation stands in its property and needs no name.
    guard kind != .qualityAnnotation, resource.about.isBlankNode || !IRI.isReference(resource.about)
    else {
      return
    }
    report(
      "shape-identifier", kind.label,
      "rdf:about \"\(resource.about.excerpt())\" of \(kind.label) is no URI: name it by an address")
  }

  private mutating func checkStatements(
    of resource: Resource, _ kind: KnownClass, _ slots: [ExternalSchema.Slot]
  ) {
    let free = schema.lastFreePosition(of: kind)
    let isOrdered = stage == .received && !schema.isUnordered(kind)
    var counts = SlotCounts()
    var highest = -1
    var last: KnownProperty?
    var isOrderReported = false
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known else {
        if stage == .received {
          let statement = resource.statements[index]
          report(
            "shape-element", path(kind, statement),
            "\(excerpt(statement)) is no element of the schema: use one that it has, or leave it out")
        }
        continue
      }
      guard let position = schema.position(of: property, in: kind) else {
        let statement = resource.statements[index]
        report(
          "shape-element", path(kind, statement),
          "\(excerpt(statement)) has no place in \(kind.label): move it to a class that holds it")
        continue
      }
      let place = max(position, free)
      if isOrdered, !isOrderReported, place < highest, let former = last {
        isOrderReported = true
        let statement = resource.statements[index]
        report(
          "shape-order", path(kind, statement),
          "\(property.facts.label) \"\(statement.object.text.excerpt(to: 40))\" after "
            + "\(former.facts.label): moved")
      }
      if place >= highest { (highest, last) = (place, property) }
      let count = counts.increment(position)
      if count == slots[position].maximum &+ 1, slots[position].maximum != .max {
        let statement = resource.statements[index]
        report(
          "shape-cardinality", path(kind, statement),
          "\(excerpt(statement)) is one too many: the schema takes \(slots[position].maximum) "
            + "in \(kind.label)")
      }
      checkValue(of: resource, at: index, slots[position], kind)
    }
    for (position, slot) in slots.enumerated() where slot.minimum > 0 && counts[position] == 0 {
      report(
        "shape-missing", "\(kind.label)/\(slot.property.facts.label)",
        "\(kind.label) \"\(resource.about.excerpt())\" lacks \(slot.property.facts.label): add it")
    }
  }

  private mutating func checkValue(
    of resource: Resource, at index: Int, _ slot: ExternalSchema.Slot, _ kind: KnownClass
  ) {
    var statement: Statement { resource.statements[index] }
    switch resource.statements[index].object {
    case .resource(let iri):
      if slot.property == .dqvHasQualityAnnotation { return }
      if slot.values != .resource, slot.values != .either {
        report(
          "shape-link", path(kind, statement), "\(excerpt(statement)) is a link: the schema takes text here")
      } else if iri.isBlankNode ? stage == .mended : !IRI.isReference(iri) {
        report(
          "shape-value", path(kind, statement), "\(excerpt(statement)) is no URI: mend the address")
      }
    case .literal(let literal):
      guard slot.values != .resource else {
        report(
          "shape-text", path(kind, statement),
          "\(excerpt(statement)) is text: the schema takes a link here (rdf:resource)")
        return
      }
      if !slot.values.accepts(literal.text) {
        report(
          "shape-value", path(kind, statement),
          "\(excerpt(statement)) is no value that the schema takes: see its list or datatype")
      }
      if literal.language == nil, literal.datatype == nil, slot.values.requiredDatatype == nil { return }
      checkAttributes(literal, of: resource, at: index, slot, kind)
    }
  }

  private mutating func checkAttributes(
    _ literal: Statement.Literal, of resource: Resource, at index: Int, _ slot: ExternalSchema.Slot,
    _ kind: KnownClass
  ) {
    var statement: Statement { resource.statements[index] }
    if let language = literal.language {
      if !slot.values.allowsLanguage {
        report(
          "shape-language", path(kind, statement),
          "xml:lang=\"\(language.excerpt())\" on \(slot.property.facts.label): the element takes no language")
      } else if !language.isEmpty, !LanguageTag.isValid(language) {
        report(
          "shape-language", path(kind, statement),
          "xml:lang=\"\(language.excerpt())\" on \(slot.property.facts.label) is no language tag: use BCP 47")
      }
    }
    if let required = slot.values.requiredDatatype {
      guard stage == .received, literal.datatype != required else { return }
      report(
        "shape-datatype", path(kind, statement),
        "\(excerpt(statement)) lacks rdf:datatype=\"\(required)\": supplied")
    } else if let datatype = literal.datatype, !slot.values.allowsDatatype {
      report(
        "shape-datatype", path(kind, statement),
        "rdf:datatype=\"\(datatype.excerpt())\" on \(slot.property.facts.label): the element takes no datatype"
      )
    }
  }

  private func path(_ kind: KnownClass, _ statement: Statement) -> String {
    "\(kind.label)/\(statement.property.label)"
  }

  private func excerpt(_ statement: Statement) -> String {
    "\(statement.property.label) \"\(statement.object.text.excerpt())\""
  }

  private mutating func report(_ rule: String, _ path: String, _ message: String) {
    findings.append(Finding(rule: rule, severity: .warning, path: path, message: message))
  }
}

/// How often each of up to 64 positions was met, up to 255 times, without an allocation.
private struct SlotCounts {
  private var counts = InlineArray<64, UInt8>(repeating: 0)

  subscript(position: Int) -> UInt8 { position < 64 ? counts[position] : 0 }

  /// Counts one more and returns the number so far.
  mutating func increment(_ position: Int) -> Int {
    guard position < 64 else { return 1 }
    if counts[position] < .max { counts[position] += 1 }
    return Int(counts[position])
  }
}

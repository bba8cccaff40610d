/// Which resources and statements of a record the external schema takes, in schema order, and which it does
/// not take.
struct SchemaPlan {
  /// A resource that will be written, with its statements in order.
  struct Entry {
    let resource: Int
    let kind: KnownClass
    var statements: [Arranged]
  }

  /// A statement that will be written.
  struct Arranged {
    let index: Int
    let property: KnownProperty
    let values: ValueSpace
    var keepsLanguage = true
    var keepsDatatype = true
    /// The quality annotation that stands inside the element, in ``SchemaPlan/nested``.
    var nested: Int?
  }

  /// A quality annotation, which the schema nests and gives no identifier.
  struct NestedAnnotation {
    let resource: Int
    let statements: [Arranged]
  }

  let resources: [Resource]
  /// The quality annotations that stand inside elements.
  private(set) var nested: [NestedAnnotation] = []
  private(set) var entries: [Entry] = []
  private(set) var omitted: [Finding] = []
  private(set) var namespaces = NamespaceSet([.rdf, .edm])

  /// The quality annotations by name.
  private let annotations: [String: Int]
  /// How often each was nested: it is written out in every place that links it.
  private var nestings: [Int: Int] = [:]
  private static let maximumNestings = 16

  init(_ record: EDMRecord) {
    resources = record.resources
    var annotations: [String: Int] = [:]
    for index in record.resources.indices where record.resources[index].kind == .qualityAnnotation {
      if annotations[record.resources[index].about] == nil {
        annotations[record.resources[index].about] = index
      }
    }
    self.annotations = annotations
  }

  /// Arranges every resource.
  mutating func arrange() {
    var order: [UInt32] = []
    for index in resources.indices {
      let resource = resources[index]
      guard let kind = resource.kind.known, ExternalSchema.slots(of: kind) != nil else {
        omit(
          "omitted-unknown-class", resource.kind.label, "\(resource.kind.label) \(resource.about)",
          "the external profile of EDM has no such class; describe it with a class of the schema")
        continue
      }
      // A quality annotation stands inside the property that links it.
      if kind != .qualityAnnotation { order.append(UInt32(kind.rawValue) << 24 | UInt32(index)) }
    }
    for key in order.sorted() {
      let index = Int(key & 0xFF_FFFF)
      guard let kind = KnownClass(rawValue: UInt8(key >> 24)) else { continue }
      arrange(index, as: kind)
    }
  }

  private mutating func arrange(_ index: Int, as kind: KnownClass) {
    let resource = resources[index]
    guard !resource.about.isEmpty, IRI.isReference(resource.about) else {
      omit(
        "omitted-invalid-identifier", kind.label, "\(kind.label) \"\(resource.about.shortened())\"",
        "rdf:about must be a URI")
      return
    }
    let statements = arrangeStatements(of: resource, as: kind)
    for slot in ExternalSchema.slots(of: kind) ?? [] where slot.minimum > 0 {
      guard !statements.contains(where: { $0.property == slot.property }) else { continue }
      if kind == .providedCHO || kind == .aggregation {
        omitted.append(
          Finding(
            rule: "schema-missing-element", severity: .error,
            path: "\(kind.label)/\(slot.property.facts.label)",
            message:
              "\(kind.label) \(resource.about) lacks \(slot.property.facts.label), which EDM.xsd requires"))
      } else {
        omit(
          "omitted-incomplete-resource", kind.label, "\(kind.label) \(resource.about)",
          "EDM.xsd requires \(slot.property.facts.label) in it")
        return
      }
    }
    namespaces.insert(kind.namespace)
    note(statements)
    entries.append(Entry(resource: index, kind: kind, statements: statements))
  }

  private mutating func note(_ statements: [Arranged]) {
    for statement in statements {
      namespaces.insert(statement.property.facts.namespace)
      if let index = statement.nested {
        namespaces.insert(.dqv)
        note(nested[index].statements)
      }
    }
  }

  private mutating func arrangeStatements(of resource: Resource, as kind: KnownClass) -> [Arranged] {
    var keys: [UInt32] = []
    keys.reserveCapacity(resource.statements.count)
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known else {
        let statement = resource.statements[index]
        omit(
          "omitted-unknown-element", path(kind, statement), excerpt(statement),
          "the EDM schema does not know the element")
        continue
      }
      guard let position = ExternalSchema.position(of: property, in: kind) else {
        let statement = resource.statements[index]
        omit(
          "omitted-misplaced-element", path(kind, statement), excerpt(statement),
          "EDM.xsd does not allow it in \(kind.label)")
        continue
      }
      keys.append(UInt32(position) << 24 | UInt32(index))
    }
    if !zip(keys, keys.dropFirst()).allSatisfy(<) { keys.sort() }
    let slots = ExternalSchema.slots(of: kind) ?? []
    var arranged: [Arranged] = []
    arranged.reserveCapacity(keys.count)
    var current = -1
    var taken = 0
    for key in keys {
      let position = Int(key >> 24)
      let index = Int(key & 0xFF_FFFF)
      if position != current { (current, taken) = (position, 0) }
      guard let entry = check(resource, at: index, slots[position], kind) else { continue }
      guard taken < slots[position].maximum else {
        let statement = resource.statements[index]
        omit(
          "omitted-cardinality", path(kind, statement), excerpt(statement),
          "EDM.xsd allows \(slots[position].maximum) in \(kind.label); the first was kept")
        continue
      }
      taken += 1
      arranged.append(entry)
    }
    return arranged
  }

  /// The statement as it will be written, or `nil` where the schema does not take its value.
  private mutating func check(
    _ resource: Resource, at index: Int, _ slot: ExternalSchema.Slot, _ kind: KnownClass
  ) -> Arranged? {
    var arranged = Arranged(index: index, property: slot.property, values: slot.values)
    var statement: Statement { resource.statements[index] }
    switch resource.statements[index].object {
    case .resource(let iri):
      if slot.property == .dqvHasQualityAnnotation { return nesting(iri, arranged, kind, statement) }
      guard slot.values == .resource || slot.values == .either else {
        omit("omitted-link", path(kind, statement), excerpt(statement), "the schema takes text here, no link")
        return nil
      }
      guard !iri.isBlank, IRI.isReference(iri) else {
        omit(
          iri.isBlank ? "omitted-empty-link" : "omitted-invalid-link", path(kind, statement),
          excerpt(statement), "rdf:resource must be a URI")
        return nil
      }
    case .literal(let literal):
      guard slot.values != .resource else {
        omit(
          "omitted-text", path(kind, statement), excerpt(statement),
          "the schema takes a link here (rdf:resource), no text")
        return nil
      }
      guard slot.values.accepts(literal.text) else {
        omit(
          "omitted-invalid-value", path(kind, statement), excerpt(statement),
          "the schema does not take this value")
        return nil
      }
      if let language = literal.language, !(slot.values.allowsLanguage && LanguageTag.isValid(language)) {
        arranged.keepsLanguage = false
        omit(
          "omitted-language", path(kind, statement), "xml:lang=\"\(language.shortened())\"",
          slot.values.allowsLanguage ? "it is no language tag (BCP 47)" : "the element takes no language")
      }
      if let datatype = literal.datatype, slot.values.requiredDatatype == nil,
        !(slot.values.allowsDatatype && IRI.isReference(datatype) && !datatype.isEmpty)
      {
        arranged.keepsDatatype = false
        omit(
          "omitted-datatype", path(kind, statement), "rdf:datatype=\"\(datatype.shortened())\"",
          "the element takes no datatype")
      }
    }
    return arranged
  }

  private mutating func nesting(
    _ iri: String, _ arranged: Arranged, _ kind: KnownClass, _ statement: Statement
  ) -> Arranged? {
    guard let index = annotations[iri] else {
      omit(
        "omitted-link", path(kind, statement), excerpt(statement),
        "the record holds no dqv:QualityAnnotation of that name")
      return nil
    }
    nestings[index, default: 0] += 1
    guard nestings[index, default: 0] <= Self.maximumNestings else {
      omit(
        "omitted-link", path(kind, statement), excerpt(statement),
        "a dqv:QualityAnnotation stands in \(Self.maximumNestings) places at most")
      return nil
    }
    let statements = arrangeStatements(of: resources[index], as: .qualityAnnotation)
    for slot in ExternalSchema.slots(of: .qualityAnnotation) ?? [] where slot.minimum > 0 {
      guard statements.contains(where: { $0.property == slot.property }) else {
        omit(
          "omitted-incomplete-resource", path(kind, statement), "dqv:QualityAnnotation",
          "EDM.xsd requires \(slot.property.facts.label) in it")
        return nil
      }
    }
    var arranged = arranged
    arranged.nested = nested.count
    nested.append(NestedAnnotation(resource: index, statements: statements))
    return arranged
  }

  private mutating func omit(_ rule: String, _ path: String, _ subject: String, _ reason: String) {
    omitted.append(
      Finding(rule: rule, severity: .warning, path: path, message: "\(subject) left out: \(reason)"))
  }

  private func path(_ kind: KnownClass, _ statement: Statement) -> String {
    "\(kind.label)/\(statement.property.label)"
  }

  private func excerpt(_ statement: Statement) -> String {
    "\(statement.property.label) \"\(statement.object.text.shortened())\""
  }
}

/// Tests of language tags.
enum LanguageTag {
  /// True for a tag of the form that XML Schema's type `language` takes, with a primary language of at least
  /// two letters.
  static func isValid(_ tag: String) -> Bool {
    if tag.isTwoSmallLetters { return true }
    guard tag.utf8.count <= maximumLength else { return false }
    var length = 0
    var isPrimary = true
    for byte in tag.utf8 {
      if byte == UInt8(ascii: "-") {
        guard length > (isPrimary ? 1 : 0) else { return false }
        (length, isPrimary) = (0, false)
        continue
      }
      let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
      guard isLetter || (!isPrimary && (48...57).contains(byte)), length < 8 else { return false }
      length += 1
    }
    return length > (isPrimary ? 1 : 0)
  }

  /// No language needs a longer tag, in bytes; one that a whole record inherits is written with every text.
  private static let maximumLength = 256
}

/// A set of namespaces as bits.
struct NamespaceSet {
  private var bits: UInt32 = 0

  init(_ members: [KnownNamespace]) { members.forEach { insert($0) } }

  mutating func insert(_ namespace: KnownNamespace) { bits |= 1 << namespace.rawValue }

  func contains(_ namespace: KnownNamespace) -> Bool { bits & 1 << namespace.rawValue != 0 }
}

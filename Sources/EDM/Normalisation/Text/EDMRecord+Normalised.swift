extension EDMRecord {
  /// The record in the normalised view: text without mark-up and stray white space, links in one form, languages
  /// as tags of BCP 47, no statement twice.
  ///
  /// The record itself keeps the provider's literals. Names of resources (`rdf:about`) and links to them are not
  /// touched, and rights, dates and types have normalisations of their own.
  ///
  /// - Parameter minimumConfidence: changes that are less sure are not made.
  public func normalised(
    minimumConfidence: Double = LanguageNormaliser.minimumConfidence
  ) -> NormalisedRecord {
    var pass = NormalisationPass(self, minimumConfidence)
    for index in resources.indices { pass.normalise(index) }
    return NormalisedRecord(record: pass.record, changes: pass.changes)
  }
}

extension NormalisedRecord {
  /// The provider's record, with every change undone.
  public var original: EDMRecord {
    var original = record
    // A duplicate comes back as its twin, which stands before it; its own changes are undone after that.
    for change in changes where change.kind == .duplicate {
      guard let twin = change.twin else { continue }
      let copy = original.resources[change.resource].statements[twin]
      original.resources[change.resource].statements.insert(copy, at: change.statement)
    }
    for change in changes.reversed() where change.kind != .duplicate {
      original.resources[change.resource].statements[change.statement].undo(change)
    }
    return original
  }
}

extension Statement {
  fileprivate mutating func undo(_ change: Normalisation) {
    switch (object, change.kind) {
    case (.literal(var literal), .languageTag):
      literal.language = change.before
      object = .literal(literal)
    case (.literal(var literal), _):
      literal.text = change.before
      object = .literal(literal)
    case (.resource, _): object = .resource(change.before)
    }
  }
}

/// The work on one record.
private struct NormalisationPass {
  var record: EDMRecord
  var changes: [Normalisation] = []
  private let minimumConfidence: Double
  init(_ record: EDMRecord, _ minimumConfidence: Double) {
    self.record = record
    self.minimumConfidence = minimumConfidence
  }

  /// Whether a resource of the record has a name.
  private func names(_ iri: String) -> Bool {
    record.resources.indices.contains { record.resources[$0].about == iri }
  }

  mutating func normalise(_ resource: Int) {
    // What changes is a copy: the loop goes over the statements as they were.
    let statements = record.resources[resource].statements
    for position in statements.indices {
      switch statements[position].object {
      case .resource(let link):
        guard LinkForm.needsWork(link), statements[position].property != .edmRights else { continue }
        let form = LinkForm.normalised(link)
        guard form != link, !names(link) else { continue }
        change(.link, resource, position, from: link, to: form, 0.98) { $0.object = .resource(form) }
      case .literal(let literal):
        guard !Self.isPlain(literal, of: statements[position].property) else { continue }
        normalise(literal, of: statements[position].property, resource, position)
      }
    }
    removeDuplicates(resource)
  }

  /// True where nothing of a literal can need a change.
  private static func isPlain(_ literal: Statement.Literal, of property: Property) -> Bool {
    guard property != .dcLanguage, WhiteSpace.isPlain(literal.text) else { return false }
    guard let language = literal.language else { return true }
    return LanguageNormaliser.isShortest(language)
  }

  private mutating func normalise(
    _ literal: Statement.Literal, of property: Property, _ resource: Int, _ position: Int
  ) {
    var literal = literal
    if property.known.map({ Self.takesText[Int($0.rawValue)] }) ?? true {
      if let reading = Markup.stripped(literal.text) {
        literal = replaceText(.markup, literal, reading.text, reading.confidence, resource, position)
      }
      let spaced = WhiteSpace.normalised(literal.text)
      if spaced != literal.text {
        literal = replaceText(.whiteSpace, literal, spaced, 1, resource, position)
      }
    }
    if property == .dcLanguage, !LanguageNormaliser.isShortest(literal.text),
      let reading = LanguageNormaliser.reading(of: literal.text),
      reading.tag != literal.text
    {
      literal = replaceText(.language, literal, reading.tag, reading.confidence, resource, position)
    }
    if let language = literal.language, !LanguageNormaliser.isShortest(language),
      let reading = LanguageNormaliser.reading(of: language),
      reading.tag != language
    {
      change(.languageTag, resource, position, from: language, to: reading.tag, reading.confidence) {
        literal.language = reading.tag
        $0.object = .literal(literal)
      }
    }
  }

  /// The literal with another text, where the change is sure enough; else as it was.
  private mutating func replaceText(
    _ kind: Normalisation.Kind, _ literal: Statement.Literal, _ text: String, _ confidence: Double,
    _ resource: Int, _ position: Int
  ) -> Statement.Literal {
    var replaced = literal
    replaced.text = text
    let isMade = change(kind, resource, position, from: literal.text, to: text, confidence) {
      $0.object = .literal(replaced)
    }
    return isMade ? replaced : literal
  }

  @discardableResult
  private mutating func change(
    _ kind: Normalisation.Kind, _ resource: Int, _ position: Int, from before: String, to after: String,
    _ confidence: Double, _ apply: (inout Statement) -> Void
  ) -> Bool {
    guard confidence >= minimumConfidence else { return false }
    changes.append(
      Normalisation(
        kind: kind, path: path(resource, position), resource: resource, statement: position, before: before,
        after: after, confidence: confidence, twin: nil))
    apply(&record.resources[resource].statements[position])
    return true
  }

  /// Leaves out statements that say the same with the same property.
  private mutating func removeDuplicates(_ resource: Int) {
    let statements = record.resources[resource].statements
    let twins = Self.twins(statements)
    guard !twins.isEmpty else { return }
    for (position, twin) in twins {
      changes.append(
        Normalisation(
          kind: .duplicate, path: path(resource, position), resource: resource, statement: position,
          before: statements[position].object.text, after: "", confidence: 1, twin: twin))
    }
    let removed = Set(twins.map(\.position))
    record.resources[resource].statements = statements.indices.filter { !removed.contains($0) }
      .map { statements[$0] }
  }

  /// The statements that stand a second time, each with the first of its kind.
  private static func twins(_ statements: [Statement]) -> [(position: Int, twin: Int)] {
    guard statements.count > 1 else { return [] }
    // Most statements differ in length or at their ends, which is seen faster than a hash is computed.
    if statements.count <= 64 {
      var marks: [UInt64] = []
      marks.reserveCapacity(statements.count)
      var twins: [(position: Int, twin: Int)] = []
      for position in statements.indices {
        let mark = mark(of: statements[position].property, statements[position].object.text)
        for earlier in marks.indices
        where marks[earlier] == mark && statements[earlier] == statements[position] {
          twins.append((position, earlier))
          break
        }
        marks.append(mark)
      }
      return twins
    }
    var first: [Statement: Int] = [:]
    return statements.indices.compactMap { position in
      guard let twin = first[statements[position]] else {
        first[statements[position]] = position
        return nil
      }
      return (position, twin)
    }
  }

  /// The same number for equal statements.
  private static func mark(of property: Property, _ text: String) -> UInt64 {
    var text = text
    let ends = text.withUTF8 { UInt64($0.first ?? 0) << 8 | UInt64($0.last ?? 0) }
    let property = property.known.map { UInt64($0.rawValue) } ?? 255
    return UInt64(truncatingIfNeeded: text.utf8.count) << 24 | property << 16 | ends
  }

  /// Whether a property of the schemas holds free text, by its number.
  private static let takesText = KnownProperty.allCases.map {
    $0.facts.values == .literal || $0.facts.values == .either
  }

  private func path(_ resource: Int, _ position: Int) -> String {
    let resource = record.resources[resource]
    return "\(resource.kind.label)/\(resource.statements[position].property.label)"
  }
}

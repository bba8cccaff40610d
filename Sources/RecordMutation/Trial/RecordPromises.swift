internal import EDM
internal import XMLCodec

/// What must hold of every record that could be read.
struct RecordPromises {
  let describer: RecordDescriber

  // MARK: Reading

  /// Every text of the document stands in the record, or a finding tells why it does not.
  func checkReading(of metadata: [UInt8], _ read: EDMReadResult) throws(BrokenProperty) {
    let tape: XMLTape
    do {
      tape = try XMLTape(parsing: metadata, names: Self.names)
    } catch {
      throw BrokenProperty("what was read once can be read again", error.description)
    }
    var texts = TextSet()
    for resource in read.record.resources {
      for statement in resource.statements { texts.insert(statement.object.text) }
    }
    let explains = read.findings.contains { $0.rule == "stray-text" || $0.rule == "markup-in-text" }
    if explains { return }
    for event in tape.events where event.kind == .text && !tape.isBlank(event) {
      let text = tape.text(of: event)
      guard texts.contains(text) else {
        throw BrokenProperty("no text of the document is lost in reading", text)
      }
    }
  }

  private static let names = XMLNameTable([])

  // MARK: Views

  /// The views of a record come to an end, and the normalised one can be undone to the byte.
  func checkViews(of read: EDMReadResult) throws(BrokenProperty) {
    _ = read.verdict
    _ = read.record.problemPatterns
    _ = TierCalculator().tiers(of: read.record)
    let normalised = read.record.normalised()
    let original = normalised.original
    guard original == read.record, original.hasSameBytes(as: read.record) else {
      throw BrokenProperty(
        "undoing the normalised view gives the record", original.firstDifference(from: read.record))
    }
    let dates = DateNormaliser()
    for resource in read.record.resources.prefix(200) {
      for statement in resource.statements.prefix(200) {
        for property in Self.dateProperties { _ = dates.normalise(statement.object.text, of: property) }
      }
    }
  }

  /// One that holds dates and one that holds them among other things.
  private static let dateProperties: [Property] = [.dcDate, .dcSubject]

  // MARK: Describing

  /// Every text and link that was read stands in the description, or a finding or a repair names its place.
  func checkTexts(of described: DescribedRecord, _ read: EDMReadResult) throws(BrokenProperty) {
    var texts = TextSet()
    for resource in described.record.resources {
      for statement in resource.statements { texts.insert(statement.object.text) }
    }
    var places = Set(described.findings.map(\.path))
    places.formUnion(described.repairs.map(\.place))
    let isRenamed =
      described.findings.contains { $0.rule == "minted-identifier" }
      || read.record.profile == .internal
    for resource in read.record.resources {
      for statement in resource.statements where !Self.ofProxies.contains(statement.property.label) {
        let text = statement.object.text
        if texts.contains(text) { continue }
        if case .resource = statement.object, isRenamed { continue }
        let label = resource.kind.label
        let object = "edm:ProvidedCHO/\(statement.property.label)"
        guard
          places.contains(label) || places.contains("\(label)/\(statement.property.label)")
            || places.contains(object)
        else {
          throw BrokenProperty(
            "no text is lost in describing", "\(label)/\(statement.property.label): \(text)")
        }
      }
    }
  }

  /// What is said of a proxy and not of the object.
  private static let ofProxies: Set<String> = [
    "ore:proxyFor", "ore:proxyIn", "ore:lineage", "edm:europeanaProxy",
  ]

  /// Findings and repairs stay in proportion to the document.
  func checkReports(of described: DescribedRecord, _ size: Int) throws(BrokenProperty) {
    let findings = described.findings.reduce(0) { $0 + $1.path.utf8.count + $1.message.utf8.count }
    let repairs = described.repairs.reduce(0) { $0 + $1.before.utf8.count + $1.after.utf8.count }
    guard findings + repairs <= 200 * size + 1 << 16 else {
      throw BrokenProperty(
        "reports stay in proportion", "\(findings + repairs) bytes of reports on \(size) bytes")
    }
  }

  // MARK: Writing

  /// What is written is well-formed, reads back, writes to the same bytes, and is publishable if its source was.
  func checkWriting(of described: DescribedRecord, identifier: String) throws(BrokenProperty) {
    let written = EDMWriter().write(described.record)
    if let problem = WellFormedness.problem(in: written.bytes) {
      throw BrokenProperty("what is written is well-formed", problem.description)
    }
    let again: EDMReadResult
    do {
      again = try EDMReader().read(written.bytes)
    } catch {
      throw BrokenProperty("what is written reads back", error.description)
    }
    let second = EDMWriter().write(again.record)
    guard second.bytes == written.bytes else {
      throw BrokenProperty(
        "what is written writes to the same bytes", Self.difference(written.bytes, second.bytes))
    }
    guard described.withheld.isEmpty else { return }
    // Whoever publishes a record becomes its edm:provider.
    let refusals = written.omitted.filter { $0.severity == .error && !$0.path.hasSuffix("/edm:provider") }
    if let refused = refusals.first {
      throw BrokenProperty("a publishable record is written whole", "\(refused.rule): \(refused.message)")
    }
    let republished = describer.describe(metadata: written.bytes, identifier: identifier)
    guard republished.withheld.isEmpty else {
      throw BrokenProperty(
        "a publishable record stays publishable", republished.withheld.joined(separator: "; "))
    }
    // A provider that was missing is supplied at the second time.
    if written.omitted.contains(where: { $0.severity == .error }) { return }
    let third = EDMWriter().write(republished.record)
    guard third.bytes == written.bytes else {
      throw BrokenProperty(
        "a published record describes as itself", Self.difference(written.bytes, third.bytes))
    }
  }

  private static func difference(_ first: [UInt8], _ second: [UInt8]) -> String {
    let place =
      zip(first, second).enumerated().first { $1.0 != $1.1 }?.offset ?? min(first.count, second.count)
    func excerpt(_ bytes: [UInt8]) -> String {
      String(decoding: bytes[max(0, place - 80)..<min(bytes.count, place + 120)], as: UTF8.self)
    }
    return "at byte \(place): \(excerpt(first)) BECAME \(excerpt(second))"
  }
}

/// Texts by their bytes: for Swift, canonically equivalent texts are equal.
struct TextSet {
  private var texts: Set<[UInt8]> = []

  mutating func insert(_ text: String) { texts.insert(Array(text.utf8)) }

  /// Whether a text is among them, as it is or without the white space around it.
  func contains(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if texts.contains(bytes) { return true }
    let trimmed = bytes.drop { Self.isSpace($0) }.reversed().drop { Self.isSpace($0) }.reversed()
    return trimmed.isEmpty || texts.contains(Array(trimmed))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}

extension EDMRecord {
  /// Equality to the byte of every text.
  func hasSameBytes(as other: EDMRecord) -> Bool {
    resources.elementsEqual(other.resources) { left, right in
      left.about.utf8.elementsEqual(right.about.utf8)
        && left.statements.elementsEqual(right.statements) {
          $0.object.text.utf8.elementsEqual($1.object.text.utf8)
        }
    }
  }

  /// The first statement in which two records differ.
  func firstDifference(from other: EDMRecord) -> String {
    for (left, right) in zip(resources, other.resources) {
      guard left.statements.count == right.statements.count else {
        return "\(left.kind.label) has \(left.statements.count) statements for \(right.statements.count)"
      }
      for (one, two) in zip(left.statements, right.statements)
      where one != two || !one.object.text.utf8.elementsEqual(two.object.text.utf8) {
        return "\(one.property.label) \"\(one.object.text)\" for \"\(two.object.text)\""
      }
    }
    return "\(resources.count) resources for \(other.resources.count)"
  }
}

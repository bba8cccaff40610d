/// The odd ones among the records: what stands far from what is usual with the provider.
struct OutlierCensus: Sendable {
  /// So many bytes of a value are shown.
  static let valueLimit = 120

  private struct Shown: Sendable {
    var property: String
    var value: String

    init(_ property: Property, _ text: String) {
      self.property = property.label
      value = text.beginning(bytes: OutlierCensus.valueLimit)
    }

    /// For what is a matter of the whole record.
    init() { (property, value) = ("", "") }

    func outlier(
      _ kind: ProviderQuality.Outlier.Kind, _ record: RecordMark, _ reason: String
    ) -> ProviderQuality.Outlier {
      ProviderQuality.Outlier(
        kind: kind, record: record.identifier, property: property, value: value, reason: reason)
    }
  }

  /// The lengths of the texts of one property, with the shortest and the longest.
  private struct Lengths: Sendable {
    var sizes = SizeDistribution()
    var short = Extremes<Shown>(limit: OutlierCensus.kept)
    var long = Extremes<Shown>(limit: OutlierCensus.kept)

    mutating func add(_ length: Int, _ record: RecordMark, _ shown: @autoclosure () -> Shown) {
      sizes.add(length)
      short.offer(-length, record, shown())
      long.offer(length, record, shown())
    }

    mutating func merge(_ other: Lengths) {
      sizes.merge(other.sizes)
      short.merge(other.short)
      long.merge(other.long)
    }

    func outliers(
      _ shortKind: ProviderQuality.Outlier.Kind?, _ longKind: ProviderQuality.Outlier.Kind, _ unit: String
    ) -> [ProviderQuality.Outlier] {
      guard sizes.total >= 10 else { return [] }
      let (lower, upper) = sizes.fences
      let usual = "the middle half has \(sizes.quantile(0.25)) to \(sizes.quantile(0.75))"
      var found: [ProviderQuality.Outlier] = []
      if let shortKind {
        for member in short.members where Double(-member.measure) < lower {
          found.append(
            member.element.outlier(
              shortKind, member.record,
              "\(-member.measure) \(unit)\(member.measure == -1 ? "" : "s"); \(usual)"))
        }
      }
      for member in long.members where Double(member.measure) > upper {
        found.append(member.element.outlier(longKind, member.record, "\(member.measure) \(unit)s; \(usual)"))
      }
      return found
    }
  }

  private struct Script: Sendable {
    var records = 0
    var examples = RecordSample<Shown>(limit: OutlierCensus.kept)

    mutating func add(_ record: RecordMark, _ shown: @autoclosure () -> Shown) {
      records += 1
      examples.offer(record, shown())
    }

    mutating func merge(_ other: Script) {
      records += other.records
      examples.merge(other.examples)
    }

    func outliers(_ kind: ProviderQuality.Outlier.Kind, _ reason: String) -> [ProviderQuality.Outlier] {
      examples.sorted.map { $0.element.outlier(kind, $0.record, reason) }
    }
  }

  private static let kept = 5
  private var titles = Lengths()
  private var descriptions = Lengths()
  private var statements = Lengths()
  private var files = Lengths()
  private var scripts = [Script](repeating: Script(), count: WritingSystem.allCases.count)
  private var mixed = Script()
  private var broken = Script()

  // Of the record at hand.
  private var seenScripts: UInt64 = 0
  private var hasMixed = false
  private var hasBroken = false
  private var statementCount = 0
  private var fileCount = 0

  /// Begins a record.
  mutating func begin() {
    (seenScripts, hasMixed, hasBroken, statementCount, fileCount) = (0, false, false, 0, 0)
  }

  mutating func add(_ resource: Resource) {
    statementCount += resource.statements.count
    if resource.kind == .webResource { fileCount += 1 }
  }

  /// Takes a text of the record at hand.
  mutating func add(_ statement: Statement, _ look: TextLook, isDescription: Bool, _ record: RecordMark) {
    let text = statement.object.text
    if isDescription {
      switch statement.property.known {
      case .dcTitle: titles.add(look.length, record, Shown(statement.property, text))
      case .dcDescription: descriptions.add(look.length, record, Shown(statement.property, text))
      default: break
      }
    }
    var unseen = look.scripts & ~seenScripts
    seenScripts |= look.scripts
    while unseen != 0 {
      let index = unseen.trailingZeroBitCount
      unseen &= unseen - 1
      scripts[index].add(record, Shown(statement.property, text))
    }
    if look.hasMixedWord, !hasMixed {
      hasMixed = true
      mixed.add(record, Shown(statement.property, text))
    }
    if look.isBroken, !hasBroken {
      hasBroken = true
      broken.add(record, Shown(statement.property, text))
    }
  }

  /// Ends a record.
  mutating func end(_ record: RecordMark) {
    statements.add(statementCount, record, Shown())
    files.add(fileCount, record, Shown())
  }

  mutating func merge(_ other: OutlierCensus) {
    titles.merge(other.titles)
    descriptions.merge(other.descriptions)
    statements.merge(other.statements)
    files.merge(other.files)
    for index in scripts.indices { scripts[index].merge(other.scripts[index]) }
    mixed.merge(other.mixed)
    broken.merge(other.broken)
  }

  /// The sheet, one kind after another.
  func quality(_ records: Int, _ limit: Int) -> [ProviderQuality.Outlier] {
    var outliers = titles.outliers(.shortText, .longText, "character")
    outliers += descriptions.outliers(.shortText, .longText, "character")
    outliers += rareScripts(records)
    outliers += mixed.outliers(
      .mixedScripts, "a word mixes Latin with Greek or Cyrillic letters that look alike")
    outliers += broken.outliers(.brokenCharacters, "characters that wrong decoding leaves behind")
    outliers += statements.outliers(.fewStatements, .manyStatements, "statement")
    outliers += files.outliers(nil, .manyFiles, "web resource")
    return Array(outliers.prefix(3 * limit))
  }

  /// Scripts of at most one record in a hundred, or of a single record.
  private func rareScripts(_ records: Int) -> [ProviderQuality.Outlier] {
    guard records >= 10 else { return [] }
    return WritingSystem.allCases.flatMap { system -> [ProviderQuality.Outlier] in
      let script = scripts[Int(system.rawValue)]
      guard script.records <= max(1, records / 100) else { return [] }
      return script.outliers(
        .rareScript, "\(system.name) letters, which \(script.records) of \(records) records hold")
    }
  }
}

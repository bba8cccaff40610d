/// How the properties of each class are filled.
struct FieldTable: Sendable {
  private struct Key: Hashable {
    var kind: ResourceClass
    var property: Property
  }

  private struct ClassCount {
    var kind: ResourceClass
    var records = 0
    var resources = 0
    var lastRecord = 0
  }

  /// Fields that the schemas do not know are counted up to so many; a provider that invents a new name for every record
  /// fills no memory.
  static let unknownLimit = 256

  private static let propertyCount = KnownProperty.allCases.count
  /// The place in ``fields`` of each pair of a known class and a known property, 0 for none, else one more.
  private var places = [UInt16](repeating: 0, count: KnownClass.allCases.count * propertyCount)
  private var unknownPlaces: [Key: Int] = [:]
  private var fields: [FieldCensus] = []
  private var classCounts: [ClassCount] = []

  /// - Parameter sequence: the number of the record, rising from 1.
  mutating func add(_ resource: Resource, sequence: Int) {
    let place: Int
    if let known = classCounts.firstIndex(where: { $0.kind == resource.kind }) {
      place = known
    } else {
      guard classCounts.count < Self.unknownLimit else { return }
      place = classCounts.count
      classCounts.append(ClassCount(kind: resource.kind))
    }
    classCounts[place].resources += 1
    if classCounts[place].lastRecord != sequence {
      classCounts[place].lastRecord = sequence
      classCounts[place].records += 1
    }
  }

  /// - Parameters:
  ///   - hash: of the text.
  ///   - length: of the text, in code points.
  mutating func add(
    _ statement: Statement, of kind: ResourceClass, _ hash: UInt64, _ length: Int, _ record: RecordMark,
    sequence: Int
  ) {
    guard let place = place(of: kind, statement.property) else { return }
    fields[place].add(statement.object, hash, length, record, sequence: sequence)
  }

  mutating func merge(_ other: FieldTable) {
    for field in other.fields {
      guard let place = place(of: field.kind, field.property) else { continue }
      fields[place].merge(field)
    }
    for count in other.classCounts {
      if let place = classCounts.firstIndex(where: { $0.kind == count.kind }) {
        classCounts[place].records += count.records
        classCounts[place].resources += count.resources
      } else {
        classCounts.append(count)
      }
    }
  }

  private mutating func place(of kind: ResourceClass, _ property: Property) -> Int? {
    if let knownKind = kind.known, let known = property.known {
      let slot = Int(knownKind.rawValue) * Self.propertyCount + Int(known.rawValue)
      if places[slot] == 0 {
        fields.append(FieldCensus(kind, property))
        places[slot] = UInt16(fields.count)
      }
      return Int(places[slot]) - 1
    }
    let key = Key(kind: kind, property: property)
    if let place = unknownPlaces[key] { return place }
    guard unknownPlaces.count < Self.unknownLimit else { return nil }
    fields.append(FieldCensus(kind, property))
    unknownPlaces[key] = fields.count - 1
    return fields.count - 1
  }

  /// The fields in the order of the classes in a written record, those of a class by how many records hold them.
  func quality(_ records: Int, _ limit: Int) -> [ProviderQuality.Field] {
    fields.map { $0.quality(records, limit) }.sorted {
      let order = (Self.order($0.class), Self.order($1.class))
      if order.0 != order.1 { return order.0 < order.1 }
      return ($0.class, $1.records, $0.property) < ($1.class, $0.records, $1.property)
    }
  }

  func classes(_ records: Int) -> [ProviderQuality.ClassCount] {
    classCounts.map {
      ProviderQuality.ClassCount(
        class: $0.kind.label, records: $0.records, share: .share($0.records, of: records),
        resources: $0.resources)
    }.sorted {
      let order = (Self.order($0.class), Self.order($1.class))
      return order.0 == order.1 ? $0.class < $1.class : order.0 < order.1
    }
  }

  /// Rare values of small vocabularies.
  func rareValues(_ limit: Int) -> [ProviderQuality.Outlier] {
    Array(fields.filter { Self.vocabularies.contains($0.property) }.flatMap(\.rareValues).prefix(limit))
  }

  private static let vocabularies: Set<Property> = [
    .dcType, .dcFormat, .edmType, .dcLanguage, .dctermsMedium, .edmRights, .edmDataProvider, .edmProvider,
    .edmIntermediateProvider, .dcPublisher, .dcRights, .edmHasType, .edmCurrentLocation,
  ]

  private static func order(_ label: String) -> Int {
    classOrder.firstIndex(of: label) ?? classOrder.count
  }

  private static let classOrder = KnownClass.allCases.map(\.label)
}

/// How one property of one class is filled.
private struct FieldCensus: Sendable {
  let kind: ResourceClass
  let property: Property
  private var records = 0
  private var statements = 0
  private var links = 0
  private var withLanguage = 0
  private var distinct = DistinctCount()
  private var values = FrequentValues()
  private var lengths = SizeDistribution()
  private var lastRecord = 0

  init(_ kind: ResourceClass, _ property: Property) {
    self.kind = kind
    self.property = property
  }

  mutating func add(
    _ object: Statement.Object, _ hash: UInt64, _ length: Int, _ record: RecordMark, sequence: Int
  ) {
    if lastRecord != sequence {
      lastRecord = sequence
      records += 1
    }
    statements += 1
    switch object {
    case .resource: links += 1
    case .literal(let literal):
      if literal.language?.isEmpty == false { withLanguage += 1 }
    }
    distinct.add(hash)
    values.add(object.text, hash: hash, in: record)
    lengths.add(length)
  }

  mutating func merge(_ other: FieldCensus) {
    records += other.records
    statements += other.statements
    links += other.links
    withLanguage += other.withLanguage
    distinct.merge(other.distinct)
    values.merge(other.values)
    lengths.merge(other.lengths)
  }

  func quality(_ records: Int, _ limit: Int) -> ProviderQuality.Field {
    ProviderQuality.Field(
      class: kind.label, property: property.label, records: self.records,
      share: .share(self.records, of: records), statements: statements,
      distinctValues: min(distinct.estimate, statements), distinctIsExact: distinct.isExact,
      charactersLeast: lengths.least, charactersMedian: lengths.quantile(0.5),
      charactersGreatest: lengths.greatest, shareWithLanguage: .share(withLanguage, of: statements - links),
      shareOfLinks: .share(links, of: statements), values: values.quality(limit),
      valueCountError: values.error)
  }

  /// Values that at most one statement in a thousand holds, or a single one, where there are at most twice as many
  /// values as the root of the statements.
  var rareValues: [ProviderQuality.Outlier] {
    let count = values.count
    guard statements >= 20, values.isExact, count * count <= 4 * statements, count > 1 else { return [] }
    return values.ranked.filter { $0.count <= max(1, statements / 1000) }.map { entry in
      ProviderQuality.Outlier(
        kind: .rareValue, record: entry.example.identifier, property: "\(kind.label)/\(property.label)",
        value: entry.value.beginning(bytes: OutlierCensus.valueLimit),
        reason: "\(entry.count) of \(statements) statements; there are \(count) values")
    }
  }
}

extension FrequentValues {
  /// The most frequent values.
  func quality(_ limit: Int) -> [ProviderQuality.Value] {
    ranked.prefix(limit).map {
      ProviderQuality.Value(value: $0.value, count: $0.count, example: $0.example.identifier)
    }
  }
}

internal import XMLCodec

/// The work on one record between reading and the finished description, stage by stage.
struct Description {
  let settings: DescribeSettings
  /// What reading gave.
  let read: EDMReadResult
  /// The record's identifier in the provider's repository.
  let identifier: String
  var record: EDMRecord
  var findings: [Finding]
  var repairs: [Repair]
  var withheld: [String] = []
  /// What holds for the record's files in general.
  var rights = RightsFinding(original: nil, normalised: nil, category: .missing)
  /// What holds for single files, by the address of the web resource.
  var rightsByAddress: [String: RightsFinding] = [:]

  init(_ read: EDMReadResult, settings: DescribeSettings, identifier: String) {
    self.settings = settings
    self.identifier = identifier
    self.read = read
    record = read.record
    findings = read.findings
    repairs = read.repairs
  }

  /// Runs every stage.
  mutating func complete(kind: RecordKind, dublinCore: [DublinCoreStatement]?) -> DescribedRecord {
    // Of the record as read: what is mended below would flatter it.
    let tiers = TierCalculator().tiers(of: record)
    if record.profile == .internal {
      let converted = record.external()
      record = converted.record
      findings += converted.findings
    }
    mergeResources()
    for index in record.resources.indices { bringStatementsIntoForm(of: index) }
    nameResources()
    linkAggregation()
    applyDefaults()
    bringTypeIntoForm()
    bringRightsIntoForm()
    checkRules()
    let object = record.first(.providedCHO)
    return DescribedRecord(
      kind: kind, record: record, findings: findings, repairs: repairs, withheld: withheld,
      title: Self.title(of: object), type: object?.first(.edmType)?.text, rights: rights,
      webResources: webResources(), about: object?.about ?? settings.mintedIdentifier(for: identifier),
      dublinCore: dublinCore, tiers: tiers, read: read)
  }

  mutating func report(_ rule: String, _ severity: Finding.Severity, _ path: String, _ message: String) {
    findings.append(Finding(rule: rule, severity: severity, path: path, message: message))
  }

  /// The index of the first resource of a class.
  func index(of kind: ResourceClass) -> Int? { record.resources.firstIndex { $0.kind == kind } }

  /// Joins resources of one class and name into one: RDF makes no difference between the two forms.
  private mutating func mergeResources() {
    guard Set(record.resources.lazy.map(\.about)).count < record.resources.count else { return }
    var seen: [ResourceClass: [String: Int]] = [:]
    // What the resources say that others were joined to, by their place in `merged`.
    var said: [Int: Set<Statement>] = [:]
    var merged: [Resource] = []
    merged.reserveCapacity(record.resources.count)
    for resource in record.resources {
      guard let first = seen[resource.kind, default: [:]][resource.about] else {
        seen[resource.kind, default: [:]][resource.about] = merged.count
        merged.append(resource)
        continue
      }
      for statement in resource.statements
      where said[first, default: Set(merged[first].statements)].insert(statement).inserted {
        merged[first].statements.append(statement)
      }
      repairs.append(
        Repair(
          kind: "merged-resource", place: resource.kind.label,
          before: "\(resource.kind.label) \(resource.about.shortened()) stands more than once",
          after: "one resource"))
    }
    record.resources = merged
  }

  private static func title(of object: Resource?) -> String? {
    guard let object else { return nil }
    if let title = object.objects(.dcTitle).first(where: { !$0.text.isBlank }) {
      return title.text.trimmingXMLSpace()
    }
    let descriptions = object.objects(.dcDescription) + object.objects(.dctermsAlternative)
    return descriptions.first { !$0.text.isBlank }.map { $0.text.trimmingXMLSpace().shortened(to: 200) }
  }
}

/// What the rules find in the records as received, and what describing them noticed.
struct ValidationCensus: Sendable {
  /// Rules have stable ids; no more than so many are kept, whatever comes.
  private static let ruleLimit = 512

  private struct Rule: Sendable {
    var severity: Finding.Severity
    var findings = 0
    var records = 0
    var lastRecord: UInt64?
    var example = RecordSample<String>(limit: 1)

    mutating func add(_ finding: Finding, _ record: RecordMark) {
      findings += 1
      if lastRecord != record.priority {
        lastRecord = record.priority
        records += 1
      }
      example.offer(record, finding.message.beginning(bytes: 400))
    }

    mutating func merge(_ other: Rule) {
      findings += other.findings
      records += other.records
      lastRecord = nil
      example.merge(other.example)
    }
  }

  private var conformingToSchema = 0
  private var conformingToRules = 0
  private var conformingToBoth = 0
  private var received: [String: Rule] = [:]
  private var remarks: [String: Rule] = [:]

  mutating func add(_ verdict: RecordVerdict, _ record: RecordMark) {
    if verdict.conformsToSchema { conformingToSchema += 1 }
    if verdict.conformsToRules { conformingToRules += 1 }
    if verdict.conformsToSchema, verdict.conformsToRules { conformingToBoth += 1 }
    for finding in verdict.findings { Self.count(finding, record, in: &received) }
  }

  mutating func add(remarks findings: [Finding], _ record: RecordMark) {
    for finding in findings { Self.count(finding, record, in: &remarks) }
  }

  mutating func merge(_ other: ValidationCensus) {
    conformingToSchema += other.conformingToSchema
    conformingToRules += other.conformingToRules
    conformingToBoth += other.conformingToBoth
    Self.merge(other.received, into: &received)
    Self.merge(other.remarks, into: &remarks)
  }

  private static func count(_ finding: Finding, _ record: RecordMark, in rules: inout [String: Rule]) {
    guard rules[finding.rule] != nil || rules.count < ruleLimit else { return }
    rules[finding.rule, default: Rule(severity: finding.severity)].add(finding, record)
  }

  private static func merge(_ other: [String: Rule], into rules: inout [String: Rule]) {
    for (name, rule) in other {
      rules[name, default: Rule(severity: rule.severity)].merge(rule)
    }
  }

  /// - Parameter records: those that could be read.
  func quality(_ records: Int, _ limit: Int) -> ProviderQuality.Validation {
    ProviderQuality.Validation(
      recordsRead: records, conformingToSchema: conformingToSchema, conformingToRules: conformingToRules,
      conformingToBoth: conformingToBoth, shareConformingToSchema: .share(conformingToSchema, of: records),
      shareConformingToRules: .share(conformingToRules, of: records),
      shareConformingToBoth: .share(conformingToBoth, of: records), received: Self.rules(received, limit),
      remarks: Self.rules(remarks, limit))
  }

  /// Twice the limit: the ids of rules are short, and the last of them may be the gravest.
  private static func rules(_ rules: [String: Rule], _ limit: Int) -> [ProviderQuality.Rule] {
    rules.map { name, rule in
      let example = rule.example.members.first
      return ProviderQuality.Rule(
        rule: name, severity: rule.severity.rawValue, findings: rule.findings, records: rule.records,
        exampleRecord: example?.record.identifier ?? "", exampleMessage: example?.element ?? "")
    }.sorted { ($1.records, $1.findings, $0.rule) < ($0.records, $0.findings, $1.rule) }
      .prefix(2 * limit).map(\.self)
  }
}

/// Which records cannot be published without inventing content.
struct WithheldCensus: Sendable {
  private static let exampleLimit = 100
  private var records = 0
  private var reasons = FrequentValues(capacity: 256)
  private var examples = RecordSample<(title: String, lacks: [String])>(limit: exampleLimit)

  mutating func add(_ described: DescribedRecord, _ record: RecordMark) {
    guard !described.withheld.isEmpty else { return }
    records += 1
    for reason in described.withheld { reasons.add(reason, in: record) }
    examples.offer(
      record,
      (
        (described.title ?? "").beginning(bytes: 100),
        described.withheld.prefix(8).map { $0.beginning(bytes: 300) }
      ))
  }

  mutating func merge(_ other: WithheldCensus) {
    records += other.records
    reasons.merge(other.reasons)
    examples.merge(other.examples)
  }

  func quality(_ all: Int, _ limit: Int) -> ProviderQuality.Withheld {
    ProviderQuality.Withheld(
      records: records, share: .share(records, of: all), reasons: reasons.quality(limit),
      listed: examples.members.prefix(2 * limit).sorted { $0.record.identifier < $1.record.identifier }.map {
        ProviderQuality.WithheldRecord(
          record: $0.record.identifier, title: $0.element.title, lacks: $0.element.lacks)
      })
  }
}

internal import XMLCodec

/// What Europeana's schema and Schematron rules say of a record as it was received, before anything was mended.
public struct RecordVerdict: Sendable, Equatable {
  /// What is wrong, in the order of the checks: `E1` to `E15` and `I1` to `I3` of the Schematron rules, `shape-…`
  /// of the schema.
  public var findings: [Finding]
  /// True where EDM.xsd (external) or EDM-INTERNAL.xsd takes the record.
  public var conformsToSchema: Bool
  /// True where the Schematron rules of its profile take the record.
  public var conformsToRules: Bool

  /// A verdict from its parts.
  public init(findings: [Finding], conformsToSchema: Bool, conformsToRules: Bool) {
    self.findings = findings
    self.conformsToSchema = conformsToSchema
    self.conformsToRules = conformsToRules
  }
}

extension EDMReadResult {
  /// The verdict on the record as received.
  ///
  /// A record with proxies and without an `edm:EuropeanaAggregation` is judged by the rules of the external
  /// profile, which it then breaks: Europeana's own form has both.
  public var verdict: RecordVerdict {
    let isInternal = record.first(.europeanaAggregation) != nil
    var shape = ShapeRules(schema: isInternal ? .internal : .external, stage: .received)
    shape.check(record)
    var rules = SchematronRules(record, isInternal: isInternal)
    rules.check()
    let nested = repairs.first { $0.kind == "nested-resource" }.map {
      Finding(
        rule: "shape-nested", severity: .warning, path: $0.place, message: "\($0.before): made \($0.after)")
    }
    // What reading itself met: E2, and attributes and texts that the schema does not take.
    let read = findings.filter { $0.rule == "E2" || Self.shapeRulesOfReading.contains($0.rule) }
    let isRead = read.allSatisfy { $0.rule == "E2" }
    return RecordVerdict(
      findings: rules.findings + read + shape.findings + [nested].compactMap { $0 },
      conformsToSchema: shape.findings.isEmpty && isRead && nested == nil,
      conformsToRules: rules.findings.isEmpty && !read.contains { $0.rule == "E2" })
  }

  private static let shapeRulesOfReading: Set<String> = ["unknown-attribute", "stray-text", "markup-in-text"]
}

import EDM
import Foundation
import OAIPMH
import XMLCodec

/// What `winnow describe` tells of a record in a file.
struct DescribedFile: Encodable {
  struct Rights: Encodable {
    var original: String?
    var normalised: String?
    var category: String
    var policy: String
  }

  /// What Europeana's own rules say of the record as received.
  struct Verdict: Encodable {
    var schema: Bool
    var rules: Bool
  }

  var file: String
  /// The record's identifier; `nil` for a file that holds metadata alone.
  var identifier: String?
  var kind: String
  /// True where the record breaks no rule; one with an error may still be publishable, see `withheld`.
  var valid: Bool
  var findings: [Finding]
  var repairs: [Repair]
  var rights: Rights
  /// The publishing tiers of the record as received; `nil` where it cannot be read.
  var tier: PublishingTiers?
  /// What withholds the record, where it is not valid.
  var withheld: [String]
  /// What the normalised view changes, each with what stood there.
  var normalisations: [Normalisation]
  /// What the record says about time, in EDTF where it is understood.
  var dates: [StatedDate]
  /// Europeana's problem patterns of a single record.
  var patterns: [Finding]
  /// `nil` where the record cannot be read.
  var received: Verdict?
  /// The canonical EDM; `nil` where there is none.
  var canonical: [UInt8]?

  enum CodingKeys: String, CodingKey {
    case file, identifier, kind, valid, findings, repairs, rights, tier, withheld, normalisations, dates,
      patterns
    case received
  }

  /// - Parameters:
  ///   - repairs: what reading the file needed.
  ///   - policy: decides what the rights allow.
  init(
    path: String, identifier: String?, _ described: DescribedRecord, repairs readRepairs: [Repair],
    policy: RightsPolicy
  ) {
    file = path
    self.identifier = identifier
    kind = described.kind.rawValue
    findings = described.findings
    repairs = readRepairs + described.repairs
    withheld = described.withheld
    tier = described.tiers
    let decision = policy.decide(rights: described.rights, agreement: false)
    rights = Rights(
      original: described.rights.original, normalised: described.rights.normalised,
      category: described.rights.category.rawValue, policy: "\(decision.uses); \(decision.reason)")
    valid = described.withheld.isEmpty && !described.findings.contains { $0.severity == .error }
    normalisations = described.record.normalised().changes
    dates = described.record.statedDates()
    patterns = described.read?.record.problemPatterns.map(\.finding) ?? []
    received = described.read.map { read in
      let verdict = read.verdict
      return Verdict(schema: verdict.conformsToSchema, rules: verdict.conformsToRules)
    }
    if described.record.resources.isEmpty {
      canonical = nil
    } else {
      let written = EDMWriter().write(described.record)
      canonical = written.bytes
      // What the writer leaves out is among the findings already, but for what it refuses.
      let refused = written.omitted.filter { $0.severity == .error }
      findings += refused
      if !refused.isEmpty { valid = false }
    }
  }

  private var verdict: String {
    if !withheld.isEmpty { return "withheld: " + withheld.joined(separator: "; ") }
    return valid ? "valid" : "publishable, with errors"
  }

  /// Findings of one rule that are shown to people.
  private static let findingsShown = 20

  /// The same for people.
  var lines: [String] {
    var lines = ["\(file)\(identifier.map { " \($0)" } ?? ""): \(kind), \(verdict)"]
    if let received {
      let words = { (conforms: Bool) in conforms ? "conforms" : "does not conform" }
      lines.append(
        "  received \(words(received.schema)) to the schema, \(words(received.rules)) to the Schematron rules"
      )
    }
    lines.append("  rights   \(rights.policy)")
    if let tier { lines.append("  tier     \(tier)") }
    for repair in repairs { lines.append("  repair   \(repair.kind) at \(repair.place)") }
    var shown: [String: Int] = [:]
    for finding in findings {
      shown[finding.rule, default: 0] += 1
      guard shown[finding.rule, default: 0] <= Self.findingsShown else { continue }
      let severity = finding.severity.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      lines.append("  \(severity) \(finding.rule) \(finding.path): \(finding.message)")
    }
    for (rule, count) in shown.sorted(by: { $0.key < $1.key }) where count > Self.findingsShown {
      lines.append("  and \(count - Self.findingsShown) more of \(rule): --json shows all")
    }
    lines += patterns.map { "  pattern  \($0.rule) \($0.path): \($0.message)" }
    lines += normalisations.map { "  view     \($0.line)" }
    lines += dates.map { "  date     \($0.line)" }
    return lines
  }
}

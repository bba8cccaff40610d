import EDM
import Foundation
import OAIPMH
import XMLCodec

/// What `winnow describe` tells of a record file.
struct DescribedFile: Encodable {
  struct Rights: Encodable {
    var original: String?
    var normalised: String?
    var category: String
    var policy: String
  }

  var file: String
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
  /// The canonical EDM; `nil` where there is none.
  var canonical: [UInt8]?

  enum CodingKeys: String, CodingKey { case file, kind, valid, findings, repairs, rights, tier, withheld }

  init(path: String, bytes: [UInt8], describer: RecordDescriber) {
    let salvaged = SalvagedDocument(bytes)
    let described = describer.describe(metadata: salvaged.bytes, identifier: path)
    file = path
    kind = described.kind.rawValue
    findings = described.findings
    repairs = salvaged.repairs + described.repairs
    withheld = described.withheld
    tier = described.tiers
    let decision = RightsPolicy.standard.decide(rights: described.rights, agreement: false)
    rights = Rights(
      original: described.rights.original, normalised: described.rights.normalised,
      category: described.rights.category.rawValue, policy: decision.reason)
    valid = described.withheld.isEmpty && !described.findings.contains { $0.severity == .error }
    if described.record.resources.isEmpty {
      canonical = nil
    } else {
      let written = EDMWriter().write(described.record)
      canonical = written.bytes
      // What the writer leaves out is among the findings already, but for what it refuses.
      findings += written.omitted.filter { $0.severity == .error }
    }
  }

  private var verdict: String {
    if !withheld.isEmpty { return "withheld: " + withheld.joined(separator: "; ") }
    return valid ? "valid" : "publishable, with errors"
  }

  /// The same for people.
  var lines: [String] {
    var lines = [
      "\(file): \(kind), \(verdict)"
    ]
    lines.append("  rights   \(rights.policy)")
    if let tier { lines.append("  tier     \(tier)") }
    for repair in repairs { lines.append("  repair   \(repair.kind) at \(repair.place)") }
    for finding in findings {
      let severity = finding.severity.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      lines.append("  \(severity) \(finding.rule) \(finding.path): \(finding.message)")
    }
    return lines
  }
}

/// A record file read with the repairs that the same record would get in a harvest.
struct SalvagedDocument {
  /// The root element as it can be read.
  let bytes: [UInt8]
  let repairs: [Repair]

  /// - Parameter file: the bytes of the file; prolog and document type are no part of the record.
  init(_ file: [UInt8]) {
    let frame = (
      Array(
        "<record><header><identifier>file</identifier><datestamp>1970-01-01</datestamp></header><metadata>"
          .utf8),
      Array("</metadata></record>".utf8)
    )
    let root = Self.root(of: file)
    do {
      let record = try StoredRecord(bytes: frame.0 + root + frame.1, context: [])
      bytes = record.metadata ?? root
      repairs = record.repairs
    } catch {
      // Not even a frame could be made: the describer names what is wrong with the bytes themselves.
      bytes = root
      repairs = []
    }
  }

  /// What follows the XML declaration, comments and processing instructions before the root element.
  private static func root(of file: [UInt8]) -> [UInt8] {
    var rest = file[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      let ending: [UInt8]
      if rest.starts(with: Array("<?".utf8)) {
        ending = Array("?>".utf8)
      } else if rest.starts(with: Array("<!--".utf8)) {
        ending = Array("-->".utf8)
      } else {
        return Array(rest)
      }
      guard let end = rest.firstRange(of: ending) else { return Array(rest) }
      rest = rest[end.upperBound...]
    }
  }
}

internal import EDM
internal import OAIPMH
internal import Store

extension Explanation {
  /// The explanation for people.
  public var lines: [String] {
    var lines = [
      "\(record.identifier) of \(record.provider)\(record.deleted ? " (deleted at its source)" : "")",
      "  published as  \(record.published)",
      "  source        version \(record.version), datestamp \(record.datestamp), SHA-256 \(record.contentHash)",
      "                received \(record.receivedAt) by \(record.request)",
    ]
    lines += provenance.lines
    lines += record.repairs.map { "  repair        \($0)" }
    if let kind { lines.append("  format        \(kind)") }
    if let title { lines.append("  title         \(title)") }
    if let rights { lines.append("  rights        \(rights)") }
    if let localID { lines.append("  catalogue     \(localID)") }
    if let withoutPatch, !record.deleted, withdrawn == nil {
      lines.append("  catalogue     no marcxml_patch: \(withoutPatch)")
    }
    if let withdrawn { lines.append("  withdrawn     \(withdrawn)") }
    lines += withheld.map { "  withheld      \($0)" }
    lines += tierLines
    lines += findings.map { "  \($0.severity.rawValue)  \($0.rule) \($0.path): \($0.message)" }
    lines += verdict.map { "  as received   \($0.rule) \($0.path): \($0.message)" }
    lines += patterns.map { "  pattern       \($0.rule) \($0.path): \($0.message)" }
    lines += normalisations.map { "  normalised    \($0.line)" }
    lines += dates.map { "  date          \($0.line)" }
    for item in media {
      lines.append("  \(item.role)  \(item.address)")
      lines.append(
        "    link        \(item.state)\(item.at.map { " at \($0)" } ?? "")\(item.detail.map { ": \($0)" } ?? "")"
      )
      lines.append("    policy      \(item.decision)")
      lines.append("    allowed     \(item.allowed)")
      if let request = item.request, request != item.address { lines.append("    request     \(request)") }
      if let sha256 = item.sha256 { lines.append("    medium      \(sha256)") }
      if let mime = item.mime, let width = item.width, let height = item.height {
        let flags = item.flags.isEmpty ? "" : ", " + item.flags.joined(separator: ", ")
        lines.append("    looked at   \(mime), \(width) x \(height) px\(flags)")
      }
      lines += item.models.map { "    model       \($0)" }
      lines += item.relations.map { "    related     \($0)" }
    }
    for statement in statements {
      let confidence = (statement.confidence * 1000).rounded() / 1000
      lines.append(
        "  \(statement.standing.rawValue)  \(statement.property) \(statement.label) \(statement.concept)")
      lines.append("    id          \(statement.id)")
      lines.append("    because     \(statement.reason)")
      lines.append("    confidence  \(confidence), \(statement.model), weights \(statement.weightsHash)")
      lines.append(
        "    image       \(statement.medium) region \(statement.region) by \(statement.imageRequest)")
      lines.append(
        "    from        source version \(statement.recordVersion), generated \(statement.generatedAt)")
    }
    return lines
  }

  private var tierLines: [String] {
    guard let tiers else { return [] }
    var lines = [
      "  tiers         received \(tiers.tiers.received)",
      "                with technical metadata and preview \(tiers.tiers.technical)",
      "                with our statements \(tiers.tiers.enriched), since \(tiers.since)",
    ]
    lines += tierChanges.prefix(3).map { "  would rise    \($0.line)" }
    return lines
  }
}

internal import Foundation

extension EndpointJudgement {
  /// The entry of winnow.yaml that this endpoint calls for.
  var configurationLines: [String] {
    let prefix = prefix ?? "oai_dc"
    var lines = [
      "providers:",
      "  - id: \(Self.identifier(of: url))",
      "    name: \(Self.quoted(name.flatMap { $0.isEmpty ? nil : $0 } ?? Self.identifier(of: url)))",
      "    harvest:",
      "      kind: oai-pmh",
      "      url: \(Self.quoted(movedTo ?? url))",
      "      prefix: \(Self.quoted(prefix))",
    ]
    if !formats.contains(where: { $0.prefix == prefix && $0.readable }), !formats.isEmpty {
      lines.append(
        "      mapping: \(Self.fileName(prefix))-to-edm.xsl    # to be written: none ships for this format")
    }
    if let set { lines.append("      sets: [\(Self.quoted(set))]") }
    if advisesCount { lines.append("      count: advisory") }
    if advisesWindow { lines.append("      window: month") }
    if deletedRecord != "persistent", listIdentifiers != false {
      lines.append("      reconcile_days: 30    # deletions are not kept by the endpoint")
    }
    return lines
  }

  /// Whether the stated size is no number to rely on.
  private var advisesCount: Bool { problems.contains { $0.remedy.contains("count: advisory") } }

  /// Whether lists are better cut: a list of this length that breaks off could not be taken up again.
  private var advisesWindow: Bool { problems.contains { $0.remedy.contains("window: month") } }

  /// An id out of the host's name: `oai.museum.example` becomes `museum`.
  private static func identifier(of url: String) -> String {
    let host = URLComponents(string: url)?.host?.lowercased() ?? ""
    let common: Set<Substring> = [
      "www", "oai", "api", "data", "services", "repository", "com", "org", "net", "co",
    ]
    let labels = host.split(separator: ".").filter { !$0.allSatisfy(\.isNumber) }
    let name =
      labels.dropLast(labels.count > 1 ? 1 : 0).last { !common.contains($0) } ?? labels.first ?? "provider"
    let allowed = name.filter { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "-" }
    return allowed.isEmpty ? "provider" : allowed
  }

  private static func fileName(_ prefix: String) -> String { prefix.filter { $0 != "/" && $0 != "\"" } }

  /// A text as a double-quoted scalar of YAML, which JSON strings are.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\u{0}"..<"\u{20}", "\u{7f}"..<"\u{a0}": quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

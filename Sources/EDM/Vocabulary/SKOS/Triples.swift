/// A node of an RDF graph.
enum RDFTerm: Equatable {
  case iri(String)
  /// A node without a name, numbered within its document.
  case blank(Int)
  /// Text; the language is "" where there is none.
  case literal(String, language: String)
}

/// Takes the statements of a document one after the other, so that nothing needs to be kept that does not matter.
protocol TripleSink {
  mutating func take(_ subject: RDFTerm, _ predicate: String, _ object: RDFTerm) throws(SKOSError)
}

/// Resolution of relative references.
enum IRIResolution {
  /// The absolute IRI that a reference means.
  ///
  /// Source: RFC 3986, section 5.2.
  static func resolve(_ reference: String, against base: String) -> String {
    if hasScheme(reference) || base.isEmpty { return reference }
    let parts = Parts(base)
    if reference.isEmpty { return parts.scheme + parts.authority + parts.path + parts.query }
    if reference.hasPrefix("//") { return parts.scheme + reference }
    if reference.hasPrefix("#") {
      return parts.scheme + parts.authority + parts.path + parts.query + reference
    }
    if reference.hasPrefix("?") { return parts.scheme + parts.authority + parts.path + reference }
    let tail = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
    let path = String(reference[..<tail])
    let merged: String
    if path.hasPrefix("/") {
      merged = path
    } else if !parts.authority.isEmpty, parts.path.isEmpty {
      merged = "/" + path
    } else {
      let kept = parts.path.lastIndex(of: "/").map { String(parts.path[...$0]) } ?? ""
      merged = kept + path
    }
    return parts.scheme + parts.authority + withoutDots(merged) + reference[tail...]
  }

  static func hasScheme(_ reference: String) -> Bool {
    for (index, byte) in reference.utf8.enumerated() {
      if byte == UInt8(ascii: ":") { return index > 0 }
      let isLetter = (97...122).contains(byte | 32)
      let isFurther = (48...57).contains(byte) || byte == 43 || byte == 45 || byte == 46
      guard isLetter || (index > 0 && isFurther) else { return false }
    }
    return false
  }

  /// A base IRI cut at its delimiters: `http:`, `//host`, `/path`, `?query`; the fragment falls away.
  private struct Parts {
    var scheme = ""
    var authority = ""
    var path = ""
    var query = ""

    init(_ base: String) {
      var rest = base.prefix { $0 != "#" }
      if let mark = rest.firstIndex(of: "?") {
        query = String(rest[mark...])
        rest = rest[..<mark]
      }
      if let colon = rest.firstIndex(of: ":") {
        scheme = String(rest[...colon])
        rest = rest[rest.index(after: colon)...]
      }
      if rest.hasPrefix("//") {
        let host = rest.dropFirst(2)
        let slash = host.firstIndex(of: "/") ?? host.endIndex
        authority = "//" + host[..<slash]
        rest = host[slash...]
      }
      path = String(rest)
    }
  }

  /// A path without `.` and `..` segments.
  private static func withoutDots(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/")
  }
}

/// The path of a request below a route, decoded segment by segment.
struct RequestPath {
  /// Decoded; none is empty, a dot segment, hidden, or holds a separator.
  let segments: [String]

  /// - Returns: `nil` for a path that a folder must not be asked for: `..` in any spelling, hidden files,
  ///   separators within a segment, control characters.
  init?(_ path: some StringProtocol, below route: String) {
    guard path.hasPrefix(route) else { return nil }
    let rest = path.utf8.dropFirst(route.utf8.count)
    let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var segments: [String] = []
    for part in parts {
      // An identifier of IIIF spells the separators of a path as %2F.
      let decoded = FormArguments.decode(part, plusIsSpace: false)
      for segment in decoded.split(separator: "/", omittingEmptySubsequences: false) {
        let isFit = segment.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\\" && $0.value != 0xFFFD }
        guard !segment.isEmpty, !segment.hasPrefix("."), isFit else { return nil }
        segments.append(String(segment))
      }
    }
    guard !segments.isEmpty else { return nil }
    self.segments = segments
  }

  /// The segments, joined.
  var text: String { segments.joined(separator: "/") }
}

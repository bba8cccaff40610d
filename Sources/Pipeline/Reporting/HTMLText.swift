/// Text within HTML that is well-formed XML too.
enum HTMLText {
  /// The text with the characters of mark-up written as references, and those that no document may hold replaced.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      default:
        let isForbidden =
          scalar.value < 32 || (127...159).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
        escaped.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }

  /// A table; cells are escaped.
  ///
  /// - Parameters:
  ///   - columns: the names of the columns.
  ///   - numbers: the columns, from 0, that hold figures and stand to the right.
  ///   - rows: none gives no table.
  static func table(_ columns: [String], numbers: Set<Int> = [], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    func cells(_ texts: [String], _ tag: String) -> String {
      texts.enumerated().map { index, text in
        let attributes =
          (tag == "th" ? " scope=\"col\"" : "") + (numbers.contains(index) ? " class=\"number\"" : "")
        return "<\(tag)\(attributes)>\(escaped(text))</\(tag)>"
      }.joined()
    }
    let body = rows.map { "<tr>\(cells($0, "td"))</tr>\n" }.joined()
    return "<div class=\"wide\"><table><thead><tr>\(cells(columns, "th"))</tr></thead>\n"
      + "<tbody>\(body)</tbody></table></div>\n"
  }

  /// A part that opens on demand; nothing where there is nothing within.
  static func details(_ summary: String, _ content: String) -> String {
    content.isEmpty ? "" : "<details><summary>\(escaped(summary))</summary>\n\(content)</details>\n"
  }
}

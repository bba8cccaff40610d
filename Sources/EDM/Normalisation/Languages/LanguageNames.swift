/// The names of languages in many languages.
///
/// Source: Unicode CLDR (display names of languages, as the ICU of Foundation holds them), in lower case.
enum LanguageNames {
  /// The ISO 639-1 code of the one language that bears a name; `nil` for an unknown name, and for one that
  /// several languages bear.
  /// - Parameter name: in lower case, with single spaces.
  static func code(for name: String) -> String? { codeByName[name] ?? nil }

  private static let codeByName: [String: String?] = {
    var table: [String: String?] = [:]
    for list in [ofEurope, ofTheWorld] {
      for line in list.split(separator: "\n") {
        guard let space = line.firstIndex(of: " ") else { continue }
        let code = String(line[..<space])
        for name in line[line.index(after: space)...].split(separator: "|") {
          if let former = table[String(name)], former != code {
            table[String(name)] = .some(nil)
          } else {
            table[String(name)] = code
          }
        }
      }
    }
    return table
  }()
}

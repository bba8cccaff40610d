/// The prefixes and functions that the text of an XPath expression names.
struct XPathNames {
  private var prefixes: [String] = []
  private var functions: [String] = []
  private var hasVariable = false

  /// The functions of XPath 1.0, section 4, and the node tests that look like functions.
  private static let known: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat",
    "starts-with", "contains", "substring-before", "substring-after", "substring", "string-length",
    "normalize-space", "translate", "boolean", "not", "true", "false", "lang", "number", "sum", "floor",
    "ceiling", "round", "node", "text", "comment", "processing-instruction",
  ]
  /// What may stand before a bracket and is an operator, not a name.
  private static let operators: Set<String> = ["and", "or", "div", "mod"]

  init(in text: String) {
    let characters = Array(text)
    var place = 0
    while place < characters.count {
      let character = characters[place]
      if character == "'" || character == "\"" {
        place = (characters[(place + 1)...].firstIndex(of: character) ?? characters.count - 1) + 1
      } else if Self.startsName(character) {
        let end = Self.endOfName(characters, from: place)
        let name = String(characters[place..<end])
        let next = characters[end...].first
        let afterNext = end + 1 < characters.count ? characters[end + 1] : nil
        if next == ":", afterNext != ":" {
          prefixes.append(name)
        } else if characters[end...].first(where: { !$0.isWhitespace }) == "(" {
          functions.append(name)
        }
        place = end
      } else if character.isNumber {
        place = Self.endOfName(characters, from: place)
      } else {
        if character == "$" { hasVariable = true }
        place += 1
      }
    }
  }

  /// Refuses what is not known; there are no variables.
  func check(prefixes known: some Collection<String>) throws(XPathError) {
    if let prefix = prefixes.first(where: { !known.contains($0) }) {
      throw XPathError(
        "the prefix '\(prefix)' is not bound: use one of \(known.sorted().joined(separator: ", "))")
    }
    if hasVariable { throw XPathError("it uses a variable") }
    if let name = functions.first(where: { !Self.known.contains($0) && !Self.operators.contains($0) }) {
      throw XPathError("'\(name)()' is no function of XPath 1.0")
    }
  }

  private static func startsName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  private static func endOfName(_ characters: [Character], from start: Int) -> Int {
    characters[start...].firstIndex {
      !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == ".")
    } ?? characters.count
  }
}

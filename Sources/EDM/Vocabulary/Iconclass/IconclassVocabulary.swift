/// The classification Iconclass from a table on this machine: notations with labels in several languages, what is
/// broader, narrower and related.
///
/// The table is text in UTF-8, a line a notation, in the byte order of the notations, so that one is found without
/// reading the whole; `Setup/iconclass` makes it. Lines that begin with `#` stand before the header. Cells are
/// separated by tabs, items within a cell by `|`:
///
/// | column | holds |
/// |---|---|
/// | `notation` | a notation such as `25F23`, or a key with its group such as `25Fk46` |
/// | `broader` | the notation above; empty at the top, and of keys |
/// | `key` | the group of keys that may follow in brackets, such as `25Fk`; may be empty |
/// | `narrower`, `related` | notations; may be empty |
/// | `label@en`, `label@de`, … | the text in a language; may be empty |
///
/// Beside the notations of the table those with a key in brackets are known (`25F23(+46)`), and those with a name in
/// the place of `(...)` (`11H(FRANCIS)4`). Notations put together by a colon are two subjects and none of the table.
///
/// Source: the structure of Iconclass notations (iconclass.org).
public struct IconclassVocabulary: Sendable {
  private let table: IconclassTable

  /// The scheme that all concepts belong to.
  public static let scheme = "http://iconclass.org/rdf/2011/09/"

  /// Takes a table.
  /// - Parameter bytes: as described for the type.
  /// - Throws: ``VocabularyError`` where the header is not that of such a table.
  public init(table bytes: [UInt8]) throws(VocabularyError) { table = try IconclassTable(bytes) }

  /// The languages of the labels.
  public var languages: [String] { table.languages }

  /// The concept of a notation; `nil` where there is none.
  public func concept(_ notation: String) -> Concept? {
    guard Self.isNotation(notation) else { return nil }
    guard notation.hasSuffix(")"), let bracket = notation.firstRange(of: "(+") else {
      return row(notation).map { Self.concept(notation, $0) }
    }
    return withKey(notation[bracket.upperBound...].dropLast(), String(notation[..<bracket.lowerBound]))
  }

  /// The concept that an IRI of Iconclass names; `nil` for another IRI and an unknown notation.
  public func concept(iri: String) -> Concept? {
    guard let link = VocabularyLink(iri), link.scheme == .iconclass else { return nil }
    return concept(link.identifier)
  }

  /// Whether a text can be one notation: outside brackets neither a colon, which joins two, nor a small letter, which
  /// the table has in its keys.
  private static func isNotation(_ text: String) -> Bool {
    var depth = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case 0..<32, UInt8(ascii: "|"): return false
      case UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "z"): if depth <= 0 { return false }
      default: continue
      }
    }
    return text.utf8.count <= 200
  }

  /// `25F23(+46)`: the notation before the brackets, made more precise by the key. Each character of a key is a level,
  /// so that what is broader has one character less.
  private func withKey(_ key: Substring, _ base: String) -> Concept? {
    guard !key.isEmpty, let broad = row(base), let group = broad.key, let row = table.row(group + key) else {
      return nil
    }
    let texts = Dictionary(row.labels.map { ($0.language, $0.text) }, uniquingKeysWith: { first, _ in first })
    let labels = broad.labels.compactMap { label in
      texts[label.language].map {
        Concept.Label(language: label.language, text: "\(label.text) (+ \($0))")
      }
    }
    guard !labels.isEmpty else { return nil }
    let shorter = key.dropLast()
    let above = !shorter.isEmpty && table.row(group + shorter) != nil ? "\(base)(+\(shorter))" : base
    return Self.concept("\(base)(+\(key))", IconclassTable.Row(broader: above, labels: labels))
  }

  /// What the table says of a notation without a key, or makes out for one with a name by its generic form.
  private func row(_ notation: String) -> IconclassTable.Row? {
    if let row = table.row(notation) { return row }
    guard let open = notation.firstIndex(of: "("), let close = notation[open...].firstIndex(of: ")"),
      notation.index(after: open) < close
    else { return nil }
    let name = "(" + notation[notation.index(after: open)..<close] + ")"
    let generic = String(notation[..<open] + "(...)" + notation[notation.index(after: close)...])
    guard name != "(...)", var row = table.row(generic) else { return nil }
    row.labels = row.labels.map { label in
      .init(language: label.language, text: Self.named(label.text, name))
    }
    let isNamed = { (notation: String) in notation.contains("(...)") }
    row.broader = isNamed(row.broader) ? row.broader.replacing("(...)", with: name) : generic
    row.narrower = row.narrower.filter(isNamed).map { $0.replacing("(...)", with: name) }
    row.related = row.related.map { $0.replacing("(...)", with: name) }
    return row
  }

  /// A generic text with a name where it says "(with NAME)" in its language.
  private static func named(_ text: String, _ name: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      let inner = rest[rest.index(after: open)..<close]
      let isPlaceholder = !inner.isEmpty && inner.allSatisfy { $0.isLetter || $0 == " " }
      result += rest[..<open] + (isPlaceholder ? name[...] : rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func concept(_ notation: String, _ row: IconclassTable.Row) -> Concept {
    func iri(_ notation: String) -> String {
      VocabularyLink(scheme: .iconclass, identifier: notation).iri
    }
    var concept = Concept(
      iri: iri(notation), prefLabels: row.labels, broader: row.broader.isEmpty ? [] : [iri(row.broader)],
      inScheme: scheme, iconclass: notation)
    concept.notations = [notation]
    concept.narrower = row.narrower.map(iri)
    concept.related = row.related.map(iri)
    return concept
  }
}

/// The columns of a vocabulary table, and how a row is read by them.
struct TableHeader {
  private enum Column: Equatable {
    case classID, iri, exactMatch, broader, inScheme, iconclass
    case label(language: String)

    init?(_ name: String) {
      switch name {
      case "class": self = .classID
      case "iri": self = .iri
      case "exactMatch": self = .exactMatch
      case "broader": self = .broader
      case "inScheme": self = .inScheme
      case "iconclass": self = .iconclass
      default:
        guard name.hasPrefix("label@"), name.count > "label@".count else { return nil }
        self = .label(language: String(name.dropFirst("label@".count)))
      }
    }
  }

  private let names: [String]
  private let columns: [Column]

  init(_ cells: [String], line: Int) throws(VocabularyError) {
    var columns: [Column] = []
    for name in cells {
      guard let column = Column(name) else {
        throw VocabularyError(line: line, problem: .unknownColumn(name))
      }
      guard !columns.contains(column) else {
        throw VocabularyError(line: line, problem: .repeatedColumn(name))
      }
      columns.append(column)
    }
    for (column, name) in [(Column.classID, "class"), (.iri, "iri")] where !columns.contains(column) {
      throw VocabularyError(line: line, problem: .missingColumn(name))
    }
    let hasLabel = columns.contains { if case .label = $0 { true } else { false } }
    guard hasLabel else { throw VocabularyError(line: line, problem: .missingColumn("label@en")) }
    self.names = cells
    self.columns = columns
  }

  func readRow(_ cells: [String], line: Int) throws(VocabularyError) -> (classID: String, concept: Concept) {
    guard cells.count == columns.count else {
      throw VocabularyError(line: line, problem: .cellCount(found: cells.count, expected: columns.count))
    }
    var classID = ""
    var concept = Concept(iri: "", prefLabels: [])
    for (index, column) in columns.enumerated() {
      let cell = cells[index]
      switch column {
      case .classID:
        classID = try filled(cell, index, line)
      case .iri:
        concept.iri = try iri(filled(cell, index, line), index, line)
      case .exactMatch:
        concept.exactMatches = try iris(cell, index, line)
      case .broader:
        concept.broader = try iris(cell, index, line)
      case .inScheme:
        concept.inScheme = cell.isEmpty ? nil : try iri(cell, index, line)
      case .iconclass:
        concept.iconclass = cell.isEmpty ? nil : cell
      case .label(let language):
        concept.prefLabels.append(Concept.Label(language: language, text: try filled(cell, index, line)))
      }
    }
    return (classID, concept)
  }

  private func filled(_ cell: String, _ index: Int, _ line: Int) throws(VocabularyError) -> String {
    guard !cell.allSatisfy(\.isWhitespace) else {
      throw VocabularyError(line: line, problem: .emptyCell(column: names[index]))
    }
    return cell
  }

  private func iris(_ cell: String, _ index: Int, _ line: Int) throws(VocabularyError) -> [String] {
    var found: [String] = []
    for text in cell.split(separator: " ") { found.append(try iri(String(text), index, line)) }
    return found
  }

  private func iri(_ text: String, _ index: Int, _ line: Int) throws(VocabularyError) -> String {
    let scheme = ["http://", "https://"].first { text.hasPrefix($0) }
    guard let scheme, text.count > scheme.count, !text.contains(where: { " <>\"{}|\\^`".contains($0) }) else {
      throw VocabularyError(line: line, problem: .invalidIRI(text, column: names[index]))
    }
    return text
  }
}

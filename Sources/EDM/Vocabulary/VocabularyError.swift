/// Why the text of a vocabulary table cannot be used.
public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with the line.
  public enum Problem: Sendable, Equatable {
    /// There is no line that names the columns.
    case noHeader
    case unknownColumn(String)
    case repeatedColumn(String)
    case missingColumn(String)
    case cellCount(found: Int, expected: Int)
    case emptyCell(column: String)
    case invalidIRI(String, column: String)
    case repeatedClass(String)
    /// Two rows name one concept and describe it differently.
    case contradiction(iri: String, column: String)
  }

  /// The line of the table, the first being 1.
  public var line: Int
  /// What is wrong with it.
  public var problem: Problem

  /// A problem on a line.
  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  /// One line that names the line, the column and the remedy.
  public var description: String {
    "vocabulary table, line \(line): " + explanation
  }

  private var explanation: String {
    switch problem {
    case .noHeader:
      "no header; the first line that is not a comment names the columns (class, iri, label@en, ...)"
    case .unknownColumn(let name):
      "unknown column “\(name)”; columns are class, iri, exactMatch, broader, inScheme, iconclass and label@LANGUAGE"
    case .repeatedColumn(let name):
      "column “\(name)” appears twice; keep one"
    case .missingColumn(let name):
      "column “\(name)” is missing; add it to the header"
    case .cellCount(let found, let expected):
      "\(found) cells where the header has \(expected); separate cells by one tab each, also around empty ones"
    case .emptyCell(let column):
      "column “\(column)” is empty; fill it or leave the row out"
    case .invalidIRI(let text, let column):
      "“\(text)” in column “\(column)” is no http or https IRI; write it in full"
    case .repeatedClass(let identifier):
      "class “\(identifier)” has a row already; keep one"
    case .contradiction(let iri, let column):
      "<\(iri)> differs from an earlier row in “\(column)”; one concept has one description"
    }
  }
}

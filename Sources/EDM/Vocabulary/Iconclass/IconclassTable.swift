/// The lines of a table of notations, found by halving.
struct IconclassTable: Sendable {
  /// What a line says of its notation.
  struct Row {
    var broader: String
    /// `nil` where no key may follow.
    var key: String?
    var narrower: [String] = []
    var related: [String] = []
    /// The filled ones.
    var labels: [Concept.Label]
  }

  private let bytes: [UInt8]
  /// Where the lines behind the header begin.
  private let start: Int
  let languages: [String]

  private static let columns = ["notation", "broader", "key", "narrower", "related"]

  init(_ bytes: [UInt8]) throws(VocabularyError) {
    var position = 0
    var number = 1
    while position < bytes.count, bytes[position] == UInt8(ascii: "#") {
      position = Self.end(of: bytes, from: position) + 1
      number += 1
    }
    guard position < bytes.count else { throw VocabularyError(line: number, problem: .noHeader) }
    let end = Self.end(of: bytes, from: position)
    let cells = Self.cells(bytes[position..<end])
    for (index, name) in Self.columns.enumerated() where cells.count <= index || cells[index] != name {
      throw VocabularyError(line: number, problem: .missingColumn(name))
    }
    var languages: [String] = []
    for cell in cells.dropFirst(Self.columns.count) {
      guard cell.hasPrefix("label@"), cell.count > 6 else {
        throw VocabularyError(line: number, problem: .unknownColumn(cell))
      }
      languages.append(String(cell.dropFirst(6)))
    }
    guard !languages.isEmpty else { throw VocabularyError(line: number, problem: .missingColumn("label@en")) }
    self.bytes = bytes
    self.languages = languages
    start = min(end + 1, bytes.count)
  }

  /// The row of a notation; `nil` where there is none, or where its line has not the cells of the header.
  func row(_ notation: String) -> Row? {
    let wanted = Array(notation.utf8)
    var (low, high) = (start, bytes.count)
    while low < high {
      // The line that the middle lies in.
      var line = low + (high - low) / 2
      while line > low, bytes[line - 1] != UInt8(ascii: "\n") { line -= 1 }
      let end = Self.end(of: bytes, from: line)
      let name = bytes[line..<end].prefix { $0 != UInt8(ascii: "\t") }
      if name.elementsEqual(wanted) { return row(bytes[line..<end]) }
      if name.lexicographicallyPrecedes(wanted) { low = min(end + 1, bytes.count) } else { high = line }
    }
    return nil
  }

  private func row(_ line: ArraySlice<UInt8>) -> Row? {
    let cells = Self.cells(line)
    guard cells.count == Self.columns.count + languages.count else { return nil }
    func items(_ cell: String) -> [String] { cell.split(separator: "|").map(String.init) }
    let labels = zip(languages, cells.dropFirst(Self.columns.count)).compactMap { language, text in
      text.isEmpty ? nil : Concept.Label(language: language, text: text)
    }
    guard !labels.isEmpty else { return nil }
    return Row(
      broader: cells[1], key: cells[2].isEmpty ? nil : cells[2], narrower: items(cells[3]),
      related: items(cells[4]), labels: labels)
  }

  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func end(of bytes: [UInt8], from position: Int) -> Int {
    bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }
}

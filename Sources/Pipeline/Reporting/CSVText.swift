/// A table as text, for spreadsheets and programs.
///
/// Source: RFC 4180: lines end with CR LF; a cell that holds a comma, a quotation mark or a line end stands in
/// quotation marks, and so does one that begins or ends with a blank, which some readers would drop.
public struct CSVText: Sendable, Equatable {
  /// The name of the file, such as `fields.csv`.
  public let name: String
  /// The names of the columns.
  public let columns: [String]
  /// The cells of each row, as many as there are columns.
  public private(set) var rows: [[String]] = []

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  /// Adds a row; missing cells stay empty.
  mutating func append(_ cells: [String]) {
    rows.append(Array((cells + columns.dropFirst(cells.count).map { _ in "" }).prefix(columns.count)))
  }

  /// The table in UTF-8, with a line for the names of the columns.
  public var text: String {
    ([columns] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || text.utf8.first == 0x20 || text.utf8.last == 0x20
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

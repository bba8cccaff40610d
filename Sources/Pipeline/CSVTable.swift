internal import Foundation
internal import SwiftCSV

/// Rows of a CSV file by the names of their columns, as people and spreadsheets write them: UTF-8 with or without byte
/// order mark, line ends of any kind, comments in lines that begin with `#`, empty rows anywhere.
struct CSVTable {
  /// A file that is no such table: one line that names it and the remedy.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// A row that holds anything.
  struct Row {
    /// Counted from the first one behind the names of the columns, empty ones included.
    var number: Int
    fileprivate var cells: [String: String]

    /// The text of a cell without the white space around it; `nil` for an empty one.
    subscript(_ column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// The names of the columns.
  let columns: [String]
  /// In the order of the file.
  let rows: [Row]

  /// - Parameter file: its name, for messages.
  init(_ csv: Data, file: String) throws(Fault) {
    guard let text = String(validating: csv, as: UTF8.self) else {
      throw Fault(description: "\(file): is not UTF-8: save it as UTF-8")
    }
    // Spreadsheets begin their files with a byte order mark, and end their lines as DOS did.
    let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let lines = unmarked.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .filter { !$0.hasPrefix("#") }
    let table: CSV<Named>
    do {
      table = try CSV<Named>(string: lines.joined(separator: "\n"), delimiter: .comma)
    } catch {
      throw Fault(description: "\(file): is no CSV: \(error)")
    }
    columns = table.header
    rows = table.rows.enumerated().compactMap { index, row in
      let cells = row.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      return cells.values.allSatisfy(\.isEmpty) ? nil : Row(number: index + 1, cells: cells)
    }
  }
}

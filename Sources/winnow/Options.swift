import ArgumentParser
import Foundation

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file.")
  var config = "winnow.yaml"

  @Flag(name: .long, help: "Print JSON for machines.")
  var json = false
}

/// Prints results: one JSON object a line, keys in the order of their names.
enum Output {
  /// A value as one line of JSON.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    line(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A line of text.
  static func line(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}

/// Columns of text, each as wide as its widest cell.
struct TextTable {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  init(_ header: [String], rightAligned: Set<Int> = []) {
    rows = [header]
    self.rightAligned = rightAligned
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The table, a line a row.
  var lines: [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return rightAligned.contains(column) ? padding + cell : cell + padding
      }
      .joined(separator: "  ")
      .replacing(/\s+$/, with: "")
    }
  }
}

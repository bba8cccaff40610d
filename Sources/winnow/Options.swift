import ArgumentParser
import Foundation
internal import Logging
import WinnowConfiguration

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  /// The configuration file where none is named.
  private static let usualFile = "winnow.yaml"

  @Option(name: .long, help: "The configuration file.")
  var config = CommonOptions.usualFile

  @Flag(name: .long, help: "Print JSON for machines.")
  var json = false

  /// The configuration, for commands that can do without: a file that was named has to be there, the usual one
  /// may be missing.
  func configurationIfPresent() throws -> Configuration? {
    if config == Self.usualFile, !FileManager.default.fileExists(atPath: config) { return nil }
    return try Configuration(contentsOf: config, shippedMappings: Workbench.installation().mappings)
  }
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

/// Where a server listens, told once it does.
struct ListeningAddress: Encodable {
  let url: String

  /// The endpoint of a server at a host name or address.
  init(host: String, port: Int) {
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/oai"
  }

  /// Tells it on standard error, and for machines on standard output as well.
  /// - Parameter words: what is served, for people.
  func tell(_ words: String, json: Bool, log: Logger) {
    standardError("\(words) at \(url)")
    guard json else { return }
    do { try Output.json(self) } catch { log.error("\(error)") }
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

import Foundation

/// What a benchmark found, for people or for machines.
protocol Report: Encodable {
  /// For people, without line ends.
  var lines: [String] { get }
}

extension Report {
  /// Writes the report to standard output.
  func write(json: Bool) throws {
    var output = lines.joined(separator: "\n")
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      output = String(decoding: try encoder.encode(self), as: UTF8.self)
    }
    FileHandle.standardOutput.write(Data((output + "\n").utf8))
  }
}

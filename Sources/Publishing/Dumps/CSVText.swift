internal import OAIPMH
internal import Parquet

/// Rows as comma-separated values.
///
/// Source: RFC 4180. UTF-8 without byte order mark. A missing value is an empty cell, an empty text is `""`. A text
/// that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or carriage return first) has an apostrophe
/// before it, as OWASP advises.
enum CSVText {
  /// A row, with its line end.
  static func line(_ values: [ParquetValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch value {
      case .missing: break
      case .text(let text): append(text, to: &bytes)
      case .integer(let number): bytes += String(number).utf8
      case .double(let number): bytes += String(number).utf8
      case .boolean(let isTrue): bytes += (isTrue ? "true" : "false").utf8
      case .timestamp(let milliseconds):
        bytes += Timestamp(seconds: milliseconds / 1000).description.utf8
      }
    }
    return bytes + [0x0D, 0x0A]
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let first = text.utf8.first
    let isFormula = first.map { Array("=+-@\t\r".utf8).contains($0) } ?? false
    let needsQuotes =
      text.isEmpty || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    if needsQuotes { bytes.append(0x22) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(0x22) }
  }
}

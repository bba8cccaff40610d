/// The values of one column in the row group under way, encoded as they come.
struct ColumnBuffer {
  let column: ParquetColumn
  private(set) var rows = 0
  private(set) var missing = 0
  /// Values by the PLAIN encoding.
  private var values: [UInt8] = []
  /// The booleans of the last byte of `values`.
  private var booleans = 0
  /// Definition levels as runs: a value that is missing has the level 0, another one 1.
  private var levels: [UInt8] = []
  private var run: (isPresent: Bool, count: UInt64) = (true, 0)

  init(_ column: ParquetColumn) { self.column = column }

  var byteCount: Int { values.count + levels.count }

  mutating func append(_ value: ParquetValue) {
    rows += 1
    let isPresent = value != .missing
    precondition(
      value.kind.map { $0 == column.kind } ?? column.isOptional,
      "the column \(column.name) cannot hold \(value)")
    if column.isOptional { level(isPresent) }
    switch value {
    case .missing: missing += 1
    case .text(let text):
      values.append(littleEndian: UInt32(text.utf8.count))
      values += text.utf8
    case .integer(let number), .timestamp(let number): values.append(littleEndian: number)
    case .double(let number): values.append(littleEndian: number.bitPattern)
    case .boolean(let isTrue):
      if booleans % 8 == 0 { values.append(0) }
      if isTrue { values[values.count - 1] |= 1 << UInt8(booleans % 8) }
      booleans += 1
    }
  }

  /// The content of the data page: definition levels, behind their length, then values.
  mutating func takePage() -> [UInt8] {
    var page: [UInt8] = []
    if column.isOptional {
      endRun()
      page.reserveCapacity(byteCount + 4)
      page.append(littleEndian: UInt32(levels.count))
      page += levels
    }
    page += values
    self = ColumnBuffer(column)
    return page
  }

  private mutating func level(_ isPresent: Bool) {
    if run.isPresent != isPresent { endRun() }
    run.isPresent = isPresent
    run.count += 1
  }

  /// A run of the RLE/bit-packing hybrid: its length without the lowest bit, then the level.
  private mutating func endRun() {
    guard run.count > 0 else { return }
    levels.append(varint: run.count << 1)
    levels.append(run.isPresent ? 1 : 0)
    run.count = 0
  }
}

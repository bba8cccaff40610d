import Testing

@testable import Parquet

/// What other software makes of the files is tested end to end; here are the parts that can be told byte by byte.
@Suite("A Parquet file")
struct ParquetWriterTests {
  private func file(_ rows: [[ParquetValue]], rowsInGroup: Int = 100) throws -> [UInt8] {
    var writer = ParquetWriter(
      [ParquetColumn("name", .text), ParquetColumn("size", .integer, isOptional: true)], creator: "Test",
      rowsInGroup: rowsInGroup)
    var bytes: [UInt8] = []
    for row in rows {
      try writer.append(row)
      bytes += writer.takeBytes()
    }
    bytes += try writer.finish()
    #expect(writer.rowCount == rows.count)
    return bytes
  }

  @Test("begins and ends with its mark, with the length of its footer before the end")
  func frame() throws {
    let bytes = try file([[.text("a"), .integer(1)], [.text("b"), .missing]])
    let magic = Array("PAR1".utf8)
    #expect(Array(bytes.prefix(4)) == magic && Array(bytes.suffix(4)) == magic)
    let length = bytes.dropLast(4).suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let footer = Array(bytes.dropLast(8).suffix(length))
    // Field 1, a number of 32 bits: version 1; field 2, a list of three structures.
    #expect(Array(footer.prefix(4)) == [0x15, 0x02, 0x19, 0x3C])
    #expect(String(decoding: footer, as: UTF8.self).contains("Test"))
  }

  @Test("is the same for the same rows, however often its bytes are taken")
  func deterministic() throws {
    let rows: [[ParquetValue]] = (0..<1000).map {
      [.text("row \($0)"), $0 % 3 == 0 ? .missing : .integer(Int64($0))]
    }
    #expect(try file(rows) == file(rows))
    var whole = ParquetWriter(
      [ParquetColumn("name", .text), ParquetColumn("size", .integer, isOptional: true)], creator: "Test",
      rowsInGroup: 100)
    for row in rows { try whole.append(row) }
    #expect(try whole.finish() == file(rows))
  }

  @Test("levels are runs, missing values take no room, booleans are bits")
  func pages() {
    var numbers = ColumnBuffer(ParquetColumn("n", .integer, isOptional: true))
    for value in [ParquetValue.integer(1), .missing, .missing, .integer(258)] { numbers.append(value) }
    #expect(numbers.rows == 4 && numbers.missing == 2)
    #expect(
      numbers.takePage() == [6, 0, 0, 0, 2, 1, 4, 0, 2, 1] + [1, 0, 0, 0, 0, 0, 0, 0] + [
        2, 1, 0, 0, 0, 0, 0, 0,
      ])
    #expect(numbers.rows == 0)
    var booleans = ColumnBuffer(ParquetColumn("b", .boolean))
    for index in 0..<10 { booleans.append(.boolean(index == 0 || index == 9)) }
    #expect(booleans.takePage() == [1, 2])
    var texts = ColumnBuffer(ParquetColumn("t", .text))
    texts.append(.text("né"))
    #expect(texts.takePage() == [3, 0, 0, 0] + Array("né".utf8))
  }

  @Test("structures of Thrift's compact protocol")
  func thrift() {
    var writer = ThriftCompactWriter()
    writer.int32(1, -1)
    writer.int64(3, 300)
    writer.boolean(4, true)
    writer.structure(5) { $0.text(1, "x") }
    writer.integers(6, Array(repeating: 1, count: 16))
    writer.stop()
    #expect(
      writer.bytes
        == [0x15, 1, 0x26, 0xD8, 4, 0x11, 0x1C, 0x18, 1, 120, 0, 0x19, 0xF5, 16]
        + Array(repeating: 2, count: 16)
        + [0])
  }
}

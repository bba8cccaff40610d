public import Compression

/// Writes tables as Parquet, a row group at a time: memory holds no more than one group, and the list of groups.
///
/// One page a column and group, PLAIN values behind RLE definition levels, compressed by zstd; counts of missing
/// values are stated. Every reader of the format takes this form. The same rows give the same bytes.
///
/// Source: Apache Parquet format 2.11: parquet.thrift, Encodings.md, LogicalTypes.md.
public struct ParquetWriter: Sendable {
  /// The columns, in the order of a row.
  public let columns: [ParquetColumn]
  /// Rows written so far.
  public private(set) var rowCount = 0

  private struct Chunk {
    var offset: Int
    var values: Int
    var missing: Int
    var uncompressed: Int
    var compressed: Int
  }

  private struct Group {
    var rows: Int
    var chunks: [Chunk]
  }

  private static let magic = Array("PAR1".utf8)
  /// `Encoding` and `CompressionCodec` of parquet.thrift.
  private static let plain = 0
  private static let runLength = 3
  private static let zstandard = 6

  private let creator: String
  private let rowsInGroup: Int
  private let bytesInGroup: Int
  private var buffers: [ColumnBuffer]
  private var rowsUnderWay = 0
  private var groups: [Group] = []
  private var pending: [UInt8] = Self.magic
  private var offset = 0

  /// A writer of a file without rows.
  /// - Parameters:
  ///   - creator: the program and version that the file names.
  ///   - rowsInGroup: the most rows of a group.
  ///   - bytesInGroup: after so many bytes a group ends too, however few rows it has.
  public init(
    _ columns: [ParquetColumn], creator: String, rowsInGroup: Int = 50_000, bytesInGroup: Int = 16 << 20
  ) {
    self.columns = columns
    self.creator = creator
    self.rowsInGroup = max(1, rowsInGroup)
    self.bytesInGroup = max(1, bytesInGroup)
    buffers = columns.map { ColumnBuffer($0) }
  }

  /// Takes a row.
  /// - Precondition: a value a column, of its kind, and missing only where the column allows it.
  /// - Throws: ``CompressionError`` when there is no memory to compress a group.
  public mutating func append(_ row: [ParquetValue]) throws(CompressionError) {
    precondition(row.count == columns.count, "a row has a value for each column")
    for (index, value) in row.enumerated() { buffers[index].append(value) }
    rowsUnderWay += 1
    rowCount += 1
    if rowsUnderWay >= rowsInGroup || (rowsUnderWay % 256 == 0 && isFull) { try endGroup() }
  }

  /// The bytes that are ready to go into the file, each once.
  public mutating func takeBytes() -> [UInt8] {
    defer {
      offset += pending.count
      pending = []
    }
    return pending
  }

  /// Ends the file: what is left of it, from ``takeBytes()`` on.
  /// - Throws: ``CompressionError`` when there is no memory to compress the last group.
  public mutating func finish() throws(CompressionError) -> [UInt8] {
    if rowsUnderWay > 0 { try endGroup() }
    let footer = footer()
    pending += footer
    pending.append(littleEndian: UInt32(footer.count))
    pending += Self.magic
    return takeBytes()
  }

  private var isFull: Bool { buffers.reduce(0) { $0 + $1.byteCount } >= bytesInGroup }

  private mutating func endGroup() throws(CompressionError) {
    var group = Group(rows: rowsUnderWay, chunks: [])
    for index in buffers.indices {
      let (values, missing) = (buffers[index].rows, buffers[index].missing)
      let page = buffers[index].takePage()
      let frame = try Zstandard.compress(page)
      let header = Self.pageHeader(values: values, uncompressed: page.count, compressed: frame.count)
      group.chunks.append(
        Chunk(
          offset: offset + pending.count, values: values, missing: missing,
          uncompressed: header.count + page.count, compressed: header.count + frame.count))
      pending += header
      pending += frame
    }
    groups.append(group)
    rowsUnderWay = 0
  }

  private static func pageHeader(values: Int, uncompressed: Int, compressed: Int) -> [UInt8] {
    var thrift = ThriftCompactWriter()
    thrift.int32(1, 0)
    thrift.int32(2, uncompressed)
    thrift.int32(3, compressed)
    thrift.structure(5) {
      $0.int32(1, values)
      $0.int32(2, plain)
      $0.int32(3, runLength)
      $0.int32(4, runLength)
    }
    thrift.stop()
    return thrift.bytes
  }

  private func footer() -> [UInt8] {
    var thrift = ThriftCompactWriter()
    thrift.int32(1, 1)
    thrift.structures(2, [nil] + columns.map { Optional($0) }) { thrift, column in
      guard let column else {
        thrift.text(4, "schema")
        thrift.int32(5, columns.count)
        return
      }
      Self.write(column, to: &thrift)
    }
    thrift.int64(3, rowCount)
    thrift.structures(4, groups) { thrift, group in write(group, to: &thrift) }
    thrift.text(6, creator)
    thrift.stop()
    return thrift.bytes
  }

  private static func write(_ column: ParquetColumn, to thrift: inout ThriftCompactWriter) {
    thrift.int32(1, column.kind.physicalType)
    thrift.int32(3, column.isOptional ? 1 : 0)
    thrift.text(4, column.name)
    if let type = column.kind.convertedType { thrift.int32(6, type) }
    switch column.kind {
    case .text: thrift.structure(10) { $0.structure(1) { _ in } }
    case .timestamp:
      thrift.structure(10) { union in
        union.structure(8) { type in
          type.boolean(1, true)
          type.structure(2) { unit in unit.structure(1) { _ in } }
        }
      }
    case .integer, .double, .boolean: break
    }
  }

  private func write(_ group: Group, to thrift: inout ThriftCompactWriter) {
    thrift.structures(1, Array(zip(columns, group.chunks))) { thrift, pair in
      let (column, chunk) = pair
      thrift.int64(2, chunk.offset)
      thrift.structure(3) {
        $0.int32(1, column.kind.physicalType)
        $0.integers(2, [Self.plain, Self.runLength])
        $0.texts(3, [column.name])
        $0.int32(4, Self.zstandard)
        $0.int64(5, chunk.values)
        $0.int64(6, chunk.uncompressed)
        $0.int64(7, chunk.compressed)
        $0.int64(9, chunk.offset)
        $0.structure(12) { $0.int64(3, chunk.missing) }
      }
    }
    thrift.int64(2, group.chunks.reduce(0) { $0 + $1.uncompressed })
    thrift.int64(3, group.rows)
    thrift.int64(5, group.chunks.first?.offset ?? 0)
    thrift.int64(6, group.chunks.reduce(0) { $0 + $1.compressed })
  }
}

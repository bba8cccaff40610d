/// Writes structures by the compact protocol of Thrift, as far as Parquet's metadata need it.
///
/// Source: Thrift Compact Protocol, thrift-compact-protocol.md of Apache Thrift.
struct ThriftCompactWriter {
  enum ElementType: UInt8 {
    case true_ = 1
    case false_ = 2
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  private(set) var bytes: [UInt8] = []
  /// The number of the last field in each structure under way.
  private var lastFields: [Int] = [0]

  mutating func int32(_ field: Int, _ value: Int) {
    header(field, .int32)
    varint(Self.zigzag(value))
  }

  mutating func int64(_ field: Int, _ value: Int) {
    header(field, .int64)
    varint(Self.zigzag(value))
  }

  mutating func boolean(_ field: Int, _ value: Bool) { header(field, value ? .true_ : .false_) }

  mutating func text(_ field: Int, _ value: String) { binary(field, Array(value.utf8)) }

  mutating func binary(_ field: Int, _ value: [UInt8]) {
    header(field, .binary)
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func structure(_ field: Int, _ body: (inout Self) -> Void) {
    header(field, .structure)
    contents(body)
  }

  mutating func structures<Element>(
    _ field: Int, _ elements: [Element], _ body: (inout Self, Element) -> Void
  ) {
    list(field, .structure, count: elements.count)
    for element in elements { contents { body(&$0, element) } }
  }

  mutating func integers(_ field: Int, _ values: [Int]) {
    list(field, .int32, count: values.count)
    for value in values { varint(Self.zigzag(value)) }
  }

  mutating func texts(_ field: Int, _ values: [String]) {
    list(field, .binary, count: values.count)
    for value in values {
      varint(UInt64(value.utf8.count))
      bytes += value.utf8
    }
  }

  /// The end of the outermost structure.
  mutating func stop() { bytes.append(0) }

  private mutating func contents(_ body: (inout Self) -> Void) {
    lastFields.append(0)
    body(&self)
    lastFields.removeLast()
    bytes.append(0)
  }

  private mutating func list(_ field: Int, _ type: ElementType, count: Int) {
    header(field, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | type.rawValue)
    } else {
      bytes.append(0xF0 | type.rawValue)
      varint(UInt64(count))
    }
  }

  /// Fields come in rising order, at most 15 apart, as all of Parquet do.
  private mutating func header(_ field: Int, _ type: ElementType) {
    let step = field - lastFields[lastFields.count - 1]
    precondition((1...15).contains(step), "Thrift fields are written in rising order")
    bytes.append(UInt8(step) << 4 | type.rawValue)
    lastFields[lastFields.count - 1] = field
  }

  private mutating func varint(_ value: UInt64) { bytes.append(varint: value) }

  private static func zigzag(_ value: Int) -> UInt64 {
    UInt64(bitPattern: Int64(value << 1 ^ value >> (Int.bitWidth - 1)))
  }
}

extension [UInt8] {
  /// Appends a number in groups of seven bits, the lowest first (LEB128).
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a number with its lowest byte first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { self += $0 }
  }
}

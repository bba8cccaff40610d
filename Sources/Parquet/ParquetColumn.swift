/// A column of a Parquet file.
public struct ParquetColumn: Sendable, Equatable {
  /// What the values of a column are.
  public enum Kind: Sendable, Equatable {
    /// UTF-8 text.
    case text
    /// A signed number of 64 bits.
    case integer
    /// A number of IEEE 754 binary64.
    case double
    /// True or false.
    case boolean
    /// A moment in UTC, to the millisecond.
    case timestamp
  }

  /// The name of the column.
  public var name: String
  /// What its values are.
  public var kind: Kind
  /// Whether a value may be missing.
  public var isOptional: Bool

  /// A column by its name and kind.
  public init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
  }
}

/// A value of a row.
public enum ParquetValue: Sendable, Equatable {
  /// None.
  case missing
  /// Text.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// A number.
  case double(Double)
  /// True or false.
  case boolean(Bool)
  /// Milliseconds since 1970 in UTC.
  case timestamp(milliseconds: Int64)

  var kind: ParquetColumn.Kind? {
    switch self {
    case .missing: nil
    case .text: .text
    case .integer: .integer
    case .double: .double
    case .boolean: .boolean
    case .timestamp: .timestamp
    }
  }
}

extension ParquetColumn.Kind {
  /// `Type` of parquet.thrift.
  var physicalType: Int {
    switch self {
    case .boolean: 0
    case .integer, .timestamp: 2
    case .double: 5
    case .text: 6
    }
  }

  /// `ConvertedType` of parquet.thrift, for readers that know no logical types.
  var convertedType: Int? {
    switch self {
    case .text: 0
    case .timestamp: 9
    case .boolean, .integer, .double: nil
    }
  }
}

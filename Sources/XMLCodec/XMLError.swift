/// Why bytes could not be read as XML, and where.
public struct XMLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Kind: Sendable, Equatable {
    /// The bytes break a rule of XML 1.0 or of Namespaces in XML 1.0.
    case malformed
    /// A limit of `XMLLimits` was passed.
    case limit
    /// A reference to an entity that the document does not itself define.
    case entity
  }

  /// What kind of fault it is.
  public var kind: Kind
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in bytes; 0 where the parser could not tell.
  public var column: Int
  /// The offset into the bytes at which the parser stood when it noticed.
  public var byte: Int
  /// What is wrong, without a line break.
  public var message: String

  /// A fault, from its parts.
  public init(kind: Kind, line: Int, column: Int, byte: Int, message: String) {
    self.kind = kind
    self.line = line
    self.column = column
    self.byte = byte
    self.message = message
  }

  /// One line with place and message.
  public var description: String { "line \(line), byte \(byte): \(message)" }
}

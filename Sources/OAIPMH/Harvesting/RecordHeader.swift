/// The header of a record (OAI-PMH 2.0, section 2.5).
public struct RecordHeader: Sendable, Equatable {
  /// The OAI identifier, without surrounding white space.
  public var identifier: String
  /// As sent, without surrounding white space; "" where the repository sent none.
  public var datestamp: String
  /// The sets the record is in, in the order sent.
  public var setSpecs: [String]
  /// True for `status="deleted"`.
  public var deleted: Bool

  /// A header, from its parts.
  public init(identifier: String, datestamp: String, setSpecs: [String] = [], deleted: Bool = false) {
    self.identifier = identifier
    self.datestamp = datestamp
    self.setSpecs = setSpecs
    self.deleted = deleted
  }

  /// The datestamp as a moment; `nil` where it is none.
  public var timestamp: Timestamp? { Timestamp(datestamp) }
}

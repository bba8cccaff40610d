/// One change that made a value of our normalised view out of a provider's.
///
/// The provider's literals stay as they are: a change can be undone, since it holds what stood there and where.
public struct Normalisation: Sendable, Equatable, Codable {
  /// What a change is about.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// White space at the ends, in runs, and invisible characters.
    case whiteSpace = "white-space"
    /// Mark-up and character references within text.
    case markup
    /// The form of a link.
    case link
    /// A statement that was there already.
    case duplicate
    /// A language in `dc:language`.
    case language
    /// A language in `xml:lang`.
    case languageTag = "language-tag"
  }

  /// What the change is about.
  public let kind: Kind
  /// The class and the property, such as `edm:ProvidedCHO/dc:title`.
  public let path: String
  /// The resource in ``EDMRecord/resources`` of the provider's record, from 0.
  public let resource: Int
  /// The statement in ``Resource/statements`` of the provider's record, from 0.
  public let statement: Int
  /// What stood there.
  public let before: String
  /// What stands there in the normalised view; "" where it was left out.
  public let after: String
  /// How sure the change is, from 0 to 1.
  public let confidence: Double
  /// For a duplicate the statement that says the same and stays, counted as ``statement`` is.
  public let twin: Int?
}

extension Normalisation {
  /// The change in one line.
  public var line: String {
    let result = after.isEmpty && kind == .duplicate ? "left out, it is there already" : "\"\(after)\""
    return "\(kind.rawValue) \(path): \"\(before)\" -> \(result)"
  }
}

/// A record in the normalised view, with what led to it.
public struct NormalisedRecord: Sendable, Equatable {
  /// The normalised view.
  public let record: EDMRecord
  /// What was changed, in the order of the changes.
  public let changes: [Normalisation]
}

/// An error condition of the protocol, as a repository reports it.
///
/// Source: OAI-PMH 2.0, section 3.6.
public struct RepositoryFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The error codes of the protocol.
  public enum Code: String, Sendable, CaseIterable {
    case badArgument, badResumptionToken, badVerb, cannotDisseminateFormat, idDoesNotExist, noRecordsMatch
    case noMetadataFormats, noSetHierarchy
  }

  /// What kind of error it is.
  public var code: Code
  /// One sentence for the person who reads the answer.
  public var message: String

  /// A fault of a code, with a sentence that says what to do.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The code and the sentence.
  public var description: String { "\(code.rawValue): \(message)" }
}

/// All that is wrong with one request: an answer may hold several errors.
public struct RepositoryFaults: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one fault, in the order found.
  public var faults: [RepositoryFault]

  /// The faults of one request, in the order found.
  public init(_ faults: [RepositoryFault]) { self.faults = faults }

  /// The faults, one after another.
  public var description: String { faults.map(\.description).joined(separator: "; ") }

  /// True where the arguments of the request must not be echoed (OAI-PMH 2.0, section 3.2: with `badVerb` and
  /// `badArgument` the request element is the base URL alone).
  public var forbidEcho: Bool { faults.contains { $0.code == .badVerb || $0.code == .badArgument } }
}

/// A request to a repository, checked against the grammar of the protocol.
///
/// Source: OAI-PMH 2.0, sections 2.7, 3.1 and 4. What depends on the records themselves (is the identifier
/// known, is the format offered) is not decided here.
public struct RepositoryRequest: Sendable, Equatable {
  /// The six verbs.
  public typealias Verb = OAIPMHRequest.Verb
  /// An argument of a request, decoded.
  public typealias Argument = OAIPMHRequest.Argument

  /// Which records a list is to hold.
  public struct Selection: Sendable, Equatable {
    /// The metadata prefix.
    public var prefix: String
    /// Inclusive; the first second of a day.
    public var from: Timestamp?
    /// Inclusive; the last second of a day.
    public var until: Timestamp?
    /// The set, or `nil` for the whole repository.
    public var set: String?

    /// A selection of records.
    public init(prefix: String, from: Timestamp? = nil, until: Timestamp? = nil, set: String? = nil) {
      self.prefix = prefix
      self.from = from
      self.until = until
      self.set = set
    }
  }

  /// What is asked for.
  public enum Operation: Sendable, Equatable {
    case identify
    case listMetadataFormats(identifier: String?)
    case listSets
    case getRecord(identifier: String, prefix: String)
    case list(Selection)
    /// The next part of a list, by its resumption token.
    case resume(token: String)
  }

  /// The verb.
  public let verb: Verb
  /// What is asked for.
  public let operation: Operation
  /// The arguments as sent, the verb among them, for the request element of the answer.
  public let arguments: [Argument]

  /// Checks the arguments of a request.
  /// - Parameter arguments: names and values, percent-decoded, in the order sent. Bytes that are not UTF-8
  ///   are to be given as U+FFFD, which is refused.
  /// - Throws: everything that is wrong, `badVerb` alone where the verb is.
  public init(arguments: [Argument]) throws(RepositoryFaults) {
    let verb = try Self.verb(of: arguments)
    var check = ArgumentCheck(verb: verb, arguments: arguments)
    let token = check.exclusiveToken()
    check.refuseUnknownAndRepeated()
    let operation = token.map { Operation.resume(token: $0) } ?? Self.operation(verb, &check)
    guard check.faults.isEmpty, let operation else { throw RepositoryFaults(check.faults) }
    self.verb = verb
    self.operation = operation
    self.arguments = arguments
  }

  private static let verbs: [Verb] = [
    .identify, .listMetadataFormats, .listSets, .getRecord, .listIdentifiers, .listRecords,
  ]

  private static func verb(of arguments: [Argument]) throws(RepositoryFaults) -> Verb {
    let verbs = arguments.filter { $0.name == "verb" }
    let allowed = Self.verbs.map(\.rawValue).joined(separator: ", ")
    guard let first = verbs.first else {
      throw RepositoryFaults([.init(.badVerb, "The argument verb is missing; it is one of \(allowed).")])
    }
    guard verbs.count == 1 else {
      throw RepositoryFaults([
        .init(.badVerb, "The argument verb is given \(verbs.count) times; give it once.")
      ])
    }
    guard let verb = Verb(rawValue: first.value) else {
      throw RepositoryFaults([.init(.badVerb, "This verb is unknown; it is one of \(allowed).")])
    }
    return verb
  }

  private static func operation(_ verb: Verb, _ check: inout ArgumentCheck) -> Operation? {
    switch verb {
    case .identify: return .identify
    case .listSets: return .listSets
    case .listMetadataFormats:
      return .listMetadataFormats(identifier: check.identifier(required: false))
    case .getRecord:
      let identifier = check.identifier(required: true)
      let prefix = check.prefix()
      guard let identifier, let prefix else { return nil }
      return .getRecord(identifier: identifier, prefix: prefix)
    case .listIdentifiers, .listRecords:
      let prefix = check.prefix()
      let (from, until) = check.range()
      let set = check.set()
      guard let prefix else { return nil }
      return .list(Selection(prefix: prefix, from: from, until: until, set: set))
    }
  }
}

extension OAIPMHRequest.Verb {
  /// The names of the arguments that a verb takes beside `verb`.
  var argumentNames: Set<String> {
    switch self {
    case .identify: []
    case .listMetadataFormats: ["identifier"]
    case .listSets: ["resumptionToken"]
    case .getRecord: ["identifier", "metadataPrefix"]
    case .listIdentifiers, .listRecords: ["metadataPrefix", "from", "until", "set", "resumptionToken"]
    }
  }
}

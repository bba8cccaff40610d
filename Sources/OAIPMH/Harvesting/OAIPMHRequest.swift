/// A request to an OAI-PMH repository: a verb and its arguments (OAI-PMH 2.0, section 3.1.1).
public struct OAIPMHRequest: Sendable, Equatable {
  /// The six verbs.
  public enum Verb: String, Sendable, Codable {
    case identify = "Identify"
    case listMetadataFormats = "ListMetadataFormats"
    case listSets = "ListSets"
    case listIdentifiers = "ListIdentifiers"
    case listRecords = "ListRecords"
    case getRecord = "GetRecord"
  }

  /// One argument, its value as text, not encoded.
  public struct Argument: Sendable, Equatable {
    /// Such as `metadataPrefix`.
    public var name: String
    /// As text, not encoded.
    public var value: String

    /// An argument.
    /// - Parameters:
    ///   - name: such as `metadataPrefix`.
    ///   - value: as text, not encoded.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What is asked for.
  public var verb: Verb
  /// In the order in which they are sent.
  public var arguments: [Argument]

  /// A request, from its parts.
  public init(_ verb: Verb, _ arguments: [Argument] = []) {
    self.verb = verb
    self.arguments = arguments
  }

  /// The request that begins a list.
  /// - Parameters:
  ///   - verb: `listRecords` or `listIdentifiers`.
  ///   - prefix: the metadata prefix.
  ///   - set: one set, or `nil` for all.
  ///   - from: the first datestamp wanted, in the repository's granularity.
  ///   - until: the last datestamp wanted, in the same granularity.
  public static func list(
    _ verb: Verb = .listRecords, prefix: String, set: String? = nil, from: String? = nil, until: String? = nil
  ) -> OAIPMHRequest {
    var request = OAIPMHRequest(verb, [Argument("metadataPrefix", prefix)])
    if let from { request.arguments.append(Argument("from", from)) }
    if let until { request.arguments.append(Argument("until", until)) }
    if let set { request.arguments.append(Argument("set", set)) }
    return request
  }

  /// The request that goes on with a list: the token is the only argument beside the verb (section 3.5).
  public static func resume(_ verb: Verb = .listRecords, token: String) -> OAIPMHRequest {
    OAIPMHRequest(verb, [Argument("resumptionToken", token)])
  }

  /// The request for one record.
  public static func record(identifier: String, prefix: String) -> OAIPMHRequest {
    OAIPMHRequest(.getRecord, [Argument("identifier", identifier), Argument("metadataPrefix", prefix)])
  }

  /// The address of the request by GET.
  ///
  /// Every byte of a value but letters, digits and `-._~` is encoded: tokens and identifiers hold `&`, `+`, `%`, `|`
  /// and worse, and a repository must get them back as it sent them.
  /// - Parameter base: the base URL; one that already has a query is extended.
  public func address(base: String) -> String {
    var address = base
    address += base.contains("?") ? (base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&") : "?"
    address += "verb=\(verb.rawValue)"
    for argument in arguments {
      address += "&\(PercentEncoding.component(argument.name))=\(PercentEncoding.component(argument.value))"
    }
    return address
  }
}

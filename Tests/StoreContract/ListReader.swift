/// A harvester that takes a list in parts, keeps what it was given, and comes back for what changed.
public struct ListReader {
  /// What a part of a list told.
  public struct Part: Equatable {
    /// The identifiers of the part, in its order.
    public var identifiers: [String]
    /// What the part tells of each, by identifier; `deleted`, or the text of the metadata.
    public var states: [String: String]
    /// The token of the next part; `nil` or empty at the end.
    public var token: String?
    /// The responseDate.
    public var responseDate: String
    /// The error codes.
    public var errors: [String]

    /// Reads an answer of the repository.
    public init(_ answer: String) {
      let pieces = answer.components(between: "<header", and: "</header>")
      identifiers = pieces.compactMap { $0.components(between: "<identifier>", and: "<").first }
      states = [:]
      for (index, identifier) in identifiers.enumerated() {
        let rest = answer.split(separator: "<identifier>\(identifier)<").last.map(String.init) ?? ""
        let isDeleted = pieces[index].hasPrefix(" status=\"deleted\"")
        states[identifier] =
          isDeleted ? "deleted" : rest.components(between: "<state xmlns=\"urn:test\">", and: "<").first ?? ""
      }
      token = answer.components(between: "<resumptionToken", and: "/OAI-PMH").first.flatMap {
        $0.components(between: ">", and: "<").first
      }
      responseDate = answer.components(between: "<responseDate>", and: "<").first ?? ""
      errors = answer.components(between: "<error code=\"", and: "\"")
    }
  }

  private let selection: String
  private let verb: String
  private var from: String?
  private var nextFrom: String?
  private var token: String?
  /// What the harvester holds, by identifier.
  public private(set) var mirror: [String: String] = [:]
  /// How often each record came in the list that runs, or ended last.
  public private(set) var deliveries: [String: Int] = [:]
  /// Whether a list runs.
  public private(set) var isUnderWay = false
  /// Whether the list that runs, or ended last, holds all records and not only what changed.
  public private(set) var isWhole = true

  /// A harvester that has nothing.
  /// - Parameter selection: the arguments of its lists: prefix, set.
  public init(verb: String = "ListRecords", selection: String) {
    self.verb = verb
    self.selection = selection
  }

  /// The query for the next part: of the list that runs, or of a new one from the last one's date on.
  public mutating func nextQuery() -> String {
    if let token { return "verb=\(verb)&resumptionToken=\(token)" }
    if !isUnderWay {
      isUnderWay = true
      deliveries = [:]
      from = nextFrom
      isWhole = from == nil
      nextFrom = nil
    }
    return "verb=\(verb)&\(selection)" + (from.map { "&from=\($0)" } ?? "")
  }

  /// Takes a part.
  /// - Returns: whether the list ended with it.
  public mutating func take(_ part: Part) -> Bool {
    for identifier in part.identifiers {
      deliveries[identifier, default: 0] += 1
      mirror[identifier] = part.states[identifier]
    }
    // The date of the first part is where the next harvest begins.
    if nextFrom == nil { nextFrom = part.responseDate }
    token = part.token.flatMap { $0.isEmpty ? nil : $0 }
    isUnderWay = token != nil
    return !isUnderWay
  }
}

extension String {
  fileprivate func components(between start: String, and end: String) -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: start) {
      rest = rest[found.upperBound...]
      guard let stop = rest.firstRange(of: end) else { break }
      result.append(String(rest[..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    return result
  }
}

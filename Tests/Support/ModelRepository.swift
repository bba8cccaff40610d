/// An OAI-PMH repository that keeps to the protocol, small enough to be read at a glance. Faults are put on its
/// answers from outside.
package struct ModelRepository: Sendable {
  /// In the order in which they are listed.
  package var records: [ModelRecord]
  /// Records on a page.
  package var pageSize = 4
  /// The moment of every answer.
  package var responseDate = "2024-06-01T00:00:00Z"
  /// As Identify states it.
  package var granularity = "YYYY-MM-DDThh:mm:ssZ"
  /// As Identify states it.
  package var earliestDatestamp = "2024-01-01T00:00:00Z"
  /// As Identify states it. Where it is `no`, tombstones are not listed.
  package var deletedRecord = "persistent"
  /// The one metadata format.
  package var prefix = "oai_dc"
  /// False where lists come without completeListSize and cursor.
  package var statesSize = true
  /// False where `from` and `until` are taken and make no difference.
  package var filtersByDate = true

  /// A repository of these records.
  package init(_ records: [ModelRecord]) { self.records = records }

  /// A repository of numbered records.
  package init(_ numbers: ClosedRange<Int>) { self.init(numbers.map { .numbered($0) }) }

  /// The record with an identifier.
  package func record(_ identifier: String) -> ModelRecord? { records.first { $0.identifier == identifier } }

  /// What the repository answers with: a whole page.
  package func answer(_ request: ModelRequest) -> String {
    page(content(request), request: request)
  }

  /// A page with this content.
  package func page(_ content: String, request: ModelRequest? = nil) -> String {
    let verb = request.map { " verb=\"\($0.verb)\"" } ?? ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>\(responseDate)</responseDate>\
      <request\(verb)>http://model.example.org/oai</request>\(content)</OAI-PMH>
      """
  }

  /// An error of the protocol, as content of a page.
  package static func error(_ code: String, _ message: String = "as scripted") -> String {
    "<error code=\"\(code)\">\(message)</error>"
  }

  private func content(_ request: ModelRequest) -> String {
    switch request.verb {
    case "Identify": identify
    case "ListMetadataFormats":
      """
      <ListMetadataFormats><metadataFormat><metadataPrefix>\(prefix)</metadataPrefix><schema>\
      http://model.example.org/schema.xsd</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/\
      </metadataNamespace></metadataFormat></ListMetadataFormats>
      """
    case "ListSets": sets
    case "GetRecord": record(request)
    case "ListRecords", "ListIdentifiers": list(request)
    default: Self.error("badVerb")
    }
  }

  private var identify: String {
    """
    <Identify><repositoryName>Model</repositoryName><baseURL>http://model.example.org/oai</baseURL>\
    <protocolVersion>2.0</protocolVersion><adminEmail>model@example.org</adminEmail>\
    <earliestDatestamp>\(earliestDatestamp)</earliestDatestamp><deletedRecord>\(deletedRecord)</deletedRecord>\
    <granularity>\(granularity)</granularity></Identify>
    """
  }

  private var sets: String {
    var specs: Set<String> = []
    for set in records.flatMap(\.sets) {
      let parts = set.split(separator: ":")
      for depth in 1...max(parts.count, 1) { specs.insert(parts.prefix(depth).joined(separator: ":")) }
    }
    guard !specs.isEmpty else { return Self.error("noSetHierarchy") }
    let items = specs.sorted().map { "<set><setSpec>\($0)</setSpec><setName>Set \($0)</setName></set>" }
    return "<ListSets>\(items.joined())</ListSets>"
  }

  private func record(_ request: ModelRequest) -> String {
    guard let identifier = request["identifier"], let asked = request["metadataPrefix"] else {
      return Self.error("badArgument")
    }
    guard asked == prefix else { return Self.error("cannotDisseminateFormat") }
    guard let record = listed.first(where: { $0.identifier == identifier }) else {
      return Self.error("idDoesNotExist")
    }
    return "<GetRecord>\(record.markup)</GetRecord>"
  }

  private var listed: [ModelRecord] {
    deletedRecord == "no" ? records.filter { !$0.isDeleted } : records
  }

  private func list(_ request: ModelRequest) -> String {
    var place = ListPlace(page: 1, from: request["from"], until: request["until"], set: request["set"])
    if let token = request["resumptionToken"] {
      guard request.arguments.count == 2, let resumed = ListPlace(token: token) else {
        return Self.error("badResumptionToken")
      }
      place = resumed
    } else if request["metadataPrefix"] != prefix {
      return Self.error(request["metadataPrefix"] == nil ? "badArgument" : "cannotDisseminateFormat")
    }
    for date in [place.from, place.until].compactMap(\.self)
    where date.utf8.count != 10 && date.utf8.count != 20 {
      return Self.error("badArgument", "the granularity is \(granularity)")
    }
    let chosen = listed.filter { isChosen($0, place) }
    let first = (place.page - 1) * pageSize
    guard first < chosen.count else {
      return Self.error(place.page == 1 ? "noRecordsMatch" : "badResumptionToken")
    }
    let items = chosen[first..<min(first + pageSize, chosen.count)]
    let isHeaders = request.verb == "ListIdentifiers"
    let markup = items.map { isHeaders ? $0.headerMarkup : $0.markup }.joined()
    let isLast = first + pageSize >= chosen.count
    let token =
      isLast
      ? "" : ListPlace(page: place.page + 1, from: place.from, until: place.until, set: place.set).token
    let element = isLast && place.page == 1 ? "" : tokenElement(token, of: chosen.count, at: first)
    return "<\(request.verb)>\(markup)\(element)</\(request.verb)>"
  }

  private func tokenElement(_ token: String, of size: Int, at first: Int) -> String {
    statesSize
      ? "<resumptionToken completeListSize=\"\(size)\" cursor=\"\(first)\">\(token)</resumptionToken>"
      : "<resumptionToken>\(token)</resumptionToken>"
  }

  private func isChosen(_ record: ModelRecord, _ place: ListPlace) -> Bool {
    if let set = place.set, !record.belongs(to: set) { return false }
    guard filtersByDate else { return true }
    // A day compares with the beginning of a datestamp, a moment with the whole.
    if let from = place.from, record.datestamp.prefix(from.count) < from { return false }
    if let until = place.until, record.datestamp.prefix(until.count) > until { return false }
    return true
  }
}

/// A place in a list: what its resumption tokens hold, `p2` for the second page of a list without other arguments.
struct ListPlace {
  var page: Int
  var from: String?
  var until: String?
  var set: String?

  init(page: Int, from: String?, until: String?, set: String?) {
    self.page = page
    self.from = from
    self.until = until
    self.set = set
  }

  init?(token: String) {
    let parts = token.split(separator: ";")
    guard let first = parts.first, first.hasPrefix("p"), let page = Int(first.dropFirst()) else { return nil }
    self.init(page: page, from: nil, until: nil, set: nil)
    for part in parts.dropFirst() {
      let value = String(part.dropFirst(2))
      switch part.prefix(2) {
      case "f=": from = value
      case "u=": until = value
      case "s=": set = value
      default: return nil
      }
    }
  }

  var token: String {
    (["p\(page)"]
      + [from.map { "f=" + $0 }, until.map { "u=" + $0 }, set.map { "s=" + $0 }].compactMap(\.self))
      .joined(separator: ";")
  }
}

/// A request to a model repository.
package struct ModelRequest: Sendable, Equatable {
  /// Name and value, in their order.
  package var arguments: [Argument]

  /// One argument.
  package struct Argument: Sendable, Equatable {
    package var name: String
    package var value: String
  }

  /// A request with these arguments.
  package init(_ arguments: [(name: String, value: String)]) {
    self.arguments = arguments.map { Argument(name: $0.name, value: $0.value) }
  }

  /// A request for a page of a list by its token.
  package static func page(_ token: String, verb: String = "ListRecords") -> ModelRequest {
    ModelRequest([("verb", verb), ("resumptionToken", token)])
  }

  /// The value of an argument; `nil` where it is absent.
  package subscript(_ name: String) -> String? { arguments.first { $0.name == name }?.value }
  /// The verb; "" where there is none.
  package var verb: String { self["verb"] ?? "" }
  /// The page of a list that is asked for, from 1; `nil` for other requests.
  package var page: Int? {
    guard verb == "ListRecords" || verb == "ListIdentifiers" else { return nil }
    guard let token = self["resumptionToken"] else { return 1 }
    return ListPlace(token: token)?.page
  }

  /// The request in few words: `ListRecords`, `ListRecords from=2024-01-01`, `ListRecords p2`, `GetRecord oai:model:3`.
  package var summary: String {
    let further = arguments.compactMap { argument -> String? in
      switch argument.name {
      case "verb", "metadataPrefix": nil
      case "resumptionToken", "identifier": argument.value
      default: "\(argument.name)=\(argument.value)"
      }
    }
    return ([verb] + further).joined(separator: " ")
  }
}

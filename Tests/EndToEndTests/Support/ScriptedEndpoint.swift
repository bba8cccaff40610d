import Synchronization
import TestSupport

/// An OAI-PMH endpoint on loopback whose every answer is scripted, faults included.
final class ScriptedEndpoint: Sendable {
  /// An answer to a request.
  struct Reply: Sendable {
    var status = 200
    var type = "text/xml"
    var body: [UInt8]
    var coding: String?

    static func xml(_ text: String) -> Reply { Reply(body: Array(text.utf8)) }
    static func html(_ text: String) -> Reply { Reply(type: "text/html", body: Array(text.utf8)) }
  }

  private let server: ScriptedServer

  var port: Int { server.port }
  var endpoint: String { server.base + "/oai" }
  /// The arguments of each request so far, in order of arrival.
  var requests: [[String: String]] { server.requests.map(Self.arguments) }
  /// The Authorization headers so far.
  var authorisations: [String] { server.requests.compactMap { $0.headers["authorization"] } }

  /// Listens on a free port.
  /// - Parameter respond: gets the arguments of a request, and how often the same arguments came before.
  init(respond: @escaping @Sendable (_ arguments: [String: String], _ before: Int) -> Reply) throws {
    let log = RequestLog()
    server = try ScriptedServer { request in
      let arguments = Self.arguments(request)
      let reply = respond(arguments, log.countBefore(adding: arguments))
      return .answer(
        reply.status, reply.body,
        headers: [("Content-Type", reply.type)] + (reply.coding.map { [("Content-Encoding", $0)] } ?? []))
    }
  }

  private static func arguments(_ request: ScriptedServer.Request) -> [String: String] {
    Dictionary(request.arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// What came so far, for the count of equal requests.
  private final class RequestLog: Sendable {
    private let requests = Mutex<[[String: String]]>([])

    func countBefore(adding arguments: [String: String]) -> Int {
      requests.withLock { requests in
        defer { requests.append(arguments) }
        return requests.count { $0 == arguments }
      }
    }
  }
}

/// Answers of a well-behaved endpoint, for scripts to spoil.
enum Answer {
  /// An answer with this content.
  static func page(_ content: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-05-01T00:00:00Z</responseDate>
    <request>http://127.0.0.1/oai</request>\(content)</OAI-PMH>
    """
  }

  static let identify = page(
    """
    <Identify><repositoryName>Scripted</repositoryName><baseURL>http://127.0.0.1/oai</baseURL>
    <protocolVersion>2.0</protocolVersion><adminEmail>a@example.org</adminEmail>
    <earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp><deletedRecord>persistent</deletedRecord>
    <granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>
    """)

  static let formats = page(
    """
    <ListMetadataFormats><metadataFormat><metadataPrefix>edm</metadataPrefix><schema>s</schema>
    <metadataNamespace>http://www.europeana.eu/schemas/edm/</metadataNamespace></metadataFormat>
    </ListMetadataFormats>
    """)

  static func error(_ code: String, _ message: String = "scripted") -> String {
    page("<error code=\"\(code)\">\(message)</error>")
  }

  /// A page of a list.
  /// - Parameter token: the whole resumptionToken element; empty for none.
  static func list(_ numbers: ClosedRange<Int>, token: String = "") -> String {
    page("<ListRecords>" + numbers.map(record).joined() + token + "</ListRecords>")
  }

  static func token(_ text: String, of size: Int) -> String {
    "<resumptionToken completeListSize=\"\(size)\">\(text)</resumptionToken>"
  }

  static func record(_ number: Int) -> String {
    let metadata = TestRecord(id: "r\(number)", title: "Blatt \(number)").edm
      .replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "").replacing(
        "{base}", with: "http://127.0.0.1:1")
    return """
      <record><header><identifier>oai:scripted:\(number)</identifier>
      <datestamp>2024-01-01T00:00:00Z</datestamp></header><metadata>\(metadata)</metadata></record>
      """
  }

  /// The answer of a sound endpoint with a list of one page, to what a script does not spoil.
  static func sound(_ arguments: [String: String], records: ClosedRange<Int> = 1...3)
    -> ScriptedEndpoint.Reply
  {
    switch arguments["verb"] {
    case "Identify": .xml(identify)
    case "ListMetadataFormats": .xml(formats)
    case "ListSets": .xml(error("noSetHierarchy"))
    case "ListRecords" where arguments["from"] == nil: .xml(list(records))
    case "ListRecords": .xml(error("noRecordsMatch"))
    default: .xml(error("badVerb"))
    }
  }
}

import Foundation
import Glibc
import Synchronization

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

  /// The arguments of each request so far, in order of arrival.
  private final class Log: Sendable {
    let requests = Mutex<[[String: String]]>([])
    let authorisations = Mutex<[String]>([])
  }

  let port: Int
  private let descriptor: Int32
  private let log = Log()

  var endpoint: String { "http://127.0.0.1:\(port)/oai" }
  var requests: [[String: String]] { log.requests.withLock { $0 } }
  /// The Authorization headers so far.
  var authorisations: [String] { log.authorisations.withLock { $0 } }

  /// Listens on a free port.
  /// - Parameter respond: gets the arguments of a request, and how often the same arguments came before.
  init(respond: @escaping @Sendable (_ arguments: [String: String], _ before: Int) -> Reply) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = size
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &bound) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [descriptor, log] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else {
          close(descriptor)
          return
        }
        Thread { Self.serve(client, respond, log) }.start()
      }
    }.start()
  }

  deinit { Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func serve(
    _ client: Int32, _ respond: ([String: String], Int) -> Reply, _ log: Log
  ) {
    defer { close(client) }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while received.suffix(4) != [13, 10, 13, 10] {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      received += buffer.prefix(count)
    }
    let text = String(decoding: received, as: UTF8.self)
    if let header = text.firstMatch(of: /(?i)\r\nauthorization: ([^\r]+)/) {
      log.authorisations.withLock { $0.append(String(header.1)) }
    }
    let target = text.split(separator: " ").dropFirst().first ?? ""
    let items = URLComponents(string: String(target))?.queryItems ?? []
    let arguments = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    let before = log.requests.withLock { requests in
      defer { requests.append(arguments) }
      return requests.count { $0 == arguments }
    }
    let reply = respond(arguments, before)
    var head = "HTTP/1.1 \(reply.status) Scripted\r\nContent-Type: \(reply.type)\r\n"
    if let coding = reply.coding { head += "Content-Encoding: \(coding)\r\n" }
    head += "Content-Length: \(reply.body.count)\r\nConnection: close\r\n\r\n"
    let bytes = Array(head.utf8) + reply.body
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
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

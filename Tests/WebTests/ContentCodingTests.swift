import Compression
import Foundation
import Testing

@testable import Fetching
@testable import Web

@Suite("Content codings")
struct ContentCodingTests {
  @Test(
    "are chosen by what the client likes best",
    arguments: [
      ("gzip", "gzip"), ("deflate", "deflate"), ("gzip, deflate, br", "gzip"), ("x-gzip", "gzip"),
      ("GZIP", "gzip"), ("gzip;q=0.5, deflate;q=0.9", "deflate"), ("gzip ; q=0.1", "gzip"), ("*", "gzip"),
      ("gzip;q=0, *", "deflate"), ("*;q=0.1, deflate;q=0.2", "deflate"), ("identity;q=0, gzip", "gzip"),
      ("gzip;q=1.0", "gzip"), ("gzip;q=nonsense, deflate", "deflate"), ("gzip;level=9;q=0.3", "gzip"),
    ])
  func chosen(header: String, coding: String) {
    #expect(ContentCoding(accepting: header)?.rawValue == coding)
  }

  @Test(
    "are left where the client does not like them",
    arguments: [
      "", "br", "identity", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=2", "gzip;q=-1",
      "identity;q=1, gzip;q=0.5", ",,;", "gzip;q=",
    ])
  func none(header: String) { #expect(ContentCoding(accepting: header) == nil) }

  @Test("carry long answers, to GET and POST, and are told of by HEAD")
  func answers() async throws {
    let server = try await LiveServer()
    let path = "/oai?verb=ListRecords&metadataPrefix=edm"
    let plain = try await server.get(path)
    #expect(plain.headers["content-encoding"] == nil)
    #expect(plain.headers["content-length"] == String(plain.body.utf8.count))
    #expect(plain.headers["vary"] == "Accept, Accept-Encoding")
    for coding in ["gzip", "deflate"] {
      let answer = try await server.raw(
        "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: \(coding)\r\n\r\n")
      #expect(answer.head.headers["content-encoding"] == coding && answer.head.headers["vary"] != nil)
      #expect(answer.head.headers["content-length"] == nil)
      guard case .whole(let body) = GzipInflater.inflate(answer.body, maximumBytes: 1 << 20) else {
        Issue.record("\(coding): cannot be decoded")
        continue
      }
      // The dates of two answers may differ.
      #expect(Self.withoutDates(String(decoding: body, as: UTF8.self)) == Self.withoutDates(plain.body))
      #expect(answer.body.count < body.count / 2)
      let head = try await server.get(path, method: "HEAD", headers: ["Accept-Encoding: \(coding)"])
      #expect(head.status == 200 && head.headers["content-encoding"] == coding && head.body.isEmpty)
      #expect(Int(head.headers["content-length"] ?? "") ?? 0 > 100)
      let sheet = try await server.raw(
        "GET /oai.xsl HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: \(coding)\r\n\r\n")
      let told = try await server.get("/oai.xsl", method: "HEAD", headers: ["Accept-Encoding: \(coding)"])
      #expect(told.headers["content-length"] == String(sheet.body.count) && told.body.isEmpty)
      #expect(
        told.headers["etag"] == sheet.head.headers["etag"] && told.headers["etag"]?.hasPrefix("W/") == true)
    }
    let head = try await server.get(path, method: "HEAD")
    #expect(head.headers["content-length"] == plain.headers["content-length"] && head.body.isEmpty)
    await server.stop()
  }

  private static func withoutDates(_ text: String) -> [String] {
    text.components(separatedBy: "<").filter {
      !$0.hasPrefix("responseDate>") && !$0.hasPrefix("resumptionToken")
    }
  }

  @Test("leave short answers, pictures and failures plain")
  func plain() async throws {
    let server = try await LiveServer()
    for path in ["/health", "/images/one.jpg", "/nothing", "/oai?verb=ListMetadataFormats"] {
      let answer = try await server.get(path, headers: ["Accept-Encoding: gzip"])
      #expect(answer.headers["content-encoding"] == nil, "\(path)")
      #expect(answer.headers["content-length"] == String(answer.body.utf8.count), "\(path)")
    }
    await server.stop()
  }
}

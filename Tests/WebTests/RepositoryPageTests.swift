import Foundation
import Testing
import XMLCodec

@testable import Web

@Suite("The repository in a browser")
struct RepositoryPageTests {
  private static let browser = [
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
  ]

  @Test(
    "is a page of HTML for each verb, with links to the others",
    arguments: [
      ("verb=Identify", "<h1>Live</h1>"), ("verb=ListMetadataFormats", "<h1>Formats</h1>"),
      ("verb=ListSets", "<h1>Sets</h1>"),
      ("verb=ListIdentifiers&metadataPrefix=edm", "<h1>Headers of records</h1>"),
      ("verb=ListRecords&metadataPrefix=edm", "<h1>Records</h1>"),
      ("verb=GetRecord&metadataPrefix=edm&identifier=oai:records.example.org:r1", "<h1>Record</h1>"),
      ("verb=Nothing", "<h1>Request refused</h1>"), ("", "<h1>Request refused</h1>"),
    ])
  func verbs(query: String, heading: String) async throws {
    let server = try await LiveServer()
    let page = try await server.get("/oai?" + query, headers: Self.browser)
    #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'")
    #expect(page.headers["vary"]?.hasPrefix("Accept") == true)
    #expect(page.body.hasPrefix("<!DOCTYPE html") && page.body.contains("<html lang=\"en\""))
    #expect(page.body.components(separatedBy: heading).count == 2, "\(page.body)")
    for link in [
      "?verb=Identify", "?verb=ListMetadataFormats", "?verb=ListSets",
      "?verb=ListRecords&amp;metadataPrefix=",
    ] {
      #expect(page.body.contains("href=\"\(link)"), "\(link)")
    }
    #expect(!page.body.contains("<script"))
    await server.stop()
  }

  @Test("leads from part to part of a list, from sets to records and from a record to its formats")
  func links() async throws {
    let server = try await LiveServer()
    func hrefs(_ page: String, _ start: String) -> [String] {
      page.components(separatedBy: "href=\"").dropFirst().compactMap {
        $0.components(separatedBy: "\"").first
      }
      .map { $0.replacingOccurrences(of: "&amp;", with: "&") }.filter { $0.hasPrefix(start) }
    }
    var page = try await server.get("/oai?verb=ListRecords&metadataPrefix=edm", headers: Self.browser).body
    #expect(page.contains("Records 1 to 10 of 26."))
    var parts = 1
    while let next = hrefs(page, "?verb=ListRecords&resumptionToken=").first {
      page = try await server.get("/oai" + next, headers: Self.browser).body
      parts += 1
      guard parts < 5 else { break }
    }
    #expect(parts == 3 && page.contains("This is the end of the list."))
    let sets = try await server.get("/oai?verb=ListSets", headers: Self.browser).body
    let set = try #require(hrefs(sets, "?verb=ListIdentifiers&metadataPrefix=oai_dc&set=").first)
    #expect(set.hasSuffix("set=maps"))
    let record = try await server.get(
      "/oai?verb=GetRecord&metadataPrefix=edm&identifier=oai:records.example.org:r1", headers: Self.browser
    ).body
    let formats = try #require(hrefs(record, "?verb=ListMetadataFormats&identifier=").first)
    #expect(try await server.get("/oai" + formats).body.contains("<metadataPrefix>edm</metadataPrefix>"))
    await server.stop()
  }

  @Test(
    "is XML for programs, also for those that take HTML among other things",
    arguments: [nil, "*/*", "text/xml", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"])
  func programs(accept: String?) async throws {
    let server = try await LiveServer()
    let answer = try await server.get("/oai?verb=Identify", headers: accept.map { ["Accept: \($0)"] } ?? [])
    #expect(answer.headers["content-type"] == "text/xml; charset=utf-8" && answer.body.hasPrefix("<?xml"))
    await server.stop()
  }

  @Test("has a stylesheet that is XSLT 1.0 and is spared where it is known")
  func stylesheet() async throws {
    let server = try await LiveServer()
    let sheet = try await server.get("/oai.xsl")
    #expect(sheet.status == 200 && sheet.headers["content-type"] == "text/xsl; charset=utf-8")
    _ = try XSLTStylesheet(source: Array(sheet.body.utf8), name: "oai.xsl")
    let tag = try #require(sheet.headers["etag"])
    #expect(try await server.get("/oai.xsl", headers: ["If-None-Match: \(tag)"]).status == 304)
    #expect(try await server.get("/oai.xsl", method: "POST").status == 405)
    await server.stop()
  }

  @Test("shows what a record holds as text, and makes links of web addresses only")
  func hostile() throws {
    let answer = """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>\
      <request verb="GetRecord" metadataPrefix="edm">http://x/oai</request><GetRecord><record><header>\
      <identifier>oai:x:1&amp;a=%3C+#"&lt;b></identifier><datestamp>2026-01-01T00:00:00Z</datestamp></header>\
      <metadata><a xmlns="urn:a" href="javascript:alert(1)" b="https://e.org/?a=1&amp;b=&quot;2">&lt;script>alert(1)\
      &lt;/script><script>alert(2)</script></a></metadata></record></GetRecord></OAI-PMH>
      """
    let page = String(decoding: try RepositoryPage.html(of: Array(answer.utf8)), as: UTF8.self)
    #expect(!page.contains("<script") && !page.contains("href=\"javascript"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("href=\"https://e.org/?a=1&amp;b=%222\""))
    #expect(page.contains("identifier=oai:x:1%26a=%253C%2B%23%22"), "\(page)")
  }
}

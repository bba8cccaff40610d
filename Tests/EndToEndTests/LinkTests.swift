import Foundation
import Testing

/// Addresses that give no image, each in its own way.
@Suite(
  "Links that give no image", .fewAtOnce,
  .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct LinkTests {
  @Test("404, a host that is not there, HTML under .jpg and a refusal by rights are four states")
  func fourStates() async throws {
    let space = try Workspace()
    let records = [
      TestRecord(id: "gone", title: "Fehlt", image: "{base}/images/gone.jpg"),
      TestRecord(id: "nowhere", title: "Nirgends", image: "http://no-such-host.invalid/a.jpg"),
      TestRecord(id: "page", title: "Seite", image: "{base}/images/page.jpg"),
      TestRecord(
        id: "closed", title: "Gesperrt", image: "{base}/images/good.png",
        rights: "http://rightsstatements.org/vocab/InC/1.0/"),
      TestRecord(id: "good", title: "Gut", image: "{base}/images/fine.png"),
    ]
    for record in records { try space.write("museum/\(record.id).xml", record.edm) }
    try space.write("images/page.jpg", "<!DOCTYPE html><html><body>Moved</body></html>")
    try space.write("images/good.png", Picture.png(seed: 1))
    try space.write("images/fine.png", Picture.png(seed: 2))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    let object = try #require(try await space.complete().first)
    let expected = ["http_404": 1, "dns_nxdomain": 1, "soft404_html": 1, "not_checked_policy": 1, "ok": 1]
    #expect(object["links"] as? [String: Int] == expected)
    #expect(object["refused_by_rights"] as? Int == 1)
    #expect(object["images"] as? Int == 1)

    for (id, state, word) in [
      ("gone", "http_404", "404"), ("nowhere", "dns_nxdomain", "no-such-host.invalid"),
      ("page", "soft404_html", "HTML"), ("closed", "not_checked_policy", "permission"), ("good", "ok", "png"),
    ] {
      let told = try await space.winnow("explain", "oai:museum.example.org:\(id)")
      #expect(told.status == 0 && told.output.contains(state), "\(told)")
      #expect(told.output.localizedCaseInsensitiveContains(word), "\(told)")
      let machine = try await space.winnow("explain", "oai:museum.example.org:\(id)", "--json").object()
      let media = try #require(machine["media"] as? [[String: Any]])
      let shown = try #require(media.first { $0["role"] as? String == "isShownBy" })
      #expect(shown["state"] as? String == state)
      #expect((shown["decision"] as? String)?.hasPrefix(id == "closed" ? "refused" : "allowed") == true)
    }
    #expect(try await space.winnow("explain", "oai:museum.example.org:other").status == 1)

    let report = try await space.winnow("report", "--json", "--html", space.path("report.html")).object()
    let provider = try #require((report["providers"] as? [[String: Any]])?.first)
    let counts = try #require(provider["counts"] as? [String: Any])
    #expect(counts["links"] as? [String: Int] == expected)
    let text = try await space.winnow("report")
    for state in expected.keys { #expect(text.output.contains(state), "\(text)") }
    #expect(try space.read("report.html").contains("soft404_html"))
  }

  @Test("an image by IIIF is asked for at its service, and what it rests on is told")
  func imageService() async throws {
    let space = try Workspace()
    let edm = TestRecord(id: "iiif", title: "Karte", image: "{base}/iiif/map.png/full/full/0/default.jpg").edm
      .replacing(
        "<edm:WebResource rdf:about=\"{base}/iiif/map.png/full/full/0/default.jpg\"/>",
        with: """
          <edm:WebResource rdf:about="{base}/iiif/map.png/full/full/0/default.jpg">
            <svcs:has_service xmlns:svcs="http://rdfs.org/sioc/services#" rdf:resource="{base}/iiif/map.png"/>
          </edm:WebResource>
          """)
    try space.write("museum/iiif.xml", edm)
    try space.write("images/map.png", Picture.png(seed: 7, width: 1200, height: 900))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    let object = try #require(try await space.complete().first)
    #expect(object["images"] as? Int == 1, "\(object)")
    let told = try await space.winnow("explain", "oai:museum.example.org:iiif", "--json").object()
    let media = try #require((told["media"] as? [[String: Any]])?.first { $0["sha256"] != nil })
    #expect((media["request"] as? String)?.contains("/iiif/map.png/") == true, "\(media)")
    #expect(media["width"] as? Int == 1200)
  }
}

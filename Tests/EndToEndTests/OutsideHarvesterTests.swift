import Foundation
import Testing

/// What other people's harvesters get from `/oai`: the same records, whole, in every format.
@Suite(
  "The repository, harvested by others", .fewAtOnce,
  .enabled(if: Built.isComplete, "no executable or model: `make setup build`"))
struct OutsideHarvesterTests {
  private struct Came: Decodable, Equatable {
    var records: Int
    var deliveries: Int
    var deleted: Int
  }

  /// Three parts of a list, the last of them not full, with deletions among them.
  private func published(_ space: Workspace) async throws -> Server {
    for number in 1...410 {
      try space.write(
        "archive/\(number % 2 == 0 ? "karten/" : "")r\(number).xml",
        TestRecord(id: "r\(number)", title: "Blatt \(number) <recto> & verso").edm)
    }
    let archive = try await space.provide("archive", pageSize: 100)
    try space.configure([.init(id: "archive", endpoint: archive.endpoint)])
    #expect(try await space.complete().first?["received"] as? Int == 410)
    for number in [1, 2, 3] {
      let name = "archive/\(number % 2 == 0 ? "karten/" : "")r\(number)"
      try FileManager.default.removeItem(atPath: space.path(name + ".xml"))
      try space.write(name + ".deleted", "edm", modified: .now)
    }
    try await nextSecond()
    #expect(try await space.complete().first?["deleted"] as? Int == 3)
    try await nextSecond()
    return try await space.serve()
  }

  private func harvest(_ program: String, _ script: String, _ server: Server) async throws -> [String: Came] {
    let path = Built.project + "/Tests/EndToEndTests/Readers/" + script
    let result = try await run(program, [path, server.endpoint, "edm", "oai_dc", "source"])
    #expect(result.status == 0, "\(script): \(result)")
    return try JSONDecoder().decode([String: Came].self, from: Data(result.output.utf8))
  }

  private static let whole = Came(records: 410, deliveries: 410, deleted: 3)

  @Test(
    "oaipmh-scythe counts the same records", .enabled(if: Built.scythe != nil, "run `Setup/test-packages`"))
  func scythe() async throws {
    let space = try Workspace()
    let server = try await published(space)
    let came = try await harvest(try #require(Built.scythe), "harvest_scythe.py", server)
    #expect(came == ["edm": Self.whole, "oai_dc": Self.whole, "source": Self.whole])
  }

  @Test(
    "HTTP::OAI and Catmandu count the same records",
    .enabled(if: Built.perl != nil, "run `Setup/system-packages`"))
  func perl() async throws {
    let space = try Workspace()
    let server = try await published(space)
    for script in ["harvest_http_oai.pl", "harvest_catmandu.pl"] {
      let came = try await harvest(try #require(Built.perl), script, server)
      #expect(came == ["edm": Self.whole, "oai_dc": Self.whole, "source": Self.whole], "\(script)")
    }
  }
}

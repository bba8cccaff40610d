import Foundation
import Testing

/// The dump as other people's software reads it.
@Suite(
  "The dump, read by RDFLib", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.python != nil && Built.photographs != nil,
    "no executable, model, photographs or RDFLib: `make setup build`, `Setup/test-packages`"))
struct DumpTests {
  private struct Reading: Decodable {
    var files: Int
    var triples: Int
    var literals: Int
    var subjects: [String]
    var linked: [String]
    var forbidden: [String]
    var lost: [String]
  }

  @Test(
    "no vocabulary URI bears a statement of ours, and no literal is lost", arguments: [false, true])
  func vocabulariesAndLiterals(statementAttributes: Bool) async throws {
    let space = try Workspace()
    let photographs = try #require(Built.photographs)
    try FileManager.default.copyItem(
      atPath: Built.project + "/Fixtures/demo/museum", toPath: space.path("museum"))
    for file in try space.files(below: "museum") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
        ofItemAtPath: space.path("museum/" + file))
    }
    try FileManager.default.createSymbolicLink(
      atPath: space.path("images"), withDestinationPath: photographs + "/museum")
    let museum = try await space.provide("museum", images: "images")
    try space.configure(
      [.init(id: "museum", endpoint: museum.endpoint)], statementAttributes: statementAttributes)
    let review = try await space.winnow("review", "import", try museumDecisions(space))
    #expect(review.status == 0, "\(review)")
    let object = try #require(try await space.complete().first)
    #expect(object["withheld"] as? Int == 0)
    try await nextSecond()

    let server = try await space.serve()
    let identifier = "oai:winnow.example.org:museum:oai:museum.example.org:ke-1931-017"
    let coffee = try await server.get("verb=GetRecord&metadataPrefix=edm&identifier=\(identifier)")
    #expect(coffee.contains("http://www.wikidata.org/entity/Q8486"), "\(coffee)")
    #expect(coffee.contains("edm:wasGeneratedBy") == statementAttributes)

    let dump = try await space.winnow("dump", space.path("dump"), "--layout", "files", "--json")
    #expect(dump.status == 0, "\(dump)")
    let script = Built.project + "/Tests/EndToEndTests/Readers/read_dump.py"
    let result = try await run(
      try #require(Built.python), [script, space.path("dump"), museum.base, space.path("museum")])
    #expect(result.status == 0, "\(result)")
    let reading = try JSONDecoder().decode(Reading.self, from: Data(result.output.utf8))
    #expect(reading.files == (try dump.object()["records"] as? Int))
    #expect(reading.files == 22)
    #expect(reading.literals > 150 && reading.triples > 500)
    #expect(reading.forbidden == [])
    #expect(reading.lost == [])
    #expect(
      reading.linked.contains("http://purl.org/dc/elements/1.1/subject http://www.wikidata.org/entity/Q8486"),
      "the accepted tag is in the dump: \(reading.linked)")
    if let schema = Built.schema {
      let files = try space.files(below: "dump").filter { $0.hasSuffix(".rdf") }.map {
        space.path("dump/" + $0)
      }
      let check = try await run("/usr/bin/xmllint", ["--nonet", "--noout", "--schema", schema] + files)
      #expect(check.status == 0, "\(check.errorLines.filter { !$0.hasSuffix("validates") }.prefix(5))")
    }
  }

  /// The museum's lines of the demo's decisions.
  private func museumDecisions(_ space: Workspace) throws -> String {
    let lines = try String(contentsOfFile: Built.project + "/Fixtures/demo/decisions.csv", encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("provider,") || $0.hasPrefix("museum,") }
    #expect(lines.count > 2)
    return try space.write("decisions.csv", lines.joined(separator: "\n") + "\n")
  }

  @Test("no literal of Dublin Core records that are published is lost")
  func dublinCore() async throws {
    let space = try Workspace()
    for number in 1...8 {
      let record = TestRecord(
        id: "l\(number)", title: "Le chat \(number) : « mémoires » & <notes>",
        description: "Gravé à l’eau-forte,  deux espaces; e\u{301}",
        subjects: ["Chats", "Art -- 19e siècle"],
        image: "{base}/images/\(number).png")
      try space.write("library/l\(number).xml", record.dublinCore)
      try space.write("images/\(number).png", Picture.png(seed: 40 + number))
    }
    let library = try await space.provide("library", images: "images")
    try space.configure([.init(id: "library", endpoint: library.endpoint, prefix: "oai_dc")])
    _ = try await space.complete()
    try await nextSecond()
    #expect(try await space.winnow("dump", space.path("dump"), "--layout", "files").status == 0)
    let script = Built.project + "/Tests/EndToEndTests/Readers/read_dump.py"
    let result = try await run(
      try #require(Built.python), [script, space.path("dump"), library.base, space.path("library")])
    let reading = try JSONDecoder().decode(Reading.self, from: Data(result.output.utf8))
    #expect(reading.files == 8 && reading.literals > 30, "\(result)")
    #expect(reading.lost == [])
    #expect(reading.forbidden == [])
  }
}

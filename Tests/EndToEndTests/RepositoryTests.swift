import Foundation
import Testing

/// What others get from `/oai`: harvested whole by another harvester, and checked against the schema.
@Suite(
  "The repository, harvested by Sickle", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.python != nil,
    "no executable, model or Sickle: `make setup build`, `Setup/test-packages`"))
struct RepositoryTests {
  private struct Harvested: Decodable {
    struct Prefix: Decodable {
      var records: Int
      var distinct: Int
      var deleted: [String]
    }

    var formats: [String]
    var deleted_policy: String
    var prefixes: [String: Prefix]
    var identifiers: [String]
    var headers: Int
    var sets: [String: Int]
    var stamps: [String: Int]
    var after_all: Int
    var pages: Int
    var got: String
  }

  private func harvest(_ server: Server, into folder: String) async throws -> Harvested {
    let script = Built.project + "/Tests/EndToEndTests/Readers/harvest.py"
    let result = try await run(try #require(Built.python), [script, server.endpoint, folder])
    #expect(result.status == 0, "\(result)")
    return try JSONDecoder().decode(Harvested.self, from: Data(result.output.utf8))
  }

  @Test("450 records, three pages, six prefixes, sets, dates and deletions come whole and valid")
  func whole() async throws {
    let space = try Workspace()
    for number in 1...454 {
      let record = TestRecord(
        id: "r\(number)", title: "Blatt \(number) <recto> & verso",
        image: number <= 5 ? "{base}/images/\(number).png" : nil)
      try space.write("archive/\(number % 3 == 0 ? "karten/" : "")r\(number).xml", record.edm)
      if number <= 5 { try space.write("images/\(number).png", Picture.png(seed: number)) }
    }
    let archive = try await space.provide("archive", images: "images", pageSize: 100)
    try space.configure([.init(id: "archive", endpoint: archive.endpoint)])
    let object = try #require(try await space.complete().first)
    #expect(object["received"] as? Int == 454)
    #expect(object["expected"] as? Int == 454)
    for number in 451...454 {
      let name = "archive/\(number % 3 == 0 ? "karten/" : "")r\(number)"
      try FileManager.default.removeItem(atPath: space.path(name + ".xml"))
      try space.write(name + ".deleted", "edm", modified: .now)
    }
    try await nextSecond()
    #expect(try await space.complete().first?["deleted"] as? Int == 4)
    try await nextSecond()

    let server = try await space.serve()
    let harvested = try await harvest(server, into: space.path("edm"))
    #expect(harvested.formats == ["edm", "marcxml", "marcxml_patch", "oa", "oai_dc", "source"])
    #expect(harvested.deleted_policy == "persistent")
    for prefix in ["edm", "marcxml", "oai_dc", "source"] {
      let list = try #require(harvested.prefixes[prefix])
      #expect(list.records == 454 && list.distinct == 454, "\(prefix)")
      #expect(list.deleted.count == 4, "\(prefix)")
    }
    #expect(harvested.headers == 454)
    #expect(Set(harvested.identifiers).count == 454)
    #expect(harvested.got == harvested.identifiers.first)
    #expect(harvested.pages == 3)
    #expect(harvested.stamps.values.reduce(0, +) == 454)
    #expect(harvested.after_all == 0)
    #expect(harvested.sets["provider:archive"] == 454)
    #expect(harvested.sets["provider:archive:karten"] == 151)
    #expect(harvested.sets["type:IMAGE"] == 454, "a deletion stays in the sets of the record")
    #expect(harvested.sets["rights:open"] == 454)

    let files = try FileManager.default.contentsOfDirectory(atPath: space.path("edm")).sorted()
    #expect(files.count == 450)
    if let schema = Built.schema {
      let check = try await run(
        "/usr/bin/xmllint",
        ["--nonet", "--noout", "--schema", schema] + files.map { space.path("edm/" + $0) })
      #expect(check.status == 0, "\(check.errorLines.filter { !$0.hasSuffix("validates") }.prefix(5))")
    }
  }

  @Test("errors of the protocol are answered as errors of the protocol")
  func errors() async throws {
    let space = try Workspace()
    try space.write("archive/r1.xml", TestRecord(id: "r1", title: "Blatt").edm)
    let archive = try await space.provide("archive")
    for (query, code) in [
      ("verb=Nothing", "badVerb"), ("verb=ListRecords", "badArgument"),
      ("verb=ListRecords&metadataPrefix=none", "cannotDisseminateFormat"),
      ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
      ("verb=GetRecord&metadataPrefix=edm&identifier=oai:x:y", "idDoesNotExist"),
      ("verb=ListRecords&metadataPrefix=edm&from=2999-01-01", "noRecordsMatch"),
    ] {
      let answer = try await archive.get(query)
      #expect(answer.contains("code=\"\(code)\""), "\(query): \(answer)")
    }
  }
}

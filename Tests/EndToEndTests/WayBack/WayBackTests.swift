import Foundation
import Testing

/// What a library does with `marcxml_patch`, with the loader that ships and a catalogue of its own.
@Suite(
  "The way back into the catalogue", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.photographs != nil && Built.pymarc != nil,
    "no executable, model, photographs or pymarc: `make setup build`, `Setup/test-packages`"))
struct WayBackTests {
  private static let coffee = "http://www.wikidata.org/entity/Q8486"
  private static let cat = "http://www.wikidata.org/entity/Q146"

  /// A record of the catalogue: its own fields, byte for byte, and ours.
  private struct Entry: Decodable, Equatable {
    var own: [String]
    var ours: [String]
  }

  private struct Load: Decodable, Equatable {
    var patches: Int
    var deletions: Int
    var changed: Int
    var unmatched: [String]
    var ambiguous: [String]
  }

  /// A museum with a cup, a cat, and a sheet that has no number in the catalogue.
  private func museum(in space: Workspace) async throws {
    let photographs = try #require(Built.photographs)
    for (id, file) in [("cup", "tasse.jpg"), ("cat", "katze.jpg")] {
      try space.write(
        "images/\(file)", [UInt8](Data(contentsOf: URL(fileURLWithPath: photographs + "/museum/" + file))))
      let record = TestRecord(id: id, title: "Bild \(id)", image: "{base}/images/\(file)")
      try space.write("museum/\(id).xml", record.edm)
    }
    try space.write(
      "museum/sheet.xml", TestRecord(id: "sheet", title: "Blatt").edm.replacing("INV-sheet", with: "ohne"))
    let museum = try await space.provide("museum", images: "images")
    try space.configure([
      .init(
        id: "museum", endpoint: museum.endpoint,
        more: "    local_id: {xpath: \"//dc:identifier\", regex: \"^INV-(.+)$\", marc_prefix: \"(DE-Mus)\"}")
    ])
    try space.write(
      "winnow.yaml",
      try space.read("winnow.yaml").replacing("  id_prefix:", with: "  isil: XX-HUB\n  id_prefix:"))
  }

  private func decide(_ space: Workspace, _ lines: String...) async throws {
    try space.write(
      "decisions.csv",
      "provider,record,medium,property,concept,verdict,reviewer,note\n" + lines.joined(separator: "\n") + "\n"
    )
    #expect(try await space.winnow("review", "import", "decisions.csv").status == 0)
    #expect(try await space.winnow("enrich").status == 0)
    try await nextSecond()
  }

  private func load(_ space: Workspace, _ server: Server) async throws -> Load {
    let result = try await run(
      try #require(Built.pymarc),
      [
        Built.project + "/Mappings/loaders/load_patches.py", server.endpoint, space.path("catalogue.mrc"),
        "--agency", "XX-HUB", "--set", "provider:museum",
      ])
    #expect(result.status == 0, "\(result)")
    return try JSONDecoder().decode(Load.self, from: Data(result.output.utf8))
  }

  private func catalogue(_ space: Workspace) async throws -> [String: Entry] {
    let script = Built.project + "/Tests/EndToEndTests/WayBack/catalogue.py"
    let result = try await run(
      try #require(Built.pymarc), [script, "show", space.path("catalogue.mrc"), "XX-HUB"])
    #expect(result.status == 0, "\(result)")
    return try JSONDecoder().decode([String: Entry].self, from: Data(result.output.utf8))
  }

  private func bytes(_ space: Workspace) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: space.path("catalogue.mrc")))
  }

  @Test(
    "enrichments go in, a second load changes nothing, what was taken back goes out, own fields stay to the byte"
  )
  func played() async throws {
    let space = try Workspace()
    let script = Built.project + "/Tests/EndToEndTests/WayBack/catalogue.py"
    let made = try await run(try #require(Built.pymarc), [script, "make", space.path("catalogue.mrc")])
    #expect(made.status == 0, "\(made)")
    let original = try bytes(space)
    let before = try await catalogue(space)
    #expect(before.count == 4 && before.values.allSatisfy { $0.ours.isEmpty && $0.own.count >= 7 })

    try await museum(in: space)
    _ = try await space.complete()
    try await nextSecond()
    let server = try await space.serve()
    // Nothing is asserted yet: the patches are there, and have nothing to add.
    let first = try await load(space, server)
    #expect(first == Load(patches: 2, deletions: 0, changed: 0, unmatched: [], ambiguous: []))
    #expect(try bytes(space) == original)

    try await decide(
      space, "museum,oai:museum.example.org:cup,,dc:subject,\(Self.coffee),accept,Inge Keller,",
      // By the key of the catalogue.
      "museum,cat,,dc:subject,\(Self.cat),accept,Inge Keller,")
    let second = try await load(space, server)
    #expect(second == Load(patches: 2, deletions: 0, changed: 2, unmatched: [], ambiguous: []))
    let enriched = try await catalogue(space)
    #expect(enriched.mapValues(\.own) == before.mapValues(\.own))
    let cup = try #require(enriched["900001"]?.ours)
    let record = "oai:winnow.example.org:museum:oai:museum.example.org:cup"
    #expect(cup.count == 2)
    #expect(cup[0] == "=650  \\7$82\\p$aKaffee$2wikidata$0\(Self.coffee)$1\(Self.coffee)", "\(cup)")
    #expect(cup[1].hasPrefix("=883  2\\$82\\p$areview of imagenet-mobilenet-v2"), "\(cup)")
    #expect(
      cup[1].contains(
        "$qXX-HUB$uhttp://127.0.0.1:1/oai?verb=GetRecord&metadataPrefix=oa&identifier=\(record)"))
    #expect(cup[1].hasSuffix("$w(XX-HUB)\(record)"), "\(cup)")
    #expect(enriched["cat"]?.ours.count == 2, "found by 001 alone")
    #expect(enriched["900002"]?.ours == [] && enriched["900004"]?.ours == [])
    try await readsByYAZ(space)

    // The same again, incrementally and from the beginning.
    let loaded = try bytes(space)
    #expect(try await load(space, server).changed == 0)
    try FileManager.default.removeItem(atPath: space.path("catalogue.mrc.state"))
    #expect(
      try await load(space, server)
        == Load(patches: 2, deletions: 0, changed: 0, unmatched: [], ambiguous: []))
    #expect(try bytes(space) == loaded)

    // A person takes one back: its patch says so, and is no deletion.
    try await decide(
      space, "museum,oai:museum.example.org:cup,,dc:subject,\(Self.coffee),reject,Paul Martel,tea")
    #expect(
      try await load(space, server)
        == Load(patches: 1, deletions: 0, changed: 1, unmatched: [], ambiguous: []))
    let rejected = try await catalogue(space)
    #expect(rejected["900001"] == before["900001"] && rejected["cat"] == enriched["cat"])

    // A record is withdrawn altogether.
    let withdrawn = try await space.winnow("withdraw", "oai:museum.example.org:cat", "--reason", "asked to")
    #expect(withdrawn.status == 0, "\(withdrawn)")
    try await nextSecond()
    #expect(
      try await load(space, server)
        == Load(patches: 0, deletions: 1, changed: 1, unmatched: [], ambiguous: []))
    #expect(try await catalogue(space) == before)
    #expect(try bytes(space) == original, "as it was, to the byte")
    #expect(try await load(space, server).deletions <= 1)
    #expect(try bytes(space) == original)
  }

  @Test("records without a key get no patch, and are named in the report and explained")
  func keyless() async throws {
    let space = try Workspace()
    try await museum(in: space)
    _ = try await space.complete()
    try await nextSecond()
    let report = try await space.winnow("report", "--without-records")
    #expect(
      report.output.contains("2 records have a key of the provider's catalogue, 1 have none"), "\(report)")
    #expect(report.output.contains("no patch for oai:museum.example.org:sheet"), "\(report)")
    let explained = try await space.winnow("explain", "oai:museum.example.org:sheet")
    #expect(
      explained.output.contains("no marcxml_patch: '^INV-(.+)$' matches none of 1 values such as 'ohne'"),
      "\(explained)")
    #expect(
      try await space.winnow("explain", "oai:museum.example.org:cup").output.contains("catalogue     cup"))
    let server = try await space.serve()
    let identifier = "oai:winnow.example.org:museum:oai:museum.example.org:sheet"
    let answer = try await server.get("verb=GetRecord&metadataPrefix=marcxml_patch&identifier=\(identifier)")
    #expect(answer.contains("code=\"cannotDisseminateFormat\""), "\(answer)")
    let formats = try await server.get("verb=ListMetadataFormats&identifier=\(identifier)")
    #expect(formats.contains("<metadataPrefix>marcxml<") && !formats.contains("marcxml_patch"))
  }

  /// The catalogue by another reader of MARC, where it is installed.
  private func readsByYAZ(_ space: Workspace) async throws {
    guard let yaz = Built.yaz else { return }
    let result = try await run(yaz, ["-o", "line", space.path("catalogue.mrc")])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    #expect(result.output.contains("650  7 $8 2\\p $a Kaffee $2 wikidata $0 \(Self.coffee)"), "\(result)")
  }
}

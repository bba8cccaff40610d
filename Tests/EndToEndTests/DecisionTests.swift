import Foundation
import Testing

/// People win, and what was taken down is gone.
@Suite(
  "Decisions of people", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.photographs != nil,
    "no executable, model or photographs: `make setup build`"))
struct DecisionTests {
  private static let coffee = "http://www.wikidata.org/entity/Q8486"
  private static let cat = "http://www.wikidata.org/entity/Q146"

  /// A museum with a cup of coffee and a cat, which models recognise.
  private func museum(in space: Workspace) async throws -> Server {
    let photographs = try #require(Built.photographs)
    for (id, file) in [("cup", "tasse.jpg"), ("cat", "katze.jpg")] {
      let record = TestRecord(id: id, title: "Bild \(id)", image: "{base}/images/\(file)")
      try space.write("museum/\(id).xml", record.edm)
      try space.write(
        "images/\(file)", [UInt8](Data(contentsOf: URL(fileURLWithPath: photographs + "/museum/" + file))))
    }
    let museum = try await space.provide("museum", images: "images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    return museum
  }

  private func published(_ id: String, _ server: Server, prefix: String = "edm") async throws -> String {
    let identifier = "oai:winnow.example.org:museum:oai:museum.example.org:" + id
    return try await server.get("verb=GetRecord&metadataPrefix=\(prefix)&identifier=\(identifier)")
  }

  private func decisions(_ space: Workspace, _ lines: String...) async throws -> CommandResult {
    try space.write(
      "decisions.csv",
      "provider,record,medium,property,concept,verdict,reviewer,note\n" + lines.joined(separator: "\n") + "\n"
    )
    return try await space.winnow("review", "import", "decisions.csv", "--json")
  }

  @Test(
    "a tag is said once accepted, and survives a changed record; a rejected one is not said"
  )
  func acceptsAndRejects() async throws {
    let space = try Workspace()
    _ = try await museum(in: space)
    _ = try await space.complete()
    try await nextSecond()
    let server = try await space.serve()
    for (id, concept) in [("cup", Self.coffee), ("cat", Self.cat)] {
      #expect(try await !published(id, server).contains(concept), "not asserted unproven")
      #expect(try await published(id, server, prefix: "oa").contains(concept))
    }

    let imported = try await decisions(
      space, "museum,oai:museum.example.org:cup,,dc:subject,\(Self.coffee),accept,Inge Keller,",
      "museum,oai:museum.example.org:cat,,dc:subject,\(Self.cat),reject,Inge Keller,a drawing")
    #expect(imported.status == 0, "\(imported)")
    #expect(try imported.object()["decisions"] as? Int == 2)
    #expect(try imported.object()["without_record"] as? Int == 0)
    #expect(try imported.object()["without_tag"] as? Int == 0, "\(imported)")
    let enriched = try await space.winnow("enrich", "--json")
    #expect(try enriched.object()["published"] as? Int == 2, "\(enriched)")
    #expect(try enriched.object()["analysed"] as? Int == 0)
    try await nextSecond()

    let asserted = try await published("cup", server)
    #expect(asserted.contains("<dc:subject rdf:resource=\"\(Self.coffee)\"/>"), "\(asserted)")
    #expect(asserted.contains("<skos:Concept rdf:about=\"\(Self.coffee)\">"))
    #expect(asserted.contains("Kaffee") && asserted.contains("café"))
    #expect(asserted.contains("<dc:subject xml:lang=\"de\">Seefahrt</dc:subject>"), "theirs stays")
    let dublinCore = try await published("cup", server, prefix: "oai_dc")
    #expect(
      dublinCore.contains("Kaffee") || dublinCore.contains("coffee") || dublinCore.contains(Self.coffee))
    #expect(try await !published("cat", server).contains(Self.cat))
    let told = try await space.winnow("explain", "oai:museum.example.org:cat")
    #expect(told.output.contains("rejected by Inge Keller"), "\(told)")

    let changed = TestRecord(id: "cup", title: "Bild der Tasse, neu", image: "{base}/images/tasse.jpg")
    try space.write("museum/cup.xml", changed.edm, modified: .now)
    try await nextSecond()
    let object = try #require(try await space.complete().first)
    #expect(object["changed"] as? Int == 1 && object["analysed"] as? Int == 0, "\(object)")
    try await nextSecond()
    let again = try await published("cup", server)
    #expect(again.contains("Bild der Tasse, neu") && again.contains(Self.coffee))

    // The newest word counts.
    _ = try await decisions(
      space, "museum,oai:museum.example.org:cup,,dc:subject,\(Self.coffee),reject,Paul Martel,tea")
    #expect(try await space.winnow("enrich").status == 0)
    try await nextSecond()
    #expect(try await !published("cup", server).contains(Self.coffee))
  }

  @Test("decisions that bind to nothing are kept, counted and told of")
  func unbound() async throws {
    let space = try Workspace()
    _ = try await museum(in: space)
    _ = try await space.complete()
    let lines = [
      "museum,oai:museum.example.org:cup,,dc:subject,\(Self.coffee),accept,Inge Keller,",
      "museum,oai:museum.example.org:cup,,dc:subject,\(Self.cat),accept,Inge Keller,",
      "museum,oai:museum.example.org:cup,,dc:subject,http://www.wikidata.org/entity/Q1,reject,Inge Keller,",
      "museum,oai:museum.example.org:later,,dc:subject,\(Self.cat),accept,Inge Keller,",
    ]
    let counted = try await decisions(space, lines.joined(separator: "\n"))
    let object = try counted.object()
    #expect(counted.status == 0, "\(counted)")
    #expect(Set(object.keys) == ["decisions", "records", "without_record", "without_tag"])
    #expect(
      ["decisions", "records", "without_record", "without_tag"].map { object[$0] as? Int } == [4, 1, 1, 2],
      "\(counted)")
    let told = try await space.winnow("review", "import", "decisions.csv")
    #expect(told.output.contains("1 of these accept a concept that no model proposed"), "\(told)")
  }

  @Test("a table that cannot be used is refused with its row, and nothing of it is kept")
  func refusesTables() async throws {
    let space = try Workspace()
    _ = try await museum(in: space)
    for (line, word) in [
      ("museum,a,,dc:subject,x,maybe,Inge,", "maybe"), ("museum,a,,dc:title,x,accept,Inge,", "dc:title"),
      ("museum,a,zz,dc:subject,x,accept,Inge,", "zz"), ("other,a,,dc:subject,x,accept,Inge,", "other"),
      ("museum,,,dc:subject,x,accept,Inge,", "record"),
    ] {
      let result = try await decisions(space, line)
      #expect(result.status == 1 && result.output.isEmpty, "\(result)")
      #expect(result.errorLines.count == 1 && result.errors.contains(word), "\(result)")
    }
    #expect(try await space.winnow("review", "import", "none.csv").status == 1)
  }

  @Test(
    "a withdrawn record is a deletion everywhere, and purging takes its image along",
    arguments: [false, true])
  func withdraws(purge: Bool) async throws {
    let space = try Workspace()
    _ = try await museum(in: space)
    _ = try await space.complete()
    try await nextSecond()
    let target = space.path("out")
    #expect(try await space.winnow("dump", target, "--layout", "files").status == 0)
    let thumbnails = { try space.files(below: "media").filter { $0.contains("thumb") }.count }
    let before = try thumbnails()
    #expect(before == 2)
    let result = try await run(
      try #require(Built.winnow),
      ["withdraw", "oai:museum.example.org:cup", "--reason", "at the family's wish", "--json"]
        + (purge ? ["--purge"] : []), in: space.folder)
    #expect(result.status == 0, "\(result)")
    #expect(try thumbnails() == (purge ? 1 : 2))
    try await nextSecond()

    let server = try await space.serve()
    for prefix in ["edm", "marcxml", "oai_dc", "source", "oa"] {
      let answer = try await published("cup", server, prefix: prefix)
      #expect(answer.contains("status=\"deleted\"") && !answer.contains("<metadata>"), "\(prefix): \(answer)")
    }
    #expect(try await published("cat", server).contains("Bild cat"))
    let dump = try await space.winnow("dump", target, "--layout", "files", "--json")
    let summary = try dump.object()
    #expect(summary["records"] as? Int == 1 && summary["deleted"] as? Int == 1, "\(dump)")
    #expect(try space.files(below: "out").count { $0.hasSuffix(".rdf") } == 1)
    #expect(
      try await space.winnow("explain", "oai:museum.example.org:cup").output.contains("at the family's wish"))

    // What the provider still lists does not come back by itself.
    try space.write(
      "museum/cup.xml", TestRecord(id: "cup", title: "Neu", image: "{base}/images/tasse.jpg").edm,
      modified: .now)
    try await nextSecond()
    let object = try #require(try await space.complete().first)
    // The other record comes along by the overlap, as it was.
    #expect(object["changed"] as? Int == (purge ? 0 : 1), "\(object)")
    #expect(object["unchanged"] as? Int == (purge ? 2 : 1) && object["images"] as? Int == 0, "\(object)")
    try await nextSecond()
    #expect(try await published("cup", server).contains("status=\"deleted\""))
    #expect(try await space.winnow("withdraw", "oai:museum.example.org:none", "--reason", "x").status == 1)
    #expect(try await space.winnow("withdraw", "oai:museum.example.org:cat").status == 2, "without a reason")
  }
}

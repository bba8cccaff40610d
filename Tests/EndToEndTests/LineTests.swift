import Foundation
import Testing

/// Harvest, look, publish; and again, when nothing, something and less is there.
@Suite(
  "The line", .fewAtOnce, .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct LineTests {
  private static let harvestKeys: Set = [
    "provider", "complete", "reason", "expected", "received", "new", "changed", "unchanged", "deleted",
    "quarantined", "repaired", "requests", "retries", "bytes", "seconds",
  ]
  private static let runKeys = harvestKeys.union([
    "links", "images", "analysed", "reused", "tags", "published", "withheld", "refused_by_rights",
  ])

  /// Two institutions of six records each; two of their images are the same bytes.
  private func institutions(in space: Workspace) throws {
    for number in 1...6 {
      try space.write("museum-images/m\(number).png", Picture.png(seed: number))
      try space.write("library-images/l\(number).png", Picture.png(seed: number == 1 ? 1 : 100 + number))
      let record = TestRecord(
        id: "m\(number)", title: "Blatt \(number)", image: "{base}/images/m\(number).png")
      try space.write("museum/\(number > 3 ? "mappe/" : "")m\(number).xml", record.edm)
      let other = TestRecord(
        id: "l\(number)", title: "Feuille \(number)", image: "{base}/images/l\(number).png")
      try space.write("library/l\(number).xml", other.dublinCore)
    }
    try space.write("museum/m0.deleted", "edm")
  }

  private func numbers(_ object: [String: Any], _ keys: String...) -> [Int?] {
    keys.map { object[$0] as? Int }
  }

  private func expectSum(_ object: [String: Any], sourceLocation: SourceLocation = #_sourceLocation) {
    let parts = numbers(object, "new", "changed", "unchanged", "deleted", "quarantined")
    #expect(
      object["received"] as? Int == parts.compactMap(\.self).reduce(0, +), "\(object)",
      sourceLocation: sourceLocation)
  }

  @Test("a run keeps and publishes everything, the next one does nothing, a change costs only its effects")
  func incremental() async throws {
    let space = try Workspace()
    try institutions(in: space)
    let museum = try await space.provide("museum", images: "museum-images")
    let library = try await space.provide("library", images: "library-images")
    try space.configure([
      .init(id: "museum", endpoint: museum.endpoint),
      .init(id: "library", endpoint: library.endpoint, prefix: "oai_dc"),
    ])

    let first = try await space.complete()
    #expect(first.map { $0["provider"] as? String } == ["museum", "library"])
    for object in first {
      #expect(Set(object.keys) == Self.runKeys)
      #expect(object["complete"] as? Bool == true)
      #expect(object["links"] as? [String: Int] == ["ok": 6])
      expectSum(object)
    }
    #expect(numbers(first[0], "received", "new", "deleted", "quarantined") == [7, 6, 1, 0])
    #expect(numbers(first[1], "received", "new", "deleted", "quarantined") == [6, 6, 0, 0])
    let looked = first.compactMap { $0["analysed"] as? Int }.reduce(0, +)
    #expect(looked == 11, "the image that both hold is looked at once")
    #expect(numbers(first[0], "withheld", "refused_by_rights") == [0, 0])
    try await nextSecond()
    let before = try await space.dump()
    #expect(before.count == 12)

    let again = try await space.complete()
    for object in again {
      #expect(
        numbers(object, "new", "changed", "images", "analysed", "published") == [0, 0, 0, 0, 0], "\(object)")
      #expect(object["links"] as? [String: Int] == ["ok": 6])
      expectSum(object)
    }

    let changed = TestRecord(id: "m2", title: "Blatt 2, verso", image: "{base}/images/m2.png")
    try space.write("museum/m2.xml", changed.edm, modified: .now)
    try await nextSecond()
    let third = try await space.complete()
    #expect(numbers(third[0], "new", "changed", "deleted", "analysed", "published") == [0, 1, 0, 0, 1])
    #expect(numbers(third[1], "new", "changed", "deleted", "analysed", "published") == [0, 0, 0, 0, 0])
    third.forEach { expectSum($0) }
    try await nextSecond()
    let after = try await space.dump()
    let different = after.filter { before[$0.key] != $0.value }
    #expect(different.count == 1 && after.count == 12)
    #expect(different.values.first?.contains("Blatt 2, verso") == true)

    try FileManager.default.removeItem(atPath: space.path("museum/mappe/m5.xml"))
    try space.write("museum/mappe/m5.deleted", "edm", modified: .now)
    try await nextSecond()
    let fourth = try await space.complete()
    #expect(numbers(fourth[0], "new", "changed", "deleted", "published") == [0, 0, 1, 1])
    fourth.forEach { expectSum($0) }
    try await nextSecond()
    #expect(try await space.dump().count == 11)
    let server = try await space.serve()
    let identifier = "oai:winnow.example.org:museum:oai:museum.example.org:mappe/m5"
    for prefix in ["edm", "oai_dc", "source"] {
      let answer = try await server.get("verb=GetRecord&metadataPrefix=\(prefix)&identifier=\(identifier)")
      #expect(answer.contains("status=\"deleted\""), "\(prefix): \(answer)")
      #expect(!answer.contains("<metadata>"))
    }
    #expect(try await server.stop().status == 0)
  }

  @Test("harvest and enrich apart do what run does, each with its keys")
  func stepwise() async throws {
    let space = try Workspace()
    try institutions(in: space)
    let museum = try await space.provide("museum", images: "museum-images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    let harvest = try await space.winnow("harvest", "--json")
    #expect(harvest.status == 0, "\(harvest)")
    #expect(try Set(harvest.object().keys) == Self.harvestKeys)
    #expect(try numbers(harvest.object(), "received", "new") == [7, 6])
    let enrich = try await space.winnow("enrich", "--json")
    #expect(enrich.status == 0, "\(enrich)")
    #expect(try numbers(enrich.object(), "images", "analysed") == [6, 6], "\(enrich)")

    // Selective harvests read what they were asked for and leave the high-water mark alone.
    let set = try await space.winnow("harvest", "--json", "--set", "mappe", "--full")
    #expect(try numbers(set.object(), "received", "unchanged") == [3, 3])
    let none = try await space.winnow("harvest", "--json", "--from", "2030-01-01")
    #expect(none.status == 0, "\(none)")
    #expect(try numbers(none.object(), "received") == [0])
    let full = try await space.winnow("harvest", "--json", "--full")
    #expect(try numbers(full.object(), "received", "new", "changed", "deleted") == [7, 0, 0, 0], "\(full)")
  }

  @Test("Winnow harvests its own repository without loss")
  func harvestsItself() async throws {
    let space = try Workspace()
    try institutions(in: space)
    let museum = try await space.provide("museum", images: "museum-images")
    try space.configure([.init(id: "museum", endpoint: museum.endpoint)])
    _ = try await space.complete()
    try await nextSecond()
    let server = try await space.serve()
    try space.configure(
      ["edm", "oai_dc", "source"].map { prefix in
        .init(
          id: "back-" + prefix.replacing("_", with: "-"), endpoint: server.endpoint, prefix: prefix,
          more: prefix == "source" ? "    policy: {fetch: never}" : "")
      }, file: "back.yaml", store: "back.sqlite", media: "back")
    let result = try await space.winnow("harvest", "--json", "--config", "back.yaml")
    #expect(result.status == 0, "\(result)")
    for object in try result.objects() {
      #expect(
        numbers(object, "received", "new", "deleted", "quarantined", "repaired") == [6, 6, 0, 0, 0],
        "\(object)")
    }
  }
}

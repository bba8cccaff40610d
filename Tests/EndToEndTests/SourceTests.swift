import Foundation
import Synchronization
import TestSupport
import Testing

/// Records that do not come over OAI-PMH: the line behind the harvest does not know the difference.
@Suite(
  "Sources beside OAI-PMH", .fewAtOnce,
  .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct SourceTests {
  /// Serves documents and pictures by path, which a test may change; `{base}` in a text stands for its address.
  private final class Site: Sendable {
    private final class Contents: Sendable {
      let byPath = Mutex<[String: (type: String, body: [UInt8])]>([:])
    }

    private let contents = Contents()
    private let server: ScriptedServer

    var base: String { server.base }

    init() throws {
      let contents = contents
      server = try ScriptedServer { request in
        guard let (type, body) = contents.byPath.withLock({ $0[request.target] }) else {
          return .answer(404, Array("no".utf8), headers: [("Content-Type", "text/plain")])
        }
        return .answer(200, body, headers: [("Content-Type", type)])
      }
    }

    func set(_ path: String, _ text: String) {
      let body = Array(text.replacing("{base}", with: base).utf8)
      contents.byPath.withLock { $0[path] = ("application/json", body) }
    }

    func setPicture(_ path: String, seed: Int) {
      contents.byPath.withLock { $0[path] = ("image/png", Picture.png(seed: seed)) }
    }

    func count(_ path: String) -> Int { server.count(path) }

    /// A manifest with one picture, which is served too.
    func setManifest(_ number: Int, title: String) {
      setPicture("/images/\(number).png", seed: number)
      set(
        "/m/\(number)",
        """
        {"@context":"http://iiif.io/api/presentation/3/context.json","id":"{base}/m/\(number)","type":"Manifest",
         "label":{"de":["\(title)"]},"metadata":[{"label":{"en":["Subject"]},"value":{"de":["Seefahrt"]}}],
         "rights":"http://creativecommons.org/publicdomain/mark/1.0/",
         "homepage":[{"id":"{base}/items/\(number)","type":"Text","format":"text/html"}],
         "items":[{"id":"{base}/m/\(number)/c","type":"Canvas","height":10,"width":10,"items":[{"id":"{base}/m/\(number)/p",
          "type":"AnnotationPage","items":[{"id":"{base}/m/\(number)/a","type":"Annotation","motivation":"painting",
          "target":"{base}/m/\(number)/c","body":{"id":"{base}/images/\(number).png","type":"Image",
          "format":"image/png"}}]}]}]}
        """)
    }
  }

  /// A configuration with one provider of a kind.
  private func configure(
    _ space: Workspace, kind: String, url: String, prefix: String? = nil, more: String = ""
  ) throws {
    try space.write(
      "winnow.yaml",
      """
      contact: mailto:tests@example.org
      repository:
        name: Winnow under test
        base_url: http://127.0.0.1:1/oai
        admin_email: tests@example.org
        id_prefix: oai:winnow.example.org
      hosts:
        127.0.0.1: {delay_ms: 0, connections: 4}
      network: {allow_private: ["127.0.0.0/8"], retry_wait_ms: 1}
      providers:
        - id: museum
          name: Testmuseum
          harvest: {kind: \(kind), url: "\(url)"\(prefix.map { ", prefix: \($0)" } ?? "")\(more)}
          defaults: {data_provider: Testmuseum, language: de, type: IMAGE}
      """)
  }

  private func numbers(_ object: [String: Any]) -> [Int?] {
    ["new", "changed", "unchanged", "deleted", "quarantined"].map { object[$0] as? Int }
  }

  /// Runs the line, which has to be complete, for the one provider.
  private func run(_ space: Workspace, sourceLocation: SourceLocation = #_sourceLocation) async throws
    -> [String: Any]
  {
    let objects = try await space.complete(sourceLocation: sourceLocation)
    return try #require(objects.first, sourceLocation: sourceLocation)
  }

  private func entry(_ site: Site, _ number: Int, title: String? = nil) -> ZipFile.Entry {
    let record = TestRecord(
      id: "r\(number)", title: title ?? "Blatt \(number)", image: "{base}/images/\(number).png")
    return ZipFile.Entry(
      path: "mappe/r\(number).xml", bytes: Array(record.edm.replacing("{base}", with: site.base).utf8))
  }

  @Test(
    "a folder or an archive of files is harvested, looked at and published; changes and losses follow",
    arguments: ["folder", "zip"])
  func files(kind: String) async throws {
    let space = try Workspace()
    let site = try Site()
    for number in 1...4 { site.setPicture("/images/\(number).png", seed: number) }
    func put(_ entries: [ZipFile.Entry]) throws {
      if kind == "zip" {
        try space.write("records", ZipFile.bytes(entries))
        return
      }
      if FileManager.default.fileExists(atPath: space.path("records")) {
        try FileManager.default.removeItem(atPath: space.path("records"))
      }
      for entry in entries { try space.write("records/" + entry.path, entry.bytes) }
    }
    try put([1, 2, 3].map { entry(site, $0) })
    try configure(space, kind: kind, url: "records")
    let first = try await run(space)
    #expect(numbers(first) == [3, 0, 0, 0, 0], "\(first)")
    #expect(first["images"] as? Int == 3)
    #expect(first["published"] as? Int == 3)
    try await nextSecond()
    let before = try await space.dump()
    #expect(before.count == 3)
    #expect(before.values.contains { $0.contains("Blatt 2") })

    let again = try await run(space)
    #expect(numbers(again) == [0, 0, 3, 0, 0], "\(again)")
    #expect(again["images"] as? Int == 0)
    #expect(again["published"] as? Int == 0)

    try put([entry(site, 1), entry(site, 2, title: "Blatt 2, verso"), entry(site, 4)])
    let third = try await run(space)
    #expect(numbers(third) == [1, 1, 1, 1, 0], "\(third)")
    try await nextSecond()
    let after = try await space.dump()
    #expect(after.count == 3)
    #expect(after.values.contains { $0.contains("Blatt 2, verso") })
    #expect(!after.values.contains { $0.contains("Blatt 3<") })
    let server = try await space.serve()
    let answer = try await server.get(
      "verb=GetRecord&metadataPrefix=edm&identifier=oai:winnow.example.org:museum:mappe/r3")
    #expect(answer.contains("status=\"deleted\""), "\(answer)")
    #expect(try await server.stop().status == 0)
  }

  @Test("a folder that is gone ends the run with 1 and its reason, and deletes nothing")
  func missingFolder() async throws {
    let space = try Workspace()
    let site = try Site()
    for number in 1...3 {
      let file = entry(site, number)
      try space.write("records/" + file.path, file.bytes)
      site.setPicture("/images/\(number).png", seed: number)
    }
    try configure(space, kind: "folder", url: "records")
    _ = try await run(space)
    try FileManager.default.removeItem(atPath: space.path("records"))
    let result = try await space.winnow("run", "--json")
    #expect(result.status == 1, "\(result)")
    let object = try result.object()
    #expect(object["complete"] as? Bool == false)
    #expect((object["reason"] as? String)?.contains("is not there") == true, "\(object)")
    #expect(numbers(object) == [0, 0, 0, 0, 0])
    try await nextSecond()
    #expect(try await space.dump().count == 3)
  }

  @Test("manifests of a collection become records with their images")
  func collection() async throws {
    let space = try Workspace()
    let site = try Site()
    func list(_ numbers: [Int]) {
      let items = numbers.map { #"{"id":"{base}/m/\#($0)","type":"Manifest"}"# }.joined(separator: ",")
      site.set("/inner", #"{"type":"Collection","id":"{base}/inner","items":[\#(items)]}"#)
    }
    site.set(
      "/all", #"{"type":"Collection","id":"{base}/all","items":[{"id":"{base}/inner","type":"Collection"}]}"#)
    for number in 1...4 { site.setManifest(number, title: "Blatt \(number)") }
    list([1, 2, 3])
    try configure(space, kind: "iiif-collection", url: site.base + "/all")
    let first = try await run(space)
    #expect(numbers(first) == [3, 0, 0, 0, 0], "\(first)")
    #expect(first["images"] as? Int == 3)
    #expect(first["published"] as? Int == 3)
    try await nextSecond()
    let published = try await space.dump()
    #expect(published.count == 3)
    #expect(
      published.values.allSatisfy { $0.contains("<edm:type>IMAGE</edm:type>") && $0.contains("Seefahrt") })

    let again = try await run(space)
    #expect(numbers(again) == [0, 0, 3, 0, 0], "\(again)")
    #expect(again["images"] as? Int == 0)

    site.setManifest(2, title: "Blatt 2, verso")
    list([1, 2, 4])
    let third = try await run(space)
    #expect(numbers(third) == [1, 1, 1, 1, 0], "\(third)")
    try await nextSecond()
    let after = try await space.dump()
    #expect(after.count == 3)
    #expect(after.values.contains { $0.contains("Blatt 2, verso") })
  }

  @Test("a stream of changes is followed from where the last run ended")
  func stream() async throws {
    let space = try Workspace()
    let site = try Site()
    func publish(_ activities: [(kind: String, object: Int, hour: String)]) {
      let items = activities.map {
        #"{"type":"\#($0.kind)","object":{"id":"{base}/m/\#($0.object)","type":"Manifest"},"endTime":"2024-01-01T\#($0.hour):00:00Z"}"#
      }
      site.set(
        "/stream",
        #"{"type":"OrderedCollection","id":"{base}/stream","last":{"id":"{base}/stream/1","type":"OrderedCollectionPage"}}"#
      )
      site.set(
        "/stream/1", #"{"type":"OrderedCollectionPage","orderedItems":[\#(items.joined(separator: ","))]}"#)
    }
    for number in 1...4 { site.setManifest(number, title: "Blatt \(number)") }
    let begun = [("Create", 1, "01"), ("Create", 2, "02"), ("Create", 3, "03")]
    publish(begun)
    try configure(space, kind: "iiif-change-discovery", url: site.base + "/stream")
    let first = try await run(space)
    #expect(numbers(first) == [3, 0, 0, 0, 0], "\(first)")
    #expect(first["images"] as? Int == 3)

    site.setManifest(2, title: "Blatt 2, verso")
    publish(begun + [("Update", 2, "04"), ("Delete", 3, "05"), ("Create", 4, "06")])
    let second = try await run(space)
    #expect(numbers(second) == [1, 1, 0, 1, 0], "\(second)")
    #expect(site.count("/m/1") == 1, "what did not change is not asked for")
    try await nextSecond()
    let after = try await space.dump()
    #expect(after.count == 3)
    #expect(after.values.contains { $0.contains("Blatt 2, verso") })
  }
}

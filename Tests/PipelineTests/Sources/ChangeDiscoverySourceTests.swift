import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("A Change Discovery stream as a source")
struct ChangeDiscoverySourceTests {
  /// Serves a stream of pages, the oldest first; an activity is `Create 1 5`: kind, manifest, hour.
  private func serve(_ server: DocumentServer, _ pages: [[String]]) {
    server.set(
      "/activity/all",
      #"{"type":"OrderedCollection","id":"{base}/activity/all","last":{"id":"{base}/activity/\#(pages.count)","type":"OrderedCollectionPage"}}"#
    )
    for (index, page) in pages.enumerated() {
      let items = page.map { line -> String in
        let parts = line.split(separator: " ").map(String.init)
        let time = parts.count > 2 ? ",\"endTime\":\"2024-01-01T\(parts[2]):00:00Z\"" : ""
        if parts[0] == "Refresh" {
          return "{\"type\":\"Refresh\",\"startTime\":\"2024-01-01T\(parts[1]):00:00Z\"}"
        }
        let names = parts[1].split(separator: ">")
        let target =
          names.count > 1 ? ",\"target\":{\"id\":\"{base}/m/\(names[1])\",\"type\":\"Manifest\"}" : ""
        return
          "{\"type\":\"\(parts[0])\",\"object\":{\"id\":\"{base}/m/\(names[0])\",\"type\":\"Manifest\"}\(target)\(time)}"
      }
      let previous = index == 0 ? "" : ",\"prev\":{\"id\":\"{base}/activity/\(index)\"}"
      server.set(
        "/activity/\(index + 1)",
        "{\"type\":\"OrderedCollectionPage\"\(previous),\"orderedItems\":[\(items.joined(separator: ","))]}")
    }
  }

  private func fetched(_ server: DocumentServer) -> [String] { server.paths.filter { $0.hasPrefix("/m/") } }

  private func mark(_ space: SourceSpace) async throws -> Timestamp? {
    try await space.store.mark(of: HarvestScope(provider: ProviderID("museum"), prefix: "iiif"))?.highWater
  }

  @Test("creates, updates, deletes and moves are taken over, each harvest what is new")
  func incremental() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    for number in 1...6 { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
    serve(server, [["Create 1 01", "Create 2 02"], ["Create 3 03", "Delete 9 03", "Update 1 04"]])
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    let first = try await space.harvest(provider)
    #expect(first.verdict.isComplete, "\(first.verdict)")
    #expect(first.numbers == [3, 0, 0, 0, 0], "what was deleted before it was known is no record")
    #expect(fetched(server) == ["/m/1", "/m/2", "/m/3"])
    #expect(try await mark(space) == Timestamp("2024-01-01T04:00:00Z"))
    #expect(try await space.records()[server.base + "/m/1"]?.datestamp == "2024-01-01T04:00:00Z")

    server.setManifest("/m/2", title: "Blatt 2, verso")
    serve(
      server,
      [
        ["Create 1 01", "Create 2 02"], ["Create 3 03", "Delete 9 03", "Update 1 04"],
        ["Update 2 05", "Delete 3 06", "Move 1>4 07", "Create 5 08"],
      ])
    let second = try await space.harvest(provider)
    #expect(second.verdict.isComplete, "\(second.verdict)")
    // The mark is reached back behind by an overlap: nothing lies in it.
    #expect(fetched(server) == ["/m/1", "/m/2", "/m/3", "/m/2", "/m/4", "/m/5"])
    #expect(second.numbers == [2, 1, 0, 2, 0])
    #expect(try await space.deleted() == [server.base + "/m/1", server.base + "/m/3"])
    #expect(server.paths.filter { $0 == "/activity/1" }.count == 1, "the first page is older than the mark")

    let third = try await space.harvest(provider)
    #expect(third.verdict.isComplete)
    #expect(third.numbers == [0, 0, 1, 0, 0], "what stands at the mark itself is asked for again")
  }

  @Test("a refresh changes nothing that is known, but deletions before it are")
  func refresh() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    for number in 1...4 { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
    serve(server, [["Create 1 01", "Create 2 02", "Create 3 03"]])
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    _ = try await space.harvest(provider)
    serve(
      server,
      [
        ["Create 1 01", "Create 2 02", "Create 3 03"], ["Delete 3 04", "Create 4 05"],
        ["Refresh 06", "Update 1 07", "Update 2 07"],
      ])
    let result = try await space.harvest(provider)
    #expect(result.verdict.isComplete, "\(result.verdict)")
    #expect(result.numbers == [0, 0, 2, 1, 0])
    #expect(try await space.deleted() == [server.base + "/m/3"])
  }

  @Test("a manifest that cannot be had leaves the mark; the next harvest asks for that and what is new")
  func gap() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    for number in 1...3 { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
    server.set("/m/2", nil)
    let pages = [["Create 1 01", "Create 2 02", "Create 3 03"]]
    serve(server, pages)
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    let first = try await space.harvest(provider)
    #expect(
      first.verdict.reason.hasPrefix("manifests that could not be read: 1 (\(server.base)/m/2: "),
      "\(first.verdict)")
    #expect(first.numbers == [2, 0, 0, 0, 0])
    #expect(try await mark(space) == nil)

    let again = try await space.harvest(provider)
    #expect(!again.verdict.isComplete)
    #expect(fetched(server).filter { $0 == "/m/2" }.count == 2)
    #expect(fetched(server).filter { $0 == "/m/1" }.count == 1, "what was had is not fetched again")

    server.setManifest("/m/2", title: "Blatt 2")
    server.setManifest("/m/4", title: "Blatt 4")
    serve(server, pages + [["Create 4 05"]])
    let last = try await space.harvest(provider)
    #expect(last.verdict.isComplete, "\(last.verdict)")
    #expect(try await space.living() == (1...4).map { "\(server.base)/m/\($0)" })
    #expect(fetched(server).filter { $0 == "/m/1" }.count == 1)
    #expect(try await mark(space) == Timestamp("2024-01-01T05:00:00Z"))
  }

  @Test("a harvest that was stopped goes on, and minds what happened since")
  func resumption() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    for number in 100...229 { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
    let pages = [(100...229).map { "Create \($0) \($0 < 229 ? "00" : "01")" }]
    serve(server, pages)
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    let stopped = try await space.harvest(provider, stopAfterPages: 1)
    #expect(!stopped.verdict.isComplete)
    server.setManifest("/m/100", title: "changed")
    serve(server, pages + [["Update 100 02", "Delete 101 02"]])
    let rest = try await space.harvest(provider)
    #expect(rest.verdict.isComplete, "\(rest.verdict)")
    #expect(stopped.counts.new + rest.counts.new == 130)
    #expect(rest.counts.changed == 1 && rest.counts.deleted == 1)
    #expect(fetched(server).count == 131)
  }

  @Test("a stream without times is read whole, and what it names no longer is deleted")
  func level0() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    for number in 1...4 { server.setManifest("/m/\(number)", title: "Blatt \(number)") }
    serve(server, [["Update 1", "Update 2", "Update 3"]])
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    #expect(try await space.harvest(provider).numbers == [3, 0, 0, 0, 0])
    serve(server, [["Update 1", "Update 3", "Update 4"]])
    let second = try await space.harvest(provider)
    #expect(second.verdict.isComplete, "\(second.verdict)")
    #expect(second.numbers == [1, 0, 2, 1, 0])
    #expect(try await space.deleted() == [server.base + "/m/2"])
    serve(server, [[]])
    #expect(try await !space.harvest(provider).verdict.isComplete)
    #expect(try await space.living().count == 3)
  }

  @Test("a broken stream is incomplete with its reason")
  func broken() async throws {
    let space = try SourceSpace()
    let server = try DocumentServer()
    let provider = try space.provider("iiif-change-discovery", server.base + "/activity/all")
    #expect(try await !space.harvest(provider).verdict.isComplete)
    server.set("/activity/all", manifest("{base}/x", title: "x"))
    let other = try await space.harvest(provider)
    #expect(other.verdict.reason.contains("OrderedCollection"), "\(other.verdict)")
    serve(server, [["Create 1 01"], ["Create 2 02"]])
    server.set(
      "/activity/1", #"{"type":"OrderedCollectionPage","prev":"{base}/activity/2","orderedItems":[]}"#)
    let circle = try await space.harvest(provider)
    #expect(circle.verdict.reason.contains("circle"), "\(circle.verdict)")
    serve(server, [["Like 1 01"]])
    let odd = try await space.harvest(provider)
    #expect(odd.verdict.reason.contains("Like"), "\(odd.verdict)")
    #expect(try await space.living() == [])
  }
}

import IIIF
import OAIPMH
import Testing

@testable import Pipeline

@Suite("Following a stream of activities")
struct ActivityWalkTests {
  /// A page of activities such as `Create a 5`: kind, object, hour; of a move the target behind an arrow.
  private func page(_ lines: String...) throws -> ActivityPage {
    let items = lines.map { line -> String in
      let parts = line.split(separator: " ").map(String.init)
      let hour = parts.last.flatMap { Int($0) }
      let time =
        hour.map { ",\"\(parts[0] == "Refresh" ? "startTime" : "endTime")\":\"\(moment($0))\"" } ?? ""
      guard parts[0] != "Refresh" else { return "{\"type\":\"Refresh\"\(time)}" }
      let names = parts[1].split(separator: ">")
      let target = names.count > 1 ? ",\"target\":{\"id\":\"\(names[1])\"}" : ""
      return
        "{\"type\":\"\(parts[0])\",\"object\":{\"id\":\"\(names[0])\",\"type\":\"Manifest\"}\(target)\(time)}"
    }
    return try ActivityPage(
      json: Array(
        "{\"type\":\"OrderedCollectionPage\",\"orderedItems\":[\(items.joined(separator: ","))]}".utf8))
  }

  private func moment(_ hour: Int) -> String { "2024-01-01T\(hour < 10 ? "0" : "")\(hour):00:00Z" }

  /// What is to be done, as `+address` and `-address` in order.
  private func walk(_ pages: [ActivityPage], since hour: Int? = nil) -> (walk: ActivityWalk, done: [String]) {
    var walk = ActivityWalk(lastCrawl: hour.flatMap { Timestamp(moment($0)) })
    for page in pages where !walk.hasEnded { walk.take(page) }
    return (walk, walk.tasks.values.map { ($0.isDeleted ? "-" : "+") + $0.address }.sorted())
  }

  @Test("only the newest activity of an object counts")
  func newest() throws {
    let pages = [
      try page("Update a 5", "Delete b 6", "Create c 7"), try page("Create a 1", "Create b 2", "Delete c 3"),
    ]
    let (walk, done) = walk(pages)
    #expect(done == ["+a", "+c", "-b"])
    #expect(walk.newest == Timestamp(moment(7)))
    #expect(walk.tasks["a"]?.moment == moment(5))
    #expect(!walk.hasEnded)
  }

  @Test("what ended before the last crawl is not looked at")
  func lastCrawl() throws {
    let (walk, done) = walk([try page("Create a 1", "Create b 2", "Update c 3", "Update d 4")], since: 3)
    #expect(done == ["+c", "+d"])
    #expect(walk.hasEnded)
  }

  @Test("a move deletes and creates, and later news of either counts more")
  func moves() throws {
    #expect(walk([try page("Create a 1", "Move a>b 2")]).done == ["+b", "-a"])
    #expect(walk([try page("Move a>b 2", "Delete b 3")]).done == ["-a", "-b"])
    #expect(walk([try page("Move a>b 2", "Create a 3")]).done == ["+a", "+b"])
    #expect(walk([try page("Move a>b 2", "Move b>a 3")]).done == ["+a", "-b"])
  }

  @Test("adding and removing count as creating and deleting")
  func membership() throws {
    #expect(walk([try page("Add a 1", "Create b 2", "Remove b 3")]).done == ["+a", "-b"])
  }

  @Test("a refresh ends the first crawl, and leaves only deletions of a later one")
  func refresh() throws {
    let older = try page("Create a 1", "Create b 2", "Delete c 3", "Update d 4", "Move e>f 4")
    let newer = try page("Refresh 5", "Update a 6", "Update b 7")
    #expect(walk([newer, older]).done == ["+a", "+b"])
    #expect(walk([newer, older], since: 1).done == ["+a", "+b", "-c", "-e"])
    #expect(walk([newer, older], since: 4).done == ["+a", "+b", "-e"])
  }

  @Test("a stream without times is read whole each time")
  func level0() throws {
    let (walk, done) = walk([try page("Update a", "Update b"), try page("Create c", "Update a")], since: 5)
    #expect(done == ["+a", "+b", "+c"])
    #expect(walk.isLevel0)
    #expect(!walk.hasEnded)
  }
}

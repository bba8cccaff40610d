import Testing

@testable import Pipeline

@Suite("Following a collection")
struct CollectionWalkTests {
  /// Follows a collection through documents by address.
  private func follow(_ documents: [String: String], from root: String = "r") throws -> (
    CollectionWalk, [String]
  ) {
    var walk = CollectionWalk(root: root)
    var asked: [String] = []
    while let next = walk.next {
      asked.append(next.address)
      try walk.take(Array((documents[next.address] ?? "{}").utf8))
    }
    return (walk, asked)
  }

  @Test("a nested collection of version 3 gives all its manifests once")
  func version3() throws {
    let (walk, asked) = try follow([
      "r":
        #"{"type":"Collection","id":"r","items":[{"id":"m1","type":"Manifest"},{"id":"c","type":"Collection"},{"id":"m2","type":"Manifest"}]}"#,
      "c":
        #"{"type":"Collection","id":"c","items":[{"id":"m3","type":"Manifest"},{"id":"m1","type":"Manifest"},{"id":"r","type":"Collection"}]}"#,
    ])
    #expect(walk.manifests == ["m1", "m2", "m3"])
    #expect(asked == ["r", "c"], "a circle is not followed")
  }

  @Test("lists and pages of version 2 are followed")
  func version2() throws {
    let (walk, asked) = try follow([
      "r": #"{"@type":"sc:Collection","@id":"r","first":"p1","total":4}"#,
      "p1":
        #"{"@type":"sc:Collection","@id":"p1","manifests":[{"@id":"m1","@type":"sc:Manifest"}],"next":"p2"}"#,
      "p2":
        #"{"@type":"sc:Collection","@id":"p2","members":[{"@id":"m2","@type":"sc:Manifest"},{"@id":"c","@type":"sc:Collection"}],"collections":[{"@id":"d"}],"next":"p1"}"#,
      "c": #"{"@type":"sc:Collection","@id":"c","manifests":["m3"]}"#,
      "d": #"{"@type":"sc:Collection","@id":"d","manifests":[{"@id":"m4"}]}"#,
    ])
    #expect(walk.manifests == ["m1", "m2", "m3", "m4"])
    #expect(asked == ["r", "p1", "p2", "c", "d"])
  }

  @Test("collections that go down without end, or on without a manifest, are given up")
  func endless() {
    var walk = CollectionWalk(root: "0")
    #expect(throws: SourceError.self) {
      for depth in 1... {
        try walk.take(
          Array(
            #"{"type":"Collection","id":"x","items":[{"id":"\#(depth)","type":"Collection"},{"id":"m\#(depth)","type":"Manifest"}]}"#
              .utf8))
      }
    }
    #expect(walk.manifests.count == CollectionWalk.deepest - 1)
    var pages = CollectionWalk(root: "0")
    #expect(throws: SourceError.self) {
      for page in 1... {
        try pages.take(Array(#"{"@type":"sc:Collection","@id":"x","next":"\#(page)"}"#.utf8))
      }
    }
  }

  @Test("a manifest or anything else in its place is an error")
  func others() {
    var walk = CollectionWalk(root: "r")
    #expect(throws: SourceError.self) { try walk.take(Array(manifest("r", title: "x").utf8)) }
    var other = CollectionWalk(root: "r")
    #expect(throws: (any Error).self) { try other.take(Array("<html>".utf8)) }
  }
}

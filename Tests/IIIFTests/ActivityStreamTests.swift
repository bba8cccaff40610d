import IIIF
import Testing

@Suite("Change Discovery documents")
struct ActivityStreamTests {
  private func page(_ items: String, more: String = "") throws -> ActivityPage {
    try ActivityPage(
      json: Array(#"{"type":"OrderedCollectionPage"\#(more),"orderedItems":[\#(items)]}"#.utf8))
  }

  @Test("a stream names its newest page, as an object or an address")
  func stream() throws {
    for last in [#"{"id":"https://x/9","type":"OrderedCollectionPage"}"#, #""https://x/9""#] {
      let stream = try ActivityStream(
        json: Array(
          #"{"id":"https://x/all","type":"OrderedCollection","totalItems":21,"last":\#(last)}"#.utf8))
      #expect(stream.last == "https://x/9")
      #expect(stream.totalItems == 21)
    }
    #expect(throws: IIIFError.missing(member: "last", document: "stream")) {
      try ActivityStream(json: Array(#"{"type":"OrderedCollection"}"#.utf8))
    }
    #expect(throws: IIIFError.self) {
      try ActivityStream(json: Array(#"{"type":"Manifest","items":[]}"#.utf8))
    }
  }

  @Test("a page gives its activities in order, with moments and targets")
  func activities() throws {
    let page = try page(
      """
      {"type":"Create","object":{"id":"https://x/1","type":"Manifest"},"endTime":"2024-01-01T00:00:00Z"},
      {"type":"Move","object":{"id":"https://x/1","type":"Manifest"},"target":{"id":"https://x/2"},
       "endTime":"2024-01-02T00:00:00Z"},
      {"type":"Refresh","startTime":"2024-01-03T00:00:00Z"},
      {"type":"Update","object":{"id":"https://x/c","type":"Collection"}}
      """, more: #","prev":{"id":"https://x/p1","type":"OrderedCollectionPage"}"#)
    #expect(page.previous == "https://x/p1")
    #expect(page.activities.map(\.kind) == [.create, .move, .refresh, .update])
    #expect(page.activities.map(\.object) == ["https://x/1", "https://x/1", "", "https://x/c"])
    #expect(page.activities.map(\.target) == [nil, "https://x/2", nil, nil])
    #expect(page.activities.map(\.isCollection) == [false, false, false, true])
    #expect(
      page.activities.map(\.moment)
        == ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z", nil])
    #expect(page.oddities.isEmpty)
  }

  @Test("activities that say too little are told, not guessed")
  func oddities() throws {
    let page = try page(
      #"{"type":"Create"},{"type":"Move","object":{"id":"a"}},{"type":"Like","object":{"id":"a"}},{"type":"Delete","object":"b"}"#
    )
    #expect(page.activities.map(\.object) == ["b"])
    #expect(
      page.oddities == [
        "activity 1: the Create has no `object.id`", "activity 2: the Move has no `target.id`",
        "activity 3: not a known activity: its type is `Like`",
      ])
    #expect(throws: IIIFError.missing(member: "orderedItems", document: "page of the stream")) {
      try ActivityPage(json: Array(#"{"type":"OrderedCollectionPage"}"#.utf8))
    }
  }
}

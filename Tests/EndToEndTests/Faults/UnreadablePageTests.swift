import TestSupport
import Testing

/// Pages that cannot be read: asked for once more, then gone round.
@Suite(
  "Faults: unreadable pages", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct UnreadablePageTests {
  /// Answers that are no page at all.
  static let unreadable: [(name: String, spoil: Fault.Spoiling)] = [
    ("HTML with status 200", Fault.html),
    ("nothing", Fault.body("")),
    ("white space", Fault.body("\n \n")),
    ("JSON", Fault.body("{\"error\": \"busy\"}", type: "application/json")),
    ("XML of another kind", Fault.body("<?xml version=\"1.0\"?><rss><channel/></rss>")),
    (
      "a PHP error",
      Fault.body("<br />\n<b>Fatal error</b>: Allowed memory size exhausted", type: "text/html")
    ),
    ("a page cut in its XML declaration", Fault.body("<?xml version=\"1.0\" enc")),
    ("a page cut before its first record", Fault.cut(before: "<ListRecords>")),
    ("a page cut behind its last record", Fault.cut(before: "<resumptionToken")),
  ]

  static let once = unreadable.map { name, spoil in
    ListFault(
      "\(name), once", .at("ListRecords p2", .first(1), spoil),
      expected: Expected(
        new: 12, requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p3"]))
  }

  @Test("an answer that cannot be read is asked for once more", arguments: once)
  func asksAgain(_ fault: ListFault) async throws { try await fault.check() }

  static let always: [ListFault] = unreadable.map { name, spoil in
    // A page that is whole up to its token brings the records 5 to 8.
    let seen = name.contains("behind") ? 8 : 4
    // An answer without a byte is a failure of the transport: five attempts.
    let attempts = name == "nothing" ? 5 : 2
    return ListFault(
      "\(name), always", .at("ListRecords p2", spoil),
      expected: Expected(
        new: 12,
        requests: ["ListRecords"] + Array(repeating: "ListRecords p2", count: attempts) + ["Identify"]
          + .restarted(behind: seen, pages: seen == 4 ? 3 : 2)))
  }

  @Test("a page that stays unreadable is gone round from the highest datestamp met", arguments: always)
  func takesUpAgain(_ fault: ListFault) async throws { try await fault.check() }

  @Test(
    "the whole records of a page cut in mid-record are kept, and the list goes on behind the last of them")
  func cutInRecord() async throws {
    try await ListFault(
      "", .at("ListRecords p2", Fault.cut(before: "latt 7")),
      expected: Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "Identify"]
          + .restarted(behind: 6, pages: 2))
    ).check()
  }

  @Test("a record cut off with its page leaves no trace once it came whole")
  func cutOnce() async throws {
    try await ListFault(
      "", .at("ListRecords p2", .first(1), Fault.cut(before: "latt 7")),
      expected: Expected(
        new: 12, requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p3"])
    ).check()
  }

  @Test("a list of which every second page is broken is read in steps")
  func everySecondPage() async throws {
    let second = Fault(where: { $0.verb == "ListRecords" && $0.page == 2 }, Fault.html)
    func step(_ number: Int) -> [String] {
      let place = restart(behind: number)
      return ["ListRecords from=" + place.dropFirst(2)]
        + ["ListRecords p2;\(place)", "ListRecords p2;\(place)", "Identify"]
    }
    try await ListFault(
      "", second,
      expected: Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "Identify"] + step(4) + step(7)
          + .restarted(behind: 10, pages: 1))
    ).check()
  }

  @Test("where the first page is never readable the list is cut into months, from the earliest datestamp on")
  func firstPage() async throws {
    try await ListFault(
      "", .at("ListRecords", Fault.html),
      expected: Expected(
        new: 12,
        requests: [
          "ListRecords", "ListRecords", "Identify", "ListRecords until=2024-01-31T23:59:59Z",
          "ListRecords p2;u=2024-01-31T23:59:59Z", "ListRecords p3;u=2024-01-31T23:59:59Z",
          "ListRecords from=2024-02-01T00:00:00Z until=2024-02-29T23:59:59Z",
          "ListRecords from=2024-03-01T00:00:00Z until=2024-03-31T23:59:59Z",
          "ListRecords from=2024-04-01T00:00:00Z until=2024-04-30T23:59:59Z",
          "ListRecords from=2024-05-01T00:00:00Z until=2024-05-31T23:59:59Z",
          "ListRecords from=2024-06-01T00:00:00Z",
        ])
    ).check()
  }

  @Test("an endpoint that cannot list records at all is read by ListIdentifiers and GetRecord")
  func neverReadable() async throws {
    let bench = try FaultBench(ModelRepository(1...12), [.on("ListRecords", Fault.html)])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    #expect(harvested.requests.count { $0.hasPrefix("ListRecords") } < 20, "\(harvested)")
    let tail = Array(harvested.requests.drop { !$0.hasPrefix("ListIdentifiers") })
    #expect(
      tail.filter { $0.hasPrefix("GetRecord") } == (1...12).map { "GetRecord oai:model:\($0)" },
      "\(harvested)")
    try await bench.expectIntact()
  }

  @Test(
    "a record that breaks every list it stands in costs nobody else",
    arguments: ["HTML", "status 500", "a cut page"])
  func poisonous(_ kind: String) async throws {
    let poison = Fault(where: { $0.verb == "ListRecords" }) { answer, request, model in
      guard answer.text.contains("oai:model:7<") else { return }
      switch kind {
      case "HTML": Fault.html(&answer, request, model)
      case "status 500": Fault.status(500)(&answer, request, model)
      default: Fault.cut(before: "INV-7<")(&answer, request, model)
      }
    }
    let bench = try FaultBench(ModelRepository(1...12), [poison])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    #expect(harvested.requests.count { $0 == "GetRecord oai:model:7" } == 1, "\(harvested)")
    try await bench.expectIntact()
    #expect(try await bench.stored().quarantine.isEmpty)
  }

  @Test("a record that no request can get is set aside under its identifier, and the harvest is complete")
  func unobtainable() async throws {
    let poison = Fault(where: { $0.verb == "ListRecords" || $0.verb == "GetRecord" }) {
      answer, request, model in
      if answer.text.contains("oai:model:7<") { Fault.html(&answer, request, model) }
    }
    let bench = try FaultBench(ModelRepository(1...12), [poison])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 11, quarantined: 1))
    try await bench.expectIntact(except: ["oai:model:7"])
    let entries = try await bench.stored().quarantine
    #expect(entries.map(\.identifier) == ["oai:model:7"])
    #expect(entries[0].reason.contains("HTML page titled 'Maintenance'"), "\(entries)")
  }

  @Test("a record that GetRecord hands out broken is set aside with its bytes")
  func brokenSingle() async throws {
    let poison = Fault(where: { $0.verb == "ListRecords" || $0.verb == "GetRecord" }) {
      answer, request, model in
      guard answer.text.contains("oai:model:7<") else { return }
      request.verb == "GetRecord"
        ? Fault.text("Blatt 7", "Blatt <b>7")(&answer, request, model) : Fault.html(&answer, request, model)
    }
    let bench = try FaultBench(ModelRepository(1...12), [poison])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 11, quarantined: 1))
    let entries = try await bench.stored().quarantine
    #expect(entries.map(\.identifier) == ["oai:model:7"])
    #expect(entries[0].text.contains("<dc:title>Blatt <b>7</dc:title>"), "\(entries)")
  }

  @Test("what stays unreadable in every way is incomplete; the next run goes on and completes")
  func incomplete() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        Fault(
          where: { ["ListRecords", "ListIdentifiers"].contains($0.verb) && $0.summary != "ListRecords" },
          Fault.html)
      ])
    let first = try await bench.harvest()
    first.expect(Expected(complete: false, reasons: ["HTML page titled 'Maintenance'"], new: 4))
    bench.provider.script()
    let second = try await bench.harvest()
    #expect(second.report.complete && second.report.new == 8, "\(second)")
    try await bench.expectIntact()
    let third = try await bench.harvest()
    third.expect(Expected(requests: ["ListRecords from=2024-05-31T23:55:00Z"]))
  }
}

import TestSupport
import Testing

/// Resumption tokens that expire, repeat, lead nowhere or are something else.
@Suite(
  "Faults: resumption tokens", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct TokenFaultTests {
  private static let whole = Expected(new: 12, requests: .list())

  /// An empty page that goes on.
  private static func emptyPage(next token: String) -> Fault.Spoiling {
    Fault.content("<ListRecords><resumptionToken>\(token)</resumptionToken></ListRecords>")
  }

  static let faults: [ListFault] = [
    ListFault(
      "a last token of white space ends the list", .at("ListRecords p3", Fault.token(" \n\t ")),
      expected: whole),
    ListFault(
      "a last page without a token ends the list", .at("ListRecords p3", Fault.token(nil)), expected: whole),
    ListFault(
      "an expired token: the list goes on from the highest datestamp",
      .at("ListRecords p2", Fault.error("badResumptionToken")),
      expected: Expected(
        new: 12, requests: ["ListRecords", "ListRecords p2"] + .restarted(behind: 4, pages: 3))),
    ListFault(
      "an expired token in a list without a count: its end is checked by headers",
      .at("ListRecords p2", Fault.error("badResumptionToken")),
      repository: {
        var model = ModelRepository(1...12)
        model.statesSize = false
        return model
      }(),
      expected: Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords p2"] + .restarted(behind: 4, pages: 3)
          + .list("ListIdentifiers"))),
    ListFault(
      "an endpoint that refuses all its tokens is read a page at a time",
      Fault(where: { $0["resumptionToken"] != nil }, Fault.error("badResumptionToken")),
      expected: Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords p2"]
          + .restarted(behind: 4, pages: 2) + .restarted(behind: 7, pages: 2)
          + .restarted(behind: 10, pages: 1))),
    ListFault(
      "badArgument in reply to a token is taken for a bad token",
      .at("ListRecords p3", Fault.error("badArgument")),
      expected: Expected(
        new: 12, requests: .list() + .restarted(behind: 8, pages: 2))),
    ListFault(
      "the same token again", .at("ListRecords p2", Fault.token("p2")),
      expected: Expected(new: 12, requests: .list(pages: 2) + .restarted(behind: 8, pages: 2))),
    ListFault(
      "tokens in a circle", .at("ListRecords p3", Fault.token("p2")),
      expected: Expected(new: 12, requests: .list() + .restarted(behind: 12, pages: 1))),
    ListFault(
      "a token on the last page that is refused", .at("ListRecords p3", Fault.token("p4")),
      expected: Expected(new: 12, requests: .list(pages: 4) + .restarted(behind: 12, pages: 1))),
    ListFault(
      "a token on the last page that leads to an empty page", .at("ListRecords p3", Fault.token("p4")),
      .at("ListRecords p4", Fault.content("<ListRecords/>")),
      expected: Expected(new: 12, requests: .list(pages: 4))),
    ListFault(
      "noRecordsMatch in reply to a token behind the last record", .at("ListRecords p3", Fault.token("p4")),
      .at("ListRecords p4", Fault.error("noRecordsMatch")),
      expected: Expected(new: 12, requests: .list(pages: 4))),
    ListFault(
      "noRecordsMatch in reply to a token in mid-list: the rest is found by its headers",
      .at("ListRecords p3", Fault.error("noRecordsMatch")),
      expected: Expected(
        new: 12, requests: .list() + .list("ListIdentifiers") + (9...12).map { "GetRecord oai:model:\($0)" })),
    ListFault(
      "two empty pages in mid-list", .at("ListRecords", Fault.token("e1")),
      .at("ListRecords e1", emptyPage(next: "e2")), .at("ListRecords e2", emptyPage(next: "p2")),
      expected: Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords e1", "ListRecords e2", "ListRecords p2", "ListRecords p3"])),
    ListFault(
      "empty pages without end: the eleventh in a row is the last", .at("ListRecords", Fault.token("e1")),
      Fault(where: { $0.summary.contains(" e") && $0["resumptionToken"] != nil }) { answer, request, model in
        let number = Int(request["resumptionToken"]?.dropFirst() ?? "") ?? 0
        emptyPage(next: "e\(number + 1)")(&answer, request, model)
      },
      expected: Expected(
        new: 12,
        requests: ["ListRecords"] + (1...11).map { "ListRecords e\($0)" } + .restarted(behind: 4, pages: 3))),
    ListFault(
      "an error element inside a record's metadata is no error of the protocol",
      repository: {
        var model = ModelRepository(1...12)
        model.records[5].metadata = ModelRecord.dublinCore(
          title:
            "<error xmlns=\"http://www.openarchives.org/OAI/2.0/\" code=\"badResumptionToken\">no</error>")
        return model
      }(), expected: whole),
    ListFault(
      "a resumptionToken inside a record's metadata is no token of the list",
      repository: {
        var model = ModelRepository(1...12)
        model.records[6].metadata = ModelRecord.dublinCore(
          title: "<resumptionToken xmlns=\"http://www.openarchives.org/OAI/2.0/\">p2</resumptionToken>")
        return model
      }(), expected: whole),
    ListFault(
      "an empty list that does not say noRecordsMatch is no end",
      .on("ListRecords", Fault.content("<ListRecords/>")),
      .on("ListIdentifiers", Fault.content("<ListIdentifiers/>")),
      expected: Expected(complete: false, reasons: ["lists no record"])),
    ListFault(
      "an empty repository that says noRecordsMatch is complete", repository: ModelRepository([]),
      expected: Expected(requests: ["ListRecords"])),
  ]

  @Test("tokens are taken for what they are", arguments: faults)
  func tokens(_ fault: ListFault) async throws { try await fault.check() }

  @Test(
    "a token is sent back as it came, whatever characters it has",
    arguments: [
      ("a+b%20c&amp;d|é/=?#", "a+b%20c&d|é/=?#"),
      ("metadataPrefix%3Doai_dc%26set%3Dx", "metadataPrefix%3Doai_dc%26set%3Dx"),
      ("&lt;token n=&quot;2&quot;&gt;", "<token n=\"2\">"), ("  padded\n", "padded"),
      ("{\"p\":[1,2],\"ü\":\"%\"}", "{\"p\":[1,2],\"ü\":\"%\"}"),
      ("verb=ListRecords;x", "verb=ListRecords;x"),
    ])
  func reserved(_ markup: String, _ token: String) async throws {
    let second = Fault(where: { $0["resumptionToken"] == token }) { answer, _, model in
      answer.text = model.answer(
        .page("p2"))
    }
    try await ListFault(
      token, .at("ListRecords", Fault.token(markup)), second,
      expected: Expected(new: 12, requests: ["ListRecords", "ListRecords \(token)", "ListRecords p3"])
    ).check()
  }

  @Test("records loaded in one moment, whose list cannot be taken up by date, are found by their headers")
  func oneMoment() async throws {
    var model = ModelRepository(1...12)
    for index in model.records.indices { model.records[index].datestamp = "2024-01-15T12:00:00Z" }
    let bench = try FaultBench(
      model,
      [
        .at("ListRecords p2", Fault.error("badResumptionToken")),
        Fault(
          where: { $0.verb == "ListRecords" && ($0["resumptionToken"] ?? "p2") != "p2" },
          Fault.error("badResumptionToken")),
      ])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    #expect(
      harvested.requests.filter { $0.hasPrefix("GetRecord") } == (5...12).map { "GetRecord oai:model:\($0)" },
      "\(harvested)")
    try await bench.expectIntact()
  }

  @Test("an endpoint that loses its place everywhere is incomplete, and its records are kept")
  func nowhereToGo() async throws {
    var model = ModelRepository(1...12)
    for index in model.records.indices { model.records[index].datestamp = "2024-01-15T12:00:00Z" }
    let bench = try FaultBench(
      model, [Fault(where: { $0["resumptionToken"] != nil }, Fault.error("badResumptionToken"))])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(complete: false, reasons: ["badResumptionToken"], new: 4))
    #expect(try await bench.stored().numbers == [1, 2, 3, 4])
  }

  @Test("a list out of the order of datestamps is not taken up by date but cut into windows")
  func unordered() async throws {
    var model = ModelRepository(1...12)
    model.records.swapAt(1, 10)
    try await ListFault(
      "", .at("ListRecords p2", Fault.error("badResumptionToken")), repository: model,
      expected: Expected(
        new: 12,
        requests: [
          "ListRecords", "ListRecords p2", "ListRecords until=2024-01-31T23:59:59Z",
          "ListRecords p2;u=2024-01-31T23:59:59Z", "ListRecords p3;u=2024-01-31T23:59:59Z",
          "ListRecords from=2024-02-01T00:00:00Z until=2024-02-29T23:59:59Z",
          "ListRecords from=2024-03-01T00:00:00Z until=2024-03-31T23:59:59Z",
          "ListRecords from=2024-04-01T00:00:00Z until=2024-04-30T23:59:59Z",
          "ListRecords from=2024-05-01T00:00:00Z until=2024-05-31T23:59:59Z",
          "ListRecords from=2024-06-01T00:00:00Z",
        ])
    ).check()
  }
}

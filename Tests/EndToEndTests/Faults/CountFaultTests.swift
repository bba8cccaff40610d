import TestSupport
import Testing

/// Lists whose counts and contents do not agree.
@Suite(
  "Faults: counts", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct CountFaultTests {
  private static let whole = Expected(new: 12, requests: .list())

  /// The completeListSize on every page of a verb.
  private static func size(_ size: Int, _ verbs: String...) -> [Fault] {
    verbs.map { .on($0, Fault.size(size)) }
  }

  /// The list of records without one of them, its sizes as before.
  private static func without(_ number: Int) -> Fault {
    .on("ListRecords") { answer, _, _ in
      answer.text = answer.text.replacing(ModelRecord.numbered(number).markup, with: "")
    }
  }

  static let faults: [ListFault] = [
    ListFault(
      "a list without any count",
      repository: {
        var model = ModelRepository(1...12); model.statesSize = false; return model
      }(), expected: whole),
    ListFault("a surplus is no fault", .on("ListRecords", Fault.size(9)), expected: whole),
    ListFault(
      "a count that grows from page to page is no fault: the last one holds",
      .at("ListRecords", Fault.size(10)), .at("ListRecords p2", Fault.size(11)), expected: whole),
    ListFault(
      "a count that shrinks from page to page is no fault: the last one holds",
      .at("ListRecords", Fault.size(500)), .at("ListRecords p2", Fault.size(90)), expected: whole),
    ListFault(
      "a cursor that counts pages is no fault",
      .on("ListRecords") { answer, request, _ in
        answer.text = answer.text.replacing(/cursor="\d+"/, with: "cursor=\"\(request.page ?? 0)\"")
      }, expected: whole),
    ListFault(
      "a cursor equal to the count does not end the list",
      .at("ListRecords p2") { answer, _, _ in
        answer.text = answer.text.replacing(/cursor="\d+"/, with: "cursor=\"12\"")
      }, expected: whole),
    ListFault(
      "a count that is no number counts as none",
      .on("ListRecords") { answer, _, _ in
        answer.text = answer.text.replacing(/completeListSize="\d+"/, with: "completeListSize=\"many\"")
      }, expected: whole),
    ListFault(
      "a negative count counts as none",
      .on("ListRecords") { answer, _, _ in
        answer.text = answer.text.replacing(/completeListSize="\d+"/, with: "completeListSize=\"-1\"")
      }, expected: whole),
    ListFault(
      "two records short by the count alone: complete, and the count disputed",
      .on("ListRecords", Fault.size(14)),
      expected: Expected(
        reasons: ["count-disputed", "12 distinct records of completeListSize 14"], new: 12,
        requests: .list() + .list("ListIdentifiers"))),
    ListFault(
      "six records short by the count alone: incomplete",
      .on("ListRecords", Fault.size(18)),
      expected: Expected(
        complete: false, reasons: ["12 distinct records of completeListSize 18", "count: advisory"], new: 12,
        requests: .list() + .list("ListIdentifiers"))),
    ListFault(
      "six records short by a count that is known to be an estimate: complete, not rechecked",
      .on("ListRecords", Fault.size(18)), harvest: "count: advisory",
      expected: Expected(reasons: ["advisory"], new: 12, requests: .list())),
    ListFault(
      "a list that ends early, at 8 of 12: the rest is found by its headers",
      .at("ListRecords p2", Fault.token(nil)),
      expected: Expected(
        new: 12,
        requests: .list(pages: 2) + .list("ListIdentifiers") + (9...12).map { "GetRecord oai:model:\($0)" })),
    ListFault(
      "a record that slipped through while the list was paged is fetched alone", without(6),
      expected: Expected(
        new: 12,
        requests: .list() + [
          "ListIdentifiers", "ListIdentifiers p2", "GetRecord oai:model:6", "ListIdentifiers p3",
        ])),
    ListFault(
      "a shortfall whose headers cannot be listed: the list is read once more",
      without(6), .on("ListIdentifiers", Fault.error("badVerb")),
      expected: Expected(
        reasons: ["count-disputed", "11 distinct records of completeListSize 12"], new: 11,
        requests: .list() + ["ListIdentifiers"] + .list())),
  ]

  @Test("a count is checked against what came, and believed only as far as it can be", arguments: faults)
  func counts(_ fault: ListFault) async throws {
    guard fault.expected.new == 12 else {
      let bench = try FaultBench(fault.repository, fault.faults, harvest: fault.harvest)
      try await bench.harvest().expect(fault.expected)
      #expect(try await bench.stored().numbers == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12])
      return
    }
    try await fault.check()
  }

  @Test("records that come on two pages count once, and do not hide a record that is missing")
  func doubled() async throws {
    var model = ModelRepository(1...12)
    model.records[4] = model.records[3]
    let listed = model
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .on("ListRecords") { answer, request, _ in answer.text = listed.answer(request) }
      ])
    let harvested = try await bench.harvest()
    harvested.expect(
      Expected(
        new: 12,
        requests: .list() + [
          "ListIdentifiers", "ListIdentifiers p2", "GetRecord oai:model:5", "ListIdentifiers p3",
        ]))
    try await bench.expectIntact()
  }

  @Test("a record that comes on two pages and as it stands is one version of one record")
  func doubledWithoutLoss() async throws {
    var model = ModelRepository(1...12)
    model.records.insert(model.records[3], at: 6)
    let listed = model
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .on("ListRecords") { answer, request, _ in answer.text = listed.answer(request) }
      ])
    let harvested = try await bench.harvest()
    #expect(
      harvested.report.complete && harvested.report.new == 12 && harvested.report.received == 12,
      "\(harvested)")
    try await bench.expectIntact()
  }

  @Test("a shortfall of one in two hundred is disputed, of one in ten is not, whatever the recheck costs")
  func share() async throws {
    for (size, isComplete) in [(202, true), (205, true), (206, false)] {
      var model = ModelRepository(1...200)
      model.pageSize = 100
      let bench = try FaultBench(model, [.on("ListRecords", Fault.size(size))])
      let harvested = try await bench.harvest()
      harvested.expect(
        Expected(
          complete: isComplete, reasons: ["200 distinct records of completeListSize \(size)"], new: 200,
          requests: .list(pages: 2) + .list("ListIdentifiers", pages: 2)))
    }
  }

  @Test("an incomplete list does not move the mark: the next run lists from the beginning")
  func markStays() async throws {
    let bench = try FaultBench(ModelRepository(1...12), [.on("ListRecords", Fault.size(18))])
    #expect(try await bench.harvest().report.complete == false)
    bench.provider.script()
    let second = try await bench.harvest()
    second.expect(Expected(unchanged: 12, requests: .list()))
    try await bench.harvest().expect(Expected(requests: ["ListRecords from=2024-05-31T23:55:00Z"]))
  }
}

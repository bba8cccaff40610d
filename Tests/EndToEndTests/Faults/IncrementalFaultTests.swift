import OAIPMH
import TestSupport
import Testing

/// Dates: what an incremental harvest asks for, and endpoints that take dates otherwise than they say.
@Suite(
  "Faults: dates and increments", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct IncrementalFaultTests {
  /// An endpoint that has its own way with dates.
  struct Dates: Sendable, CustomTestStringConvertible {
    var name: String
    /// As Identify states it.
    var granularity = "YYYY-MM-DDThh:mm:ssZ"
    /// The moment of every answer of the first harvest.
    var responseDate = "2024-06-01T00:00:00Z"
    var harvest = ""
    /// Whether it refuses dates of ten and of twenty characters.
    var refusesDays = false
    var refusesSeconds = false
    /// What the second harvest asks for.
    var asks: [String]
    /// Records that the second harvest meets again.
    var unchanged = 0

    var testDescription: String { name }

    var refusal: Fault {
      let (days, seconds) = (refusesDays, refusesSeconds)
      return Fault(
        where: { request in
          guard let date = request["from"] ?? request["until"] else { return false }
          return date.utf8.count == 10 ? days : seconds
        }, Fault.error("badArgument"))
    }
  }

  private static let overlap = "ListRecords from=2024-05-31T23:55:00Z"

  static let endpoints: [Dates] = [
    Dates(name: "seconds: from the moment of the first answer less five minutes", asks: [overlap]),
    Dates(
      name: "another overlap", harvest: "overlap_seconds: 3600",
      asks: ["ListRecords from=2024-05-31T23:00:00Z"]),
    Dates(name: "no overlap", harvest: "overlap_seconds: 0", asks: ["ListRecords from=2024-06-01T00:00:00Z"]),
    Dates(
      name: "days: from the day of that moment", granularity: "YYYY-MM-DD", refusesSeconds: true,
      asks: ["ListRecords from=2024-05-31"]),
    Dates(
      name: "says seconds and takes days alone", refusesSeconds: true,
      asks: [overlap, "ListRecords from=2024-05-31"]),
    Dates(
      name: "says days and takes seconds alone", granularity: "YYYY-MM-DD", refusesDays: true,
      asks: ["ListRecords from=2024-05-31", overlap]),
    Dates(
      name: "takes no dates at all", refusesDays: true, refusesSeconds: true,
      asks: [
        overlap, "ListRecords from=2024-05-31", "ListRecords", "ListRecords p2", "ListRecords p3",
        "ListRecords p4",
      ], unchanged: 12),
    Dates(
      name: "a granularity with fractions of a second", granularity: "YYYY-MM-DDThh:mm:ss.sssZ",
      asks: [overlap]),
    Dates(name: "a granularity of minutes", granularity: "YYYY-MM-DDThh:mmZ", asks: [overlap]),
    Dates(name: "a granularity in small letters", granularity: "yyyy-mm-ddThh:mm:ssz", asks: [overlap]),
    Dates(name: "a granularity with white space", granularity: " YYYY-MM-DDThh:mm:ssZ\n", asks: [overlap]),
    Dates(name: "no granularity", granularity: "", asks: ["ListRecords from=2024-05-31"]),
    Dates(name: "a granularity in words", granularity: "day", asks: ["ListRecords from=2024-05-31"]),
    Dates(name: "a responseDate with an offset", responseDate: "2024-06-01T02:00:00+02:00", asks: [overlap]),
    Dates(name: "a responseDate without Z", responseDate: "2024-06-01T00:00:00", asks: [overlap]),
    Dates(name: "a responseDate with fractions", responseDate: "2024-06-01T00:00:00.123Z", asks: [overlap]),
    Dates(name: "a responseDate that is a day", responseDate: "2024-06-01", asks: [overlap]),
  ]

  @Test(
    "the second harvest asks for what came since the first one, in the dates that the endpoint takes",
    arguments: endpoints)
  func increment(_ endpoint: Dates) async throws {
    var model = ModelRepository(1...12)
    model.granularity = endpoint.granularity
    model.responseDate = endpoint.responseDate
    let bench = try FaultBench(model, [endpoint.refusal], harvest: endpoint.harvest)
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    bench.provider.change { model in
      model.responseDate = "2024-06-02T00:00:00Z"
      var late = ModelRecord.numbered(13)
      late.datestamp = "2024-06-01T08:00:00Z"
      model.records.append(late)
    }
    let second = try await bench.harvest()
    second.expect(Expected(new: 1, unchanged: endpoint.unchanged, requests: endpoint.asks))
    try await bench.expectIntact()
  }

  @Test("what a harvest found out about dates holds for the next one")
  func remembersDays() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [Dates(name: "", refusesSeconds: true, asks: []).refusal])
    _ = try await bench.harvest()
    try await bench.harvest().expect(Expected(requests: [Self.overlap, "ListRecords from=2024-05-31"]))
    try await bench.harvest().expect(Expected(requests: ["ListRecords from=2024-05-31"]))
  }

  @Test(
    "where no responseDate can be read our own clock counts",
    arguments: ["yesterday", "", "2024-13-01T00:00:00Z", "1. Juni 2024"])
  func unreadableMoment(_ moment: String) async throws {
    var model = ModelRepository(1...12)
    model.responseDate = moment
    let bench = try FaultBench(model)
    let began = Timestamp.now
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    bench.provider.change { model in
      var late = ModelRecord.numbered(13)
      late.datestamp = began.description
      model.records.append(late)
    }
    let second = try await bench.harvest()
    #expect(second.report.complete && second.report.new == 1, "\(second)")
    let from = try #require(
      Timestamp(second.requests.first?.split(separator: "=").last.map(String.init) ?? ""))
    #expect((began.seconds - 310...began.seconds - 250).contains(from.seconds), "\(second)")
  }

  @Test("an endpoint whose clock is years ahead or behind: what changes by its clock is met")
  func wrongClock() async throws {
    for (first, second) in [
      ("2031-01-01T00:00:00Z", "2031-01-01T01:00:00Z"), ("1999-01-01T00:00:00Z", "1999-01-01T01:00:00Z"),
    ] {
      var model = ModelRepository(1...12)
      model.responseDate = first
      let bench = try FaultBench(model)
      try await bench.harvest().expect(Expected(new: 12, requests: .list()))
      bench.provider.change { model in
        model.responseDate = second
        model.records[3].datestamp = first
        model.records[3].metadata = ModelRecord.dublinCore(title: "Neu")
      }
      let next = try await bench.harvest()
      #expect(next.report.complete && next.report.changed == 1 && next.report.new == 0, "\(next)")
    }
  }

  @Test("an endpoint that takes no notice of from hands everything out again: nothing is new")
  func fromIgnored() async throws {
    var model = ModelRepository(1...12)
    model.filtersByDate = false
    let bench = try FaultBench(model)
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    let place = "f=2024-05-31T23:55:00Z"
    try await bench.harvest().expect(
      Expected(unchanged: 12, requests: [Self.overlap, "ListRecords p2;\(place)", "ListRecords p3;\(place)"]))
  }

  @Test("where datestamps do not move with the records, a full harvest finds what changed")
  func motionlessDatestamps() async throws {
    let bench = try FaultBench()
    _ = try await bench.harvest()
    bench.provider.change { $0.records[4].metadata = ModelRecord.dublinCore(title: "Neu") }
    try await bench.harvest().expect(Expected(requests: [Self.overlap]))
    try await bench.harvest(["--full"]).expect(Expected(changed: 1, unchanged: 11, requests: .list()))
    #expect(try await bench.stored().title(of: "oai:model:5") == "Neu")
  }

  @Test("an endpoint that refuses lists without from is told of, and harvested with --from")
  func fromRequired() async throws {
    let required = Fault(where: { $0.page == 1 && $0["from"] == nil }, Fault.error("badArgument"))
    let bench = try FaultBench(ModelRepository(1...12), [required])
    try await bench.harvest().expect(
      Expected(complete: false, reasons: ["badArgument"], requests: ["ListRecords"]))
    let harvested = try await bench.harvest(["--from", "2000-01-01"])
    #expect(harvested.report.complete && harvested.report.new == 12, "\(harvested)")
    try await bench.expectIntact()
  }

  @Test("an increment without a match is complete, and moves the mark")
  func noChange() async throws {
    let bench = try FaultBench()
    _ = try await bench.harvest()
    bench.provider.change { $0.responseDate = "2024-06-02T00:00:00Z" }
    try await bench.harvest().expect(Expected(requests: [Self.overlap]))
    try await bench.harvest().expect(Expected(requests: ["ListRecords from=2024-06-01T23:55:00Z"]))
  }

  @Test("a whole list without a match is believed, and does not move the mark: the next one is whole again")
  func emptyAtFirst() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.on("ListRecords", .first(1), Fault.error("noRecordsMatch"))])
    try await bench.harvest().expect(Expected(requests: ["ListRecords"]))
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    try await bench.expectIntact()
  }

  @Test("an incomplete increment does not move the mark")
  func brokenIncrement() async throws {
    let bench = try FaultBench()
    _ = try await bench.harvest()
    bench.provider.change { model in
      model.responseDate = "2024-06-02T00:00:00Z"
      model.records[0].datestamp = "2024-06-01T08:00:00Z"
      model.records[0].metadata = ModelRecord.dublinCore(title: "Neu")
    }
    bench.provider.script(
      .on("ListRecords", Fault.html), .on("ListIdentifiers", Fault.html))
    let broken = try await bench.harvest()
    #expect(!broken.report.complete, "\(broken)")
    bench.provider.script()
    bench.provider.change { $0.responseDate = "2024-06-03T00:00:00Z" }
    let next = try await bench.harvest()
    #expect(next.report.complete && next.report.changed == 1, "\(next)")
    #expect(try await bench.stored().title(of: "oai:model:1") == "Neu")
  }

  @Test(
    "datestamps without Z, with an offset or as days are kept as they came, and a list is taken up by them")
  func oddDatestamps() async throws {
    for form in [
      { (stamp: String) in String(stamp.dropLast()) }, { $0.replacing("Z", with: "+00:00") },
      { $0.replacing("T", with: " ").replacing("Z", with: "") }, { String($0.dropLast()) + ".000Z" },
    ] {
      var model = ModelRepository(1...12)
      for index in model.records.indices {
        model.records[index].datestamp = form(model.records[index].datestamp)
      }
      model.filtersByDate = true
      let bench = try FaultBench(model, [.at("ListRecords p2", Fault.error("badResumptionToken"))])
      let harvested = try await bench.harvest()
      #expect(harvested.report.complete && harvested.report.new == 12, "\(harvested)")
      try await bench.expectIntact()
    }
  }

  @Test(
    "a list in windows begins before the stated earliest datestamp, wherever that lies",
    arguments: [
      "2024-05-01T00:00:00Z", "2024-06-01T00:00:00Z", "2030-01-01T00:00:00Z", "2024-01-01", "",
      "0000-00-00T00:00:00Z",
      "1970-01-01T00:00:00Z", "never",
    ])
  func earliest(_ stated: String) async throws {
    var model = ModelRepository(1...12)
    model.earliestDatestamp = stated
    let bench = try FaultBench(model, harvest: "window: month")
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    let dated = harvested.requests.filter { !$0.contains(" p") }
    #expect(dated.first?.hasPrefix("ListRecords until=") == true, "open at its beginning: \(dated)")
    #expect(dated.last == "ListRecords from=2024-06-01T00:00:00Z", "open at its end: \(dated)")
    try await bench.expectIntact()
  }

  @Test("windows of days and hours hold each record once", arguments: ["day", "hour"])
  func windows(_ window: String) async throws {
    var model = ModelRepository(1...12)
    model.earliestDatestamp = "2024-01-01T00:00:00Z"
    model.responseDate = "2024-01-02T03:30:00Z"
    let bench = try FaultBench(model, harvest: "window: \(window)")
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    #expect(harvested.requests.count == (window == "day" ? 4 : 28), "\(harvested)")
    try await bench.expectIntact()
  }

  @Test("--from and --until ask for a part, and do not move the mark")
  func selective() async throws {
    let bench = try FaultBench()
    try await bench.harvest(["--from", "2024-01-01T03:00:00Z", "--until", "2024-01-01T05:00:00Z"]).expect(
      Expected(
        new: 3, requests: ["ListRecords from=2024-01-01T03:00:00Z until=2024-01-01T05:00:00Z"]))
    try await bench.harvest().expect(Expected(new: 9, unchanged: 3, requests: .list()))
  }

  @Test("each set has a mark of its own, and a record in two sets is one record with both")
  func sets() async throws {
    var model = ModelRepository([])
    model.records =
      (1...4).map { .numbered($0, sets: ["a:maps"]) } + [.numbered(5, sets: ["a", "b"])]
      + (6...8).map { .numbered($0, sets: ["b"]) }
    let bench = try FaultBench(model, harvest: "sets: [a, b]")
    try await bench.harvest().expect(
      Expected(new: 8, requests: ["ListRecords set=a", "ListRecords p2;s=a", "ListRecords set=b"]))
    try await bench.expectIntact()
    try bench.configure(harvest: "sets: [a, b, \"a:maps\"]")
    try await bench.harvest().expect(
      Expected(
        unchanged: 4,
        requests: [
          "ListRecords from=2024-05-31T23:55:00Z set=a", "ListRecords from=2024-05-31T23:55:00Z set=b",
          "ListRecords set=a:maps",
        ]))
  }
}

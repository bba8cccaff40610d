import TestSupport
import Testing

/// Endpoints that are not there, or answer badly what a harvest asks for beside its lists.
@Suite(
  "Faults of endpoints", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct EndpointFaultTests {
  @Test("nobody listens: exit 1, JSON all the same, one line that says what to do")
  func unreachable() async throws {
    let port = try ScriptedServer { _ in .answer() }.port
    let space = try Workspace()
    try space.configure([.init(id: "nobody", endpoint: "http://127.0.0.1:\(port)/oai")])
    let result = try await space.winnow("harvest", "--json")
    #expect(result.status == 1 && result.errorLines.count { $0.hasPrefix("winnow:") } == 1, "\(result)")
    let object = try result.object()
    #expect(object["complete"] as? Bool == false && object["received"] as? Int == 0, "\(result)")
    #expect(
      (object["reason"] as? String)?.contains("127.0.0.1 gave no answer after 5 attempts") == true,
      "\(result)")
    #expect(object["retries"] as? Int == 4)
    #expect(object["requests"] as? Int == 5, "each attempt counts, sent or not: \(result)")
    let identify = try await space.winnow("identify", "http://127.0.0.1:\(port)/oai")
    #expect(identify.status == 1 && identify.output.contains("CANNOT be harvested"), "\(identify)")
    let report = try await space.winnow("report")
    #expect(report.status == 0 && report.output.contains("INCOMPLETE"), "\(report)")
  }

  @Test(
    "an address that is no endpoint is told of, with what to do",
    arguments: ["html", "404", "401", "rss", "errors"])
  func noEndpoint(_ kind: String) async throws {
    let spoil: Fault.Spoiling =
      switch kind {
      case "html": Fault.html
      case "404": Fault.status(404)
      case "401": Fault.status(401)
      case "rss": Fault.body("<rss/>")
      default: Fault.error("badVerb")
      }
    let bench = try FaultBench(ModelRepository(1...12), [Fault(where: { _ in true }, spoil)])
    let harvested = try await bench.harvest()
    #expect(!harvested.report.complete && harvested.report.received == 0, "\(harvested)")
    let words = [
      "html": "HTML page", "404": "404", "401": "credentials", "rss": "'rss'", "errors": "badVerb",
    ][kind]
    #expect(harvested.report.reason.contains(words ?? ""), "\(harvested)")
    #expect(harvested.log.allSatisfy { $0 == "Identify" }, "\(harvested)")
  }

  @Test("a prefix that the endpoint does not have is told of, with what to do")
  func wrongPrefix() async throws {
    var model = ModelRepository(1...12)
    model.prefix = "edm"
    let bench = try FaultBench(model)
    let harvested = try await bench.harvest()
    harvested.expect(
      Expected(
        complete: false, reasons: ["no records in prefix 'oai_dc'", "winnow identify"],
        requests: ["ListRecords"]))
    #expect(harvested.errors.contains("does not list the prefix"), "\(harvested)")
  }

  static let spoilt: [(name: String, spoil: Fault.Spoiling)] = [
    ("HTML", Fault.html), ("a truncated page", Fault.body("<OAI-PMH")), ("badVerb", Fault.error("badVerb")),
    ("404", Fault.status(404)), ("500", Fault.status(500)),
    ("an empty element", { answer, request, model in answer.text = model.page("<\(request.verb)/>") }),
  ]

  @Test(
    "ListMetadataFormats and ListSets answered badly, or not at all, keep nobody from harvesting",
    arguments: spoilt.map(\.name))
  func badFormats(_ name: String) async throws {
    let spoil = try #require(Self.spoilt.first { $0.name == name }).spoil
    let bench = try FaultBench(
      ModelRepository(1...12), [.on("ListMetadataFormats", spoil), .on("ListSets", spoil)])
    try await bench.harvest().expect(Expected(new: 12, requests: [String].list()))
    let identify = try await bench.space.winnow(
      "identify", bench.provider.endpoint, "--prefix", "oai_dc", "--json")
    #expect(identify.status == 0, "\(identify)")
    #expect(try identify.object()["harvestable"] as? Bool == true)
  }

  @Test("an endpoint that moved begins anew: tokens and marks of the former one say nothing about it")
  func moved() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [.at("ListRecords p2", Fault.status(503)), .on("Identify", .after(1), Fault.status(503))])
    #expect(try await bench.harvest().report.new == 4)
    let other = try FaultProvider(ModelRepository(1...12))
    try bench.space.configure([.init(id: "model", endpoint: other.endpoint, prefix: "oai_dc")])
    let result = try await bench.space.winnow("harvest", "--json")
    #expect(result.status == 0, "\(result)")
    #expect(try result.object()["unchanged"] as? Int == 4 && result.object()["new"] as? Int == 8, "\(result)")
    #expect(other.log.map(\.summary).suffix(3) == [String].list()[...])
  }

  @Test("two endpoints at once, one of them dead: the other one is harvested all the same")
  func oneDead() async throws {
    let bench = try FaultBench()
    let port = try ScriptedServer { _ in .answer() }.port
    try bench.space.configure(
      [
        .init(id: "dead", endpoint: "http://127.0.0.1:\(port)/oai"),
        .init(id: "model", endpoint: bench.provider.endpoint, prefix: "oai_dc"),
      ], retryWait: 1)
    let result = try await bench.space.winnow("harvest", "--json")
    #expect(result.status == 1, "\(result)")
    let objects = try result.objects()
    #expect(objects.map { $0["complete"] as? Bool } == [false, true], "\(result)")
    #expect(objects.map { $0["new"] as? Int } == [0, 12], "\(result)")
  }
}

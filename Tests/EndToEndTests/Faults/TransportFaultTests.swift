import Foundation
import TestSupport
import Testing

/// Answers that are late, refused, cut on the wire or packed.
@Suite(
  "Faults: transport", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct TransportFaultTests {
  @Test(
    "status 500, 502, 503, 504 and 429 twice: the request is sent again",
    arguments: [500, 502, 503, 504, 429])
  func retried(_ status: Int) async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", .first(2), Fault.status(status))])
    let harvested = try await bench.harvest()
    harvested.expect(
      Expected(
        new: 12,
        requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p2", "ListRecords p3"]))
    #expect(harvested.report.retries == 2)
    try await bench.expectIntact()
  }

  @Test("a connection that breaks in mid-answer: the request is sent again, nothing is doubled")
  func broken() async throws {
    let broken = Fault.at("ListRecords p2", .first(1)) { answer, _, _ in
      answer.statedLength = answer.body.count
      answer.body = Array(answer.body.prefix(answer.body.count / 2))
    }
    let bench = try FaultBench(ModelRepository(1...12), [broken])
    let harvested = try await bench.harvest()
    harvested.expect(
      Expected(new: 12, requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p3"]))
    #expect(harvested.report.retries == 1)
    try await bench.expectIntact()
  }

  @Test("the first wait is the configured one, and each is twice the one before")
  func backoff() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", .first(4), Fault.status(503))], retryWait: 100)
    let began = ContinuousClock.now
    let harvested = try await bench.harvest()
    let took = ContinuousClock.now - began
    #expect(harvested.report.complete && harvested.report.retries == 4, "\(harvested)")
    #expect(took > .milliseconds(1500), "100 + 200 + 400 + 800 ms: \(took)")
  }

  @Test(
    "a page that the server fails at for good is gone round, once Identify tells that the endpoint lives",
    arguments: [500, 504])
  func goneRound(_ status: Int) async throws {
    try await ListFault(
      "", .at("ListRecords p2", Fault.status(status)),
      expected: Expected(
        new: 12,
        requests: ["ListRecords"] + Array(repeating: "ListRecords p2", count: 5) + ["Identify"]
          + .restarted(behind: 4, pages: 3))
    ).check()
  }

  @Test(
    "a bot wall, 403, is not gone round: incomplete, and the token is kept for the next run",
    arguments: [401, 403])
  func forbidden(_ status: Int) async throws {
    let bench = try FaultBench(ModelRepository(1...12), [.at("ListRecords p2", Fault.status(status))])
    try await bench.harvest().expect(
      Expected(
        complete: false, reasons: [String(status), "credentials"], new: 4,
        requests: ["ListRecords", "ListRecords p2"]))
    bench.provider.script()
    try await bench.harvest().expect(Expected(new: 8, requests: ["ListRecords p2", "ListRecords p3"]))
    try await bench.expectIntact()
  }

  @Test(
    "an endpoint that dies in mid-list is left alone: incomplete, the token is kept and used by the next run")
  func dies() async throws {
    // The first Identify is answered, those after the list failed are not.
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2", Fault.status(503)), .on("Identify", .after(1), Fault.status(503)),
      ])
    let first = try await bench.harvest()
    first.expect(
      Expected(
        complete: false, reasons: ["after 5 attempts", "503"], new: 4,
        requests: ["ListRecords"] + Array(repeating: "ListRecords p2", count: 5)
          + Array(repeating: "Identify", count: 5)))
    bench.provider.script()
    let second = try await bench.harvest()
    second.expect(Expected(new: 8, requests: ["ListRecords p2", "ListRecords p3"]))
    try await bench.expectIntact()
  }

  @Test(
    "an error of the protocol is one whatever HTTP status it comes with", arguments: [400, 404, 422, 500])
  func errorsWithStatus(_ status: Int) async throws {
    let withStatus: Fault.Spoiling = { answer, request, model in
      Fault.error("badResumptionToken")(&answer, request, model)
      answer.status = status
    }
    try await ListFault(
      "", .at("ListRecords p2", withStatus),
      expected: Expected(
        new: 12, requests: ["ListRecords", "ListRecords p2"] + .restarted(behind: 4, pages: 3))
    ).check()
    let nothing: Fault.Spoiling = { answer, request, model in
      Fault.error("noRecordsMatch")(&answer, request, model)
      answer.status = status
    }
    let bench = try FaultBench(ModelRepository(1...12), [.on("ListRecords", nothing)])
    try await bench.harvest().expect(Expected(requests: ["ListRecords"]))
  }

  @Test("Retry-After in seconds is obeyed")
  func retryAfterSeconds() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", .first(1), Fault.status(503, [("Retry-After", "2")]))])
    let began = ContinuousClock.now
    let harvested = try await bench.harvest()
    #expect(harvested.report.complete && harvested.report.retries == 1, "\(harvested)")
    #expect(ContinuousClock.now - began > .seconds(2))
  }

  @Test("Retry-After as an HTTP date is obeyed")
  func retryAfterDate() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2", .first(1)) { answer, request, model in
          Fault.status(429, [("Retry-After", HTTPDate.text(.now + 3))])(&answer, request, model)
        }
      ])
    let began = ContinuousClock.now
    let harvested = try await bench.harvest()
    #expect(harvested.report.complete && harvested.report.retries == 1, "\(harvested)")
    // The date has whole seconds.
    #expect(ContinuousClock.now - began > .milliseconds(1900))
  }

  @Test(
    "an endpoint that asks for more than ten minutes is left alone until then, by the next run too",
    arguments: [503, 429])
  func notBefore(_ status: Int) async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", Fault.status(status, [("Retry-After", "86400")]))])
    let first = try await bench.harvest()
    first.expect(Expected(complete: false, new: 4, requests: ["ListRecords", "ListRecords p2"]))
    bench.provider.script()
    let second = try await bench.harvest()
    second.expect(Expected(complete: false, requests: []))
    for reason in [first.report.reason, second.report.reason] {
      let moment = try #require(reason.firstMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/), "\(reason)")
      #expect(abs(try Date(String(moment.0), strategy: .iso8601).timeIntervalSinceNow - 86_400) < 120)
    }
    #expect(second.log == [], "nobody is asked before the moment that the endpoint named")
  }

  @Test(
    "an HTTP date in the past and a Retry-After that is neither number nor date cost no more than a usual wait"
  )
  func oddRetryAfter() async throws {
    for value in ["Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-5", "99999999999999999999"] {
      let bench = try FaultBench(
        ModelRepository(1...12),
        [.at("ListRecords p2", .first(1), Fault.status(503, [("Retry-After", value)]))])
      let harvested = try await bench.harvest()
      if value.hasPrefix("999") {
        #expect(!harvested.report.complete && harvested.report.new == 4, "\(harvested)")
      } else {
        harvested.expect(
          Expected(new: 12, requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p3"]))
      }
    }
  }

  @Test("gzip without its header is unpacked")
  func undeclaredGzip() async throws {
    let packed = Fault(where: { _ in true }) { answer, _, _ in answer.body = Deflate.gzip(answer.body) }
    let bench = try FaultBench(ModelRepository(1...12), [packed])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    try await bench.expectIntact()
  }

  @Test("declared gzip is unpacked")
  func declaredGzip() async throws {
    let packed = Fault(where: { _ in true }) { answer, _, _ in
      answer.body = Deflate.gzip(answer.body)
      answer.headers.append(("Content-Encoding", "gzip"))
    }
    let bench = try FaultBench(ModelRepository(1...12), [packed])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    try await bench.expectIntact()
  }

  @Test("gzip that is declared and is none is read as what it is, or gone round: nothing is lost")
  func falselyDeclaredGzip() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [.at("ListRecords p2") { answer, _, _ in answer.headers.append(("Content-Encoding", "gzip")) }])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    try await bench.expectIntact()
  }

  @Test("gzip cut in the middle is gone round: nothing is lost")
  func brokenGzip() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          answer.body = Deflate.gzip(answer.body).dropLast(answer.body.count / 2)
          answer.headers.append(("Content-Encoding", "gzip"))
        }
      ])
    let harvested = try await bench.harvest()
    harvested.expect(Expected(new: 12))
    try await bench.expectIntact()
  }

  @Test("an endpoint that moved for good is followed, and where to is told once")
  func movedForGood() async throws {
    let bench = try FaultBench()
    let target = bench.provider.endpoint
    let former = try ScriptedServer { request in
      .redirect(301, to: target + request.target.drop { $0 != "?" })
    }
    try bench.space.configure(
      [.init(id: "model", endpoint: former.base + "/oai", prefix: "oai_dc")], retryWait: 1)
    let result = try await bench.space.winnow("harvest", "--json")
    #expect(result.status == 0, "\(result)")
    #expect(try result.object()["new"] as? Int == 12)
    #expect(result.errorLines.count { $0.contains(target) } == 1, "\(result)")
    #expect(bench.provider.log.map(\.summary).suffix(3) == [String].list()[...])
  }

  @Test("a redirect in mid-list, for one request alone, is followed")
  func redirected() async throws {
    let other = try FaultProvider(ModelRepository(1...12))
    let target = other.endpoint + "?verb=ListRecords&resumptionToken=p2"
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", Fault.status(302, [("Location", target)]))])
    let result = try await bench.space.winnow("harvest", "--json")
    #expect(result.status == 0, "\(result)")
    #expect(try result.object()["new"] as? Int == 12)
    #expect(other.log.map(\.summary) == ["ListRecords p2"])
    try await bench.expectIntact()
  }

  @Test("redirects that never end are gone round")
  func redirectLoop() async throws {
    let bench = try FaultBench()
    let target = bench.provider.endpoint + "?verb=ListRecords&resumptionToken=p2"
    bench.provider.script(.at("ListRecords p2", Fault.status(302, [("Location", target)])))
    let harvested = try await bench.harvest()
    #expect(harvested.report.complete && harvested.report.new == 12, "\(harvested)")
    try await bench.expectIntact()
  }
}

/// Dates as HTTP writes them (RFC 9110, section 5.6.7).
private enum HTTPDate {
  static func text(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: date)
  }
}

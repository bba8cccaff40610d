import Fetching
@testable import Pipeline
import TestSupport
import Testing

@Suite("Judging an endpoint")
struct EndpointJudgeTests {
  private func judge(
    _ repository: ModelRepository, _ faults: Fault..., prefix: String? = nil, set: String? = nil
  ) async throws -> (judgement: EndpointJudgement, requests: [String]) {
    let provider = try FaultProvider(repository, faults)
    var configuration = FetchConfiguration(version: "1", contact: "mailto:ops@example.org")
    configuration.endpointRetry = .never
    configuration.proxies = ProxySettings()
    let engine = FetchEngine(configuration)
    let judgement = await EndpointJudge(engine: engine, pause: .seconds(2)).judge(
      provider.endpoint, prefix: prefix, set: set)
    await engine.shutdown()
    return (judgement, provider.log.map(\.summary))
  }

  @Test("a sound endpoint: every fact, no problem, and an entry to paste")
  func sound() async throws {
    let (found, requests) = try await judge(ModelRepository(1...10))
    #expect(found.harvestable && found.reason == "the first page of ListRecords is readable")
    #expect(found.problems.isEmpty, "\(found.problems)")
    #expect(found.name == "Model" && found.prefix == "oai_dc" && found.formats.map(\.readable) == [true])
    #expect(found.pageSize == 4 && found.completeListSize == 10 && found.cursor == .records)
    #expect(found.tokens == "the second page follows the first" && found.tokenRepeatable == true)
    #expect(found.getRecord == true && found.listIdentifiers == true)
    #expect(found.acceptedDates == ["seconds", "days"] && found.fromHonoured == true)
    #expect(found.earliestPlausible == true && found.encoding == "UTF-8" && found.compression == nil)
    #expect(found.estimatedRequests == 5 && found.estimatedSeconds.map { $0 >= 10 && $0 < 20 } == true)
    #expect(found.repairs.isEmpty && found.broken == 0)
    #expect(found.requests == requests.count && requests.count <= 15, "\(requests)")
    #expect(
      Array(found.advice.prefix(4)) == [
        "providers:", "  - id: provider", "    name: \"Model\"", "    harvest:",
      ])
    #expect(
      !found.advice.contains { $0.contains("count:") || $0.contains("reconcile") || $0.contains("window") })
  }

  @Test("the second page that is the first, and the same token again, end it")
  func stuckTokens() async throws {
    let (same, _) = try await judge(
      ModelRepository(1...10), .at("ListRecords p2", .always, Fault.token("p2")))
    #expect(!same.harvestable && same.tokens == "the same token again: the list cannot go on")
    #expect(same.reason == "the list cannot be followed beyond its first page" && same.advice.isEmpty)
    let (refused, _) = try await judge(
      ModelRepository(1...10), .at("ListRecords p2", .always, Fault.error("badResumptionToken")))
    #expect(!refused.harvestable)
    #expect(refused.tokens == "the token of the first page is answered with badResumptionToken: as scripted")
  }

  @Test("a token that works once, a count that is wrong and deletions that are not told each get their line")
  func advice() async throws {
    var repository = ModelRepository(1...10)
    repository.deletedRecord = "no"
    let (found, _) = try await judge(
      repository, .at("ListRecords p2", .after(1), Fault.error("badResumptionToken")),
      .at("ListRecords p2", .first(1), Fault.text("completeListSize=\"10\"", "completeListSize=\"12\"")))
    #expect(found.harvestable && found.tokenRepeatable == false)
    #expect(
      found.problems.map(\.problem) == [
        "deletions are not told", "completeListSize changes from 10 to 12 between two pages",
        "a token used again is answered with badResumptionToken: as scripted: a list that broke off cannot go on at its"
          + " last page",
      ])
    #expect(
      Array(found.advice.suffix(3)) == [
        "      count: advisory", "      window: month",
        "      reconcile_days: 30    # deletions are not kept by the endpoint",
      ])
  }

  @Test("days only, an ignored from, a false earliest datestamp")
  func dates() async throws {
    var days = ModelRepository(1...10)
    days.granularity = "YYYY-MM-DD"
    days.earliestDatestamp = "2026-01-01"
    let (byDay, _) = try await judge(
      days, Fault(where: { ($0["from"]?.count ?? 0) > 10 }, Fault.error("badArgument")))
    #expect(byDay.acceptedDates == ["days"] && byDay.earliestPlausible == false)
    #expect(
      byDay.notes.contains { $0.hasPrefix("earliestDatestamp 2026-01-01 is after 2024-01-") },
      "\(byDay.notes)")
    var deaf = ModelRepository(1...10)
    deaf.filtersByDate = false
    let (ignored, requests) = try await judge(deaf)
    #expect(ignored.fromHonoured == false && requests.count <= 15)
    #expect(ignored.problems.map(\.problem) == ["lists from a date hold older records"])
  }

  @Test("GetRecord and ListIdentifiers that do not work are named, and dates are tried by ListRecords then")
  func missingVerbs() async throws {
    let (found, requests) = try await judge(
      ModelRepository(1...10), .on("GetRecord", .always, Fault.error("idDoesNotExist")),
      .on("ListIdentifiers", .always, Fault.error("badVerb")))
    #expect(found.harvestable && found.getRecord == false && found.listIdentifiers == false)
    #expect(found.acceptedDates == ["seconds", "days"] && found.fromHonoured == true)
    #expect(
      requests.count <= 15 && requests.filter { $0.hasPrefix("ListIdentifiers") }.count == 1, "\(requests)")
  }

  @Test("repairs and broken records of the pages seen are counted, and another prefix or set is minded")
  func repairs() async throws {
    let (found, _) = try await judge(
      ModelRepository(1...10),
      .at("ListRecords", .always, Fault.text("<identifier>oai:model:2</identifier>", "")),
      prefix: "mods", set: "none")
    #expect(!found.harvestable && found.reason.hasPrefix("ListRecords answers cannotDisseminateFormat"))
    #expect(
      found.problems.map(\.problem) == [
        "ListSets does not name the set none", "the endpoint does not list the prefix mods",
      ])
    let (broken, _) = try await judge(
      ModelRepository(1...10),
      .at("ListRecords", .always, Fault.text("<identifier>oai:model:2</identifier>", "")))
    #expect(broken.harvestable && broken.broken == 1)
  }

  @Test("what is no endpoint says so in one line and costs one request")
  func noEndpoint() async throws {
    let (found, requests) = try await judge(ModelRepository(1...2), .on("Identify", .always, Fault.html))
    #expect(
      !found.harvestable && found.reason == "Identify: the response is an HTML page titled 'Maintenance'")
    #expect(requests == ["Identify"] && found.requests == 1)
  }
}

import Foundation
import TestSupport
import Testing

@Suite(
  "winnow identify", .fewAtOnce, .enabled(if: Built.winnow != nil, "needs the built executable"))
struct IdentifyTests {
  @Test("a sound endpoint: the facts by their keys, within 15 requests")
  func sound() async throws {
    let provider = try FaultProvider(ModelRepository(1...10))
    let space = try Workspace()
    let result = try await space.winnow("identify", provider.endpoint, "--json")
    #expect(result.status == 0, "\(result)")
    let found = try result.object()
    #expect(found["harvestable"] as? Bool == true && found["name"] as? String == "Model")
    #expect(found["prefix"] as? String == "oai_dc" && found["page_size"] as? Int == 4)
    #expect(found["complete_list_size"] as? Int == 10 && found["cursor"] as? String == "records")
    #expect(found["token_repeatable"] as? Bool == true && found["get_record"] as? Bool == true)
    #expect(found["list_identifiers"] as? Bool == true && found["from_honoured"] as? Bool == true)
    #expect(found["accepted_dates"] as? [String] == ["seconds", "days"])
    #expect(found["estimated_requests"] as? Int == 5 && (found["problems"] as? [Any])?.isEmpty == true)
    #expect(found["requests"] as? Int == provider.log.count && provider.log.count <= 15)
    let format = (found["formats"] as? [[String: Any]])?.first
    #expect(format?["prefix"] as? String == "oai_dc" && format?["readable"] as? Bool == true)
  }

  @Test("the entry it advises is one that winnow.yaml takes and that harvests")
  func advice() async throws {
    let provider = try FaultProvider(ModelRepository(1...10))
    let space = try Workspace()
    let text = try await space.winnow("identify", provider.endpoint)
    let entry = try #require(text.output.firstRange(of: "providers:\n"))
    try space.configure([])
    let frame = try space.read("winnow.yaml").replacing(
      "providers: []", with: String(text.output[entry.lowerBound...]))
    try space.write("winnow.yaml", frame)
    let harvest = try await space.winnow("harvest", "--json")
    #expect(try harvest.status == 0 && harvest.object()["received"] as? Int == 10, "\(frame)\n\(harvest)")
  }

  @Test("an endpoint that moved, keeps no deletions and repeats its token is told of line by line")
  func troubles() async throws {
    var repository = ModelRepository(1...10)
    repository.deletedRecord = "no"
    let provider = try FaultProvider(repository, [.at("ListRecords p2", .always, Fault.token("p2"))])
    let former = try ScriptedServer {
      .redirect(301, to: provider.endpoint + "?" + $0.target.drop { $0 != "v" })
    }
    let space = try Workspace()
    let result = try await space.winnow("identify", former.base + "/oai", "--json")
    #expect(result.status == 1, "\(result)")
    let found = try result.object()
    #expect(found["harvestable"] as? Bool == false && found["moved_to"] as? String == provider.endpoint)
    let problems = (found["problems"] as? [[String: String]] ?? []).compactMap { $0["problem"] }
    #expect(
      problems == [
        "the endpoint has moved to \(provider.endpoint)", "deletions are not told",
        "the same token again: the list cannot go on",
      ])
    let text = try await space.winnow("identify", former.base + "/oai")
    #expect(text.output.contains("CANNOT be harvested (the list cannot be followed beyond its first page)"))
    #expect(
      text.output.contains("PROBLEM: the same token again: the list cannot go on: set window: month"),
      "\(text)")
  }

  @Test("a configured provider is asked with its credentials, and a missing secret is named")
  func credentials() async throws {
    let server = try ScriptedServer { request in
      request.headers["authorization"] == "Bearer hush"
        ? .answer(
          200, Array(Answer.sound(Dictionary(request.arguments.map { ($0.name, $0.value) }) { $1 }).body))
        : .answer(401, Array("no".utf8))
    }
    let space = try Workspace()
    try space.configure([
      .init(id: "closed", endpoint: server.base + "/oai", harvest: "credentials: {type: bearer, env: CLOSED}")
    ])
    let open = try await space.winnow(
      "identify", server.base + "/oai", "--json", environment: ["CLOSED": "hush"])
    #expect(open.status == 0, "\(open)")
    let missing = try await space.winnow("identify", server.base + "/oai")
    #expect(
      missing.status == 1 && missing.errors.contains("environment variable CLOSED: set it"), "\(missing)")
  }
}

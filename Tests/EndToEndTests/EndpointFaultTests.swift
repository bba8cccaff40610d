import Foundation
import Testing

/// Endpoints that do not keep to the protocol: one clear line, and nothing lost.
@Suite(
  "Faults of endpoints", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct EndpointFaultTests {
  /// Harvests a scripted endpoint.
  private func harvest(_ endpoint: ScriptedEndpoint, in space: Workspace) async throws -> CommandResult {
    try space.configure([.init(id: "scripted", endpoint: endpoint.endpoint)])
    return try await space.winnow("harvest", "--json")
  }

  private func expectIncomplete(
    _ result: CommandResult, because word: String, received: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(result.status == 1, "\(result)", sourceLocation: sourceLocation)
    let object = try result.object()
    #expect(object["complete"] as? Bool == false, sourceLocation: sourceLocation)
    let reason = try #require(object["reason"] as? String)
    #expect(reason.contains(word) && !reason.contains("\n"), "\(reason)", sourceLocation: sourceLocation)
    #expect(object["received"] as? Int == received, "\(object)", sourceLocation: sourceLocation)
  }

  @Test("nobody listens: exit 1, JSON all the same, one line that says what to do")
  func unreachable() async throws {
    let port = try ScriptedEndpoint { _, _ in .xml("") }.port
    let space = try Workspace()
    try space.configure([.init(id: "nobody", endpoint: "http://127.0.0.1:\(port)/oai")])
    let result = try await space.winnow("harvest", "--json")
    try expectIncomplete(result, because: "127.0.0.1 gave no answer after", received: 0)
    let retries = try #require(try result.object()["retries"] as? Int)
    #expect(retries > 0)
    #expect(
      try result.object()["requests"] as? Int == retries + 1, "each attempt counts, sent or not: \(result)")
    let identify = try await space.winnow("identify", "http://127.0.0.1:\(port)/oai")
    #expect(identify.status == 1 && identify.output.contains("CANNOT be harvested"), "\(identify)")
    let report = try await space.winnow("report")
    #expect(report.status == 0 && report.output.contains("INCOMPLETE"), "\(report)")
  }

  @Test("a page of HTML with status 200 in mid-list: kept so far, and the next run goes on behind it")
  func htmlPage() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, before in
      switch (arguments["verb"], arguments["resumptionToken"]) {
      case ("ListRecords", nil): .xml(Answer.list(1...2, token: Answer.token("second", of: 4)))
      case ("ListRecords", "second") where before < 2: .html("<html><body>Maintenance</body></html>")
      case ("ListRecords", "second"): .xml(Answer.list(3...4, token: Answer.token("", of: 4)))
      default: Answer.sound(arguments)
      }
    }
    try expectIncomplete(try await harvest(endpoint, in: space), because: "HTML", received: 2)
    let next = try await harvest(endpoint, in: space)
    #expect(next.status == 0, "\(next)")
    #expect(try next.object()["new"] as? Int == 2)
    let lists = endpoint.requests.filter { $0["verb"] == "ListRecords" && $0["resumptionToken"] == nil }
    #expect(lists.count == 1, "the list was not begun again")
  }

  @Test("truncated XML: the whole records of the page are kept")
  func truncated() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, before in
      guard arguments["verb"] == "ListRecords" else { return Answer.sound(arguments) }
      let text = Answer.list(1...3)
      return before < 2 ? .xml(String(text.dropLast(text.count / 5))) : .xml(text)
    }
    let result = try await harvest(endpoint, in: space)
    #expect(result.status == 1, "\(result)")
    let object = try result.object()
    #expect(object["new"] as? Int == 2, "\(object)")
    let next = try await harvest(endpoint, in: space)
    #expect(next.status == 0, "\(next)")
    #expect(try next.object()["new"] as? Int == 1)
  }

  @Test("a list that ends below completeListSize is incomplete")
  func shortList() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in
      switch (arguments["verb"], arguments["resumptionToken"]) {
      case ("ListRecords", nil): .xml(Answer.list(1...2, token: Answer.token("second", of: 5)))
      case ("ListRecords", "second"): .xml(Answer.list(3...4))
      default: Answer.sound(arguments)
      }
    }
    try expectIncomplete(
      try await harvest(endpoint, in: space), because: "4 of completeListSize 5", received: 4)
    try space.configure([.init(id: "scripted", endpoint: endpoint.endpoint)])
    let advisory = try space.read("winnow.yaml").replacing(
      "prefix: edm}", with: "prefix: edm, count: advisory}")
    try space.write("winnow.yaml", advisory)
    #expect(try await space.winnow("harvest", "--json").status == 0)
  }

  @Test("badResumptionToken begins the list again once; an endpoint that refuses its own tokens is told of")
  func badToken() async throws {
    let space = try Workspace()
    let forgetful = try ScriptedEndpoint { arguments, before in
      switch (arguments["verb"], arguments["resumptionToken"]) {
      case ("ListRecords", nil): .xml(Answer.list(1...2, token: Answer.token("second", of: 4)))
      case ("ListRecords", "second") where before == 0: .xml(Answer.error("badResumptionToken", "expired"))
      case ("ListRecords", "second"): .xml(Answer.list(3...4, token: Answer.token("", of: 4)))
      default: Answer.sound(arguments)
      }
    }
    let result = try await harvest(forgetful, in: space)
    #expect(result.status == 0, "\(result)")
    let object = try result.object()
    #expect(object["received"] as? Int == 4 && object["new"] as? Int == 4, "\(object)")

    let other = try Workspace()
    let stubborn = try ScriptedEndpoint { arguments, _ in
      switch (arguments["verb"], arguments["resumptionToken"]) {
      case ("ListRecords", nil): .xml(Answer.list(1...2, token: Answer.token("second", of: 4)))
      case ("ListRecords", _): .xml(Answer.error("badResumptionToken", "expired"))
      default: Answer.sound(arguments)
      }
    }
    try expectIncomplete(
      try await harvest(stubborn, in: other), because: "refuses its own resumption tokens", received: 2)
  }

  @Test("ListMetadataFormats and ListSets answered badly, or not at all, keep nobody from harvesting")
  func badFormats() async throws {
    let spoilt: [@Sendable (String) -> ScriptedEndpoint.Reply] = [
      { _ in .html("<html>not here</html>") }, { _ in .xml("<OAI-PMH") },
      { _ in .xml(Answer.error("badVerb")) },
      { _ in .init(status: 404, body: []) }, { verb in .xml(Answer.page("<\(verb)/>")) },
    ]
    for spoil in spoilt {
      let space = try Workspace()
      let endpoint = try ScriptedEndpoint { arguments, _ in
        switch arguments["verb"] {
        case "ListMetadataFormats", "ListSets": spoil(arguments["verb"] ?? "")
        default: Answer.sound(arguments)
        }
      }
      let result = try await harvest(endpoint, in: space)
      #expect(result.status == 0, "\(result)")
      #expect(try result.object()["new"] as? Int == 3)
      let identify = try await space.winnow("identify", endpoint.endpoint, "--prefix", "edm", "--json")
      #expect(identify.status == 0, "\(identify)")
      #expect(try identify.object()["harvestable"] as? Bool == true)
    }
  }

  @Test("answers packed by gzip are read, and counted as they came")
  func gzip() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in
      var reply = Answer.sound(arguments)
      reply.body = Deflate.gzip(reply.body)
      reply.coding = "gzip"
      return reply
    }
    let result = try await harvest(endpoint, in: space)
    #expect(result.status == 0, "\(result)")
    #expect(try result.object()["new"] as? Int == 3)
  }

  @Test("a record with characters that XML forbids is repaired, one without an identifier set aside")
  func brokenRecords() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in
      guard arguments["verb"] == "ListRecords" else { return Answer.sound(arguments) }
      let text = Answer.list(1...3).replacing("Blatt 2", with: "Blatt\u{1} 2")
        .replacing("<identifier>oai:scripted:3</identifier>", with: "")
      return .xml(text)
    }
    let result = try await harvest(endpoint, in: space)
    #expect(result.status == 0, "a quarantined record does not make a run incomplete: \(result)")
    let object = try result.object()
    #expect(
      object["new"] as? Int == 2 && object["quarantined"] as? Int == 1 && object["repaired"] as? Int == 1,
      "\(object)")
    #expect(object["received"] as? Int == 3)
  }
}

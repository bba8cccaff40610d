import EDM
import Store
import Testing

@testable import Pipeline

@Suite("What may be done with a web resource")
struct RightsGateTests {
  private func decision(_ policy: String, _ rights: RightsFinding?) throws -> RightsDecision {
    let gate = RightsGate(
      policy: .standard,
      providers: try providers("- {id: museum, harvest: {url: \"http://m.example/oai\"}, policy: \(policy)}"))
    return gate.decision(for: webResource(0, nil, reference("http://img.example/1.jpg", rights: rights)))
  }

  @Test(
    "rights and agreement decide together",
    arguments: [
      ("{}", openRights, true, true, true), ("{}", closedRights, false, false, false),
      ("{agreement: true}", closedRights, true, true, false), ("{}", nil, false, false, false),
      ("{agreement: true}", nil, true, true, false),
    ] as [(String, RightsFinding?, Bool, Bool, Bool)])
  func table(policy: String, rights: RightsFinding?, fetch: Bool, thumbnail: Bool, derivative: Bool) throws {
    let decision = try decision(policy, rights)
    #expect(decision.fetch == fetch)
    #expect(decision.thumbnail == thumbnail)
    #expect(decision.derivative == derivative)
    #expect(!decision.reason.isEmpty)
  }

  @Test("`fetch: never` keeps even open files where they are, and says so")
  func never() throws {
    let decision = try decision("{fetch: never, agreement: true}", openRights)
    #expect(!decision.fetch)
    #expect(decision.reason == "the provider's policy is fetch: never")
  }

  @Test("no rights statement is told from a closed one")
  func missing() throws {
    #expect(try decision("{}", nil).reason.hasPrefix("no rights statement: "))
    #expect(try decision("{}", closedRights).reason.hasPrefix("http://rightsstatements.org/vocab/InC/1.0/: "))
  }

  @Test("a provider that is no longer configured agrees to nothing")
  func unknownProvider() {
    let gate = RightsGate(policy: .standard, providers: [:])
    let resource = webResource(0, nil)
    #expect(
      gate.decision(for: resource)
        == RightsDecision(
          fetch: false, thumbnail: false, derivative: false,
          reason: "provider 'museum' is not in the configuration"))
    #expect(!gate.allowsThumbnail(resource))
  }
}

import Foundation
import TestSupport
import Testing

/// A partner changes its software, and with it every identifier: what was known of its records goes along.
@Suite(
  "Changed identifiers", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct RemapTests {
  /// A provider of four records that were harvested.
  private func harvested(_ space: Workspace) async throws -> FaultProvider {
    let provider = try FaultProvider(ModelRepository(1...4))
    try space.configure([.init(id: "model", endpoint: provider.endpoint, prefix: "oai_dc")])
    let harvest = try await space.winnow("harvest", "--json")
    #expect(harvest.status == 0, "\(harvest)")
    return provider
  }

  private func map(_ space: Workspace, _ rows: [String], _ arguments: String...) async throws -> CommandResult
  {
    try space.write("map.csv", (["former,present"] + rows).joined(separator: "\n") + "\n")
    return try await run(
      try #require(Built.winnow), ["remap", "model", "map.csv"] + arguments, in: space.folder)
  }

  private static let rows = (1...4).map { "oai:model:\($0),oai:new:\($0)" }

  @Test("records keep their history and our identifier, and are no new ones when they come again")
  func carriedOver() async throws {
    let space = try Workspace()
    let provider = try await harvested(space)
    provider.change { repository in
      for index in repository.records.indices {
        repository.records[index].identifier = "oai:new:\(index + 1)"
      }
    }
    let rehearsed = try await map(space, Self.rows + ["oai:model:99,oai:new:99"], "--dry-run", "--json")
    #expect(rehearsed.status == 0, "\(rehearsed)")
    let expected = try rehearsed.object()
    #expect(expected["renamed"] as? Int == 4 && expected["unknown"] as? Int == 1)
    #expect(expected["dry_run"] as? Bool == true && expected["decisions"] is NSNull)
    #expect(try await space.winnow("explain", "oai:new:1").status == 1, "nothing was changed")

    let remapped = try await map(space, Self.rows + ["oai:model:99,oai:new:99"])
    #expect(remapped.status == 0, "\(remapped)")
    #expect(
      remapped.output == """
        model: 4 records renamed, 0 joined to records that came under the new identifier; 0 decisions carried over
        1 former identifiers are not those of a record in the store
          oai:model:99
        `winnow enrich` publishes what changed

        """)
    let again = try await space.winnow("harvest", "--full", "--json")
    #expect(again.status == 0, "\(again)")
    let counts = try again.object()
    #expect(counts["new"] as? Int == 0 && counts["received"] as? Int == 4, "\(counts)")
    let explained = try await space.winnow("explain", "oai:new:1")
    #expect(
      explained.output.contains("published as  oai:winnow.example.org:model:oai:model:1"), "\(explained)")
    #expect(explained.output.hasPrefix("oai:new:1 of model"))
    let report = try await space.winnow("report", "--json")
    #expect(report.output.contains("\"kind\":\"remap\""))
  }

  @Test("where both have come already they become one record")
  func merged() async throws {
    let space = try Workspace()
    let provider = try await harvested(space)
    provider.change { $0.records.append(contentsOf: [.numbered(5), .numbered(6)]) }
    _ = try await space.winnow("harvest", "--full", "--json")
    let result = try await map(space, ["oai:model:1,oai:model:5"], "--json")
    #expect(result.status == 0, "\(result)")
    #expect(try result.object()["merged"] as? Int == 1 && (try result.object()["renamed"] as? Int == 0))
  }

  @Test("a swap, a table that means no record, and other mistakes change nothing")
  func refused() async throws {
    let space = try Workspace()
    _ = try await harvested(space)
    let swap = try await map(space, ["oai:model:1,oai:model:2", "oai:model:2,oai:model:1"])
    #expect(swap.status == 1 && swap.errorLines.count == 1, "\(swap)")
    #expect(swap.errors.contains("map.csv: row 1: 'oai:model:2' is taken here and given up in row 2"))
    let unknown = try await map(space, ["oai:other:1,oai:other:2"])
    #expect(unknown.status == 1, "\(unknown)")
    #expect(unknown.errors.contains("none of its 1 former identifiers is that of a record of 'model'"))
    #expect(try await space.winnow("remap", "model", "none.csv").status == 1)
    let nobody = try await space.winnow("remap", "nobody", "map.csv")
    #expect(nobody.status == 2 && nobody.errors.contains("no provider 'nobody'"), "\(nobody)")
    #expect(try await space.winnow("explain", "oai:model:1").status == 0)
  }
}

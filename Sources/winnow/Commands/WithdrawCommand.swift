import ArgumentParser
import OAIPMH
internal import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow withdraw ID|PROVIDER`
struct WithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take a record, or all of a provider, out of everything that is published.",
    discussion: "A tombstone stays and travels to harvesters as a deletion. It is published at once.")

  @Argument(help: "A record (its identifier, ours or theirs) or the id of a provider.")
  var subject: String

  @Flag(name: .long, help: "Remove bytes, results, vectors and thumbnails as well.")
  var purge = false

  @Option(name: .long, help: "Why: kept with the tombstone.")
  var reason: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let store = bench.store
    let isProvider = try await store.providers().contains(ProviderID(subject))
    var keys: [RecordKey] = []
    if isProvider {
      let provider = ProviderID(subject)
      var last: RecordKey?
      while true {
        let page = try await store.records(provider: provider, after: last, limit: 1000)
        keys += page
        guard let end = page.last else { break }
        last = end
      }
    } else {
      keys = try await store.find(subject)
      guard keys.count <= 1 else {
        throw CommandFailure(
          message: "'\(subject)' means \(keys.count) records: name one by its OAI identifier")
      }
    }
    guard !keys.isEmpty else { throw CommandFailure(message: "no record '\(subject)' in the store") }
    let media = try await store.withdraw(keys, reason: reason, purge: purge, at: .now)
    for medium in media {
      try await bench.blobs.remove(BlobName.original(medium))
      try await bench.blobs.remove(BlobName.thumbnail(medium, width: 400))
    }
    let control = JobControl(json: common.json)
    let ending = try await bench.publishing(control: control).run(providers: nil)
    control.progress.finish()
    guard ending.complete else {
      throw CommandFailure(message: "withdrawn, but the tombstones are not published yet: \(ending.reason)")
    }
    if common.json {
      try Output.json(Withdrawn(subject: subject, records: keys.count, media: media.count, purged: purge))
    } else {
      Output.line(
        "withdrew \(keys.count) records\(purge ? " and purged \(media.count) media" : ""); tombstones are published"
      )
    }
  }

  private struct Withdrawn: Encodable {
    var subject: String
    var records: Int
    var media: Int
    var purged: Bool
  }
}

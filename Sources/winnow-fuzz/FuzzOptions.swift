import ArgumentParser
import Foundation
import RecordMutation

/// What both processes of a test are told: the same records come of the same options.
struct FuzzOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Folders of sound records (default: Fixtures, and ../shared/data/edm and oai where they are).")
  var corpus: [String] = []

  @Option(name: .long, help: "The folder of the mappings to EDM.")
  var mappings = "Mappings"

  @Option(name: .long, help: "Another one makes other damages.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "To which a damaged record may grow: bytes.")
  var maximumBytes = 2 << 20

  /// The folders that are read.
  var folders: [URL] {
    if !corpus.isEmpty { return corpus.map { URL(fileURLWithPath: $0) } }
    let shared = ["../shared/data/edm", "../shared/data/oai"]
    return (["Fixtures"] + shared.filter { FileManager.default.fileExists(atPath: $0) })
      .map { URL(fileURLWithPath: $0) }
  }

  /// The options as arguments of another process.
  var arguments: [String] {
    ["--corpus"] + folders.map(\.path)
      + ["--mappings", mappings, "--seed", "\(seed)", "--maximum-bytes", "\(maximumBytes)"]
  }

  func mutator(of corpus: SeedCorpus) -> RecordMutator {
    RecordMutator(seeds: corpus.seeds, seed: seed, maximumBytes: maximumBytes)
  }

  func trial() throws -> RecordTrial {
    RecordTrial(mappings: try MappingFolder.mappings(in: URL(fileURLWithPath: mappings)))
  }
}

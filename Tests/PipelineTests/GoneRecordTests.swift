import EDM
import Store
import Testing

@testable import Pipeline

/// Jobs about records that are no longer in the store.
@Suite("Jobs about records that are gone")
struct GoneRecordTests {
  @Test("a job whose record is gone ends, and the others of its batch are done")
  func ends() async throws {
    let temporary = try TemporaryStore()
    try await temporary.ingest([incoming("oai:museum.example:1")])
    let living = try #require(try await temporary.claim(.describe).first)
    let describer = RecordDescriber(
      settings: DescribeSettings(providerID: "museum", idPrefix: "oai:winnow.example"))
    let policy = TagPolicy(
      tasks: ["classification": .init(property: .subject, minimumScore: 0.3)],
      persons: .init(words: [], allowed: [], reason: "none of ours"), excludedClasses: [:], provenClasses: [:]
    )
    let stages: [any StageWork] = [
      DescribeStage(
        store: temporary.store,
        describers: [museum: ProviderDescriber(describer: describer, mediaPerRecord: 10)]),
      ConcludeStage(
        store: temporary.store,
        conclusion: Conclusion(
          policy: policy, vocabulary: try Vocabulary(tableText: "class\tiri\tlabel@en\n"))),
    ]
    for stage in stages {
      let gone = [
        Job(
          key: 7001, stage: stage.stage, subject: .record(RecordKey(rawValue: 999)), attempt: 1, generation: 1
        ),
        Job(key: 7002, stage: stage.stage, subject: .medium(hash("no record")), attempt: 1, generation: 1),
      ]
      let outcome = try await stage.perform(gone + [living])
      #expect(Set(outcome.results.map(\.job.key)) == [7001, 7002, living.key], "\(stage.stage)")
      #expect(outcome.failures.isEmpty, "\(stage.stage)")
      let ended = outcome.results.compactMap { result in
        if case .obsolete(let job) = result { job.key } else { nil }
      }
      #expect(Set(ended) == [7001, 7002], "\(stage.stage)")
    }
  }

  @Test("publish reads the dossiers of its jobs, and knows which have none")
  func dossiers() async throws {
    let temporary = try TemporaryStore()
    try await temporary.ingest([incoming("oai:museum.example:1")])
    let living = try #require(try await temporary.claim(.describe).first)
    var gone = living
    gone.key = 7001
    gone.subject = .record(RecordKey(rawValue: 999))
    let read = try await temporary.store.dossiers(for: [gone, living])
    #expect(read.gone == [gone])
    #expect(read.found.map(\.0) == [living])
    #expect(read.found.map(\.1.source.identifier) == ["oai:museum.example:1"])
  }
}

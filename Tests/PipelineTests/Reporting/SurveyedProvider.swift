import EDM
import Hashing
import OAIPMH
import Store
import Synchronization

@testable import Pipeline

/// A provider with numbered records, as a survey sees it; every tenth is deleted and every eleventh withdrawn.
struct SurveyedProvider {
  let keys: [RecordKey]
  /// The records of which dossiers were asked for, in the order of asking.
  let asked = Asked()

  final class Asked: Sendable {
    private let keys = Mutex<[RecordKey]>([])
    var all: [RecordKey] { keys.withLock { $0 } }
    func note(_ more: [RecordKey]) { keys.withLock { $0 += more } }
  }

  init(records: Int) { keys = (0..<records).map { RecordKey(rawValue: Int64($0 * 3 + 1)) } }

  var source: ProviderSurvey.Source {
    let (keys, asked) = (keys, asked)
    return ProviderSurvey.Source(
      keys: { after, limit in
        let start = after.flatMap { keys.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        // Short pages: more than one is needed.
        return Array(keys.dropFirst(start).prefix(min(limit, 700)))
      },
      dossiers: { wanted in
        asked.note(wanted)
        return wanted.map(Self.dossier)
      })
  }

  private static func dossier(_ key: RecordKey) -> RecordDossier {
    let number = key.rawValue / 3
    return RecordDossier(
      source: RecordSource(
        key: key, provider: ProviderID("museum"), identifier: "oai:museum.example:\(number)", prefix: "edm",
        datestamp: "2024-01-01", deleted: number % 10 == 0, setSpecs: [], bytes: [], context: [],
        contentHash: ContentHash(of: []), version: 1, request: "", receivedAt: Timestamp(seconds: 0),
        repairs: []),
      description: nil, webResources: [], facts: [:], results: [:], relations: [], decisions: [],
      statements: [],
      withdrawal: number % 11 == 0 ? "asked for" : nil)
  }

  /// Entries with the identifier as their title.
  static let reading: ProviderSurvey.Reading = { dossiers in
    dossiers.map { dossier in
      let object = Resource(
        kind: .providedCHO, about: "http://museum.example/1",
        statements: [Statement(.dcTitle, .literal(.init(dossier.source.identifier)))])
      let read = EDMReadResult(record: EDMRecord(resources: [object]), findings: [], repairs: [])
      return CensusEntry(
        identifier: dossier.source.identifier, described: DescribedRecord(kind: .external, read: read))
    }
  }

  func survey(
    sample: Int? = nil, tasks: Int = 3, interruption: Interruption = Interruption(),
    progress: @escaping ProgressHandler = { _ in }, reading: @escaping ProviderSurvey.Reading = Self.reading
  ) -> ProviderSurvey {
    ProviderSurvey(
      source: source, provider: ProviderID("museum"), name: "Museum of Examples", settings: CensusSettings(),
      sample: sample, tasks: tasks, interruption: interruption, progress: progress, reading: reading)
  }
}

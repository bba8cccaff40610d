public import EDM
internal import Foundation
public import Store

/// Goes through the records of a provider, in the order of their keys, and counts what they are like.
///
/// Deleted and withdrawn records are passed over. The records are read and counted in batches by as many tasks as there
/// are cores; what comes out does not depend on who counted what, except for the counts of values too many to be kept,
/// within the error that stands beside them.
public struct ProviderSurvey: Sendable {
  /// Turns dossiers into entries; a dossier that has none is left out.
  public typealias Reading = @Sendable ([RecordDossier]) async throws -> [CensusEntry]

  /// What a survey takes from a store.
  struct Source: Sendable {
    /// The keys of a provider's records in their order after one of them, at most so many.
    var keys: @Sendable (_ after: RecordKey?, _ limit: Int) async throws -> [RecordKey]
    /// Everything known of some records.
    var dossiers: @Sendable ([RecordKey]) async throws -> [RecordDossier]
  }

  /// Records a batch, and keys a page.
  private static let (batchSize, pageSize) = (200, 10_000)

  private let source: Source
  private let provider: ProviderID
  private let name: String
  private let settings: CensusSettings
  private let sample: Int?
  private let tasks: Int
  private let interruption: Interruption
  private let progress: ProgressHandler
  private let reading: Reading

  /// A survey of one provider.
  ///
  /// - Parameters:
  ///   - store: where the records are.
  ///   - name: the provider's name for people.
  ///   - sample: count only so many records, evenly spread over all; `nil` counts every record.
  ///   - tasks: how many batches are worked at at once; as many as there are cores unless given.
  ///   - interruption: asked to stop, the survey ends with what was counted so far, and says so.
  ///   - progress: told after each batch, in records.
  ///   - reading: turns dossiers into entries.
  public init(
    store: any Store, provider: ProviderID, name: String, settings: CensusSettings = CensusSettings(),
    sample: Int? = nil, tasks: Int? = nil,
    interruption: Interruption = Interruption(), progress: @escaping ProgressHandler = { _ in },
    reading: @escaping Reading
  ) {
    self.init(
      source: Source(
        keys: { try await store.records(provider: provider, after: $0, limit: $1) },
        dossiers: { try await store.dossiers($0) }),
      provider: provider, name: name, settings: settings, sample: sample,
      tasks: tasks ?? ProcessInfo.processInfo.activeProcessorCount, interruption: interruption,
      progress: progress, reading: reading)
  }

  init(
    source: Source, provider: ProviderID, name: String, settings: CensusSettings, sample: Int?, tasks: Int,
    interruption: Interruption, progress: @escaping ProgressHandler, reading: @escaping Reading
  ) {
    self.source = source
    self.provider = provider
    self.name = name
    self.settings = settings
    self.sample = sample.map { max(1, $0) }
    self.tasks = max(1, tasks)
    self.interruption = interruption
    self.progress = progress
    self.reading = reading
  }

  /// Counts the records.
  public func run() async throws -> ProviderQuality {
    let total = try await countKeys()
    let step = sample.map { max(1, Double(total) / Double($0)) } ?? 1
    let walk = KeyWalk(source: source, step: step, pageSize: Self.pageSize)
    let tally = Tally(total: step > 1 ? min(total, sample ?? total) : total)
    let found = try await withThrowingTaskGroup(of: Count.self) { group in
      for _ in 0..<tasks { group.addTask { try await count(walk, tally) } }
      var whole = Count(settings)
      for try await part in group { whole.merge(part) }
      return whole
    }
    let visited = found.census.records + found.passedOver
    let share = visited > 0 ? Double(found.census.records) / Double(visited) : 0
    // What was handed out was counted, since a task ends its batch before it stops.
    let isComplete = await walk.isAtEnd
    let isWhole = step == 1 && isComplete
    return found.census.quality(
      of: provider.rawValue, name: name,
      coverage: ProviderQuality.Coverage(
        recordsCounted: found.census.records,
        recordsTotal: isWhole ? found.census.records : Int((Double(total) * share).rounded()),
        isSample: step > 1, isComplete: isComplete))
  }

  /// What a task has counted.
  private struct Count: Sendable {
    var census: RecordCensus
    /// Deleted and withdrawn records, and those of which nothing could be told.
    var passedOver = 0

    init(_ settings: CensusSettings) { census = RecordCensus(settings: settings) }

    mutating func merge(_ other: Count) {
      census.merge(other.census)
      passedOver += other.passedOver
    }
  }

  private func count(_ walk: KeyWalk, _ tally: Tally) async throws -> Count {
    var count = Count(settings)
    while !interruption.isRequested {
      let keys = try await walk.next(Self.batchSize)
      if keys.isEmpty { break }
      let dossiers = try await source.dossiers(keys).filter { !$0.source.deleted && $0.withdrawal == nil }
      let entries = dossiers.isEmpty ? [] : try await reading(dossiers)
      for entry in entries { count.census.add(entry) }
      count.passedOver += keys.count - entries.count
      let (done, total) = await tally.add(keys.count)
      progress(
        ProgressEvent(
          stage: "report", provider: provider.rawValue, done: done, total: total, unit: "records"))
    }
    return count
  }

  /// Reading keys costs little beside reading records.
  private func countKeys() async throws -> Int {
    var (count, last) = (0, RecordKey?.none)
    while !interruption.isRequested {
      let page = try await source.keys(last, Self.pageSize)
      guard let end = page.last else { break }
      count += page.count
      last = end
    }
    return count
  }
}

/// Hands out the keys of a provider's records in their order, every one or some evenly spread.
private actor KeyWalk {
  private let source: ProviderSurvey.Source
  private let step: Double
  private let pageSize: Int
  private var waiting: ArraySlice<RecordKey> = []
  private var last: RecordKey?
  private var seen = 0
  private var chosen = 0
  private var isRead = false
  private var reading: Task<Void, any Error>?

  init(source: ProviderSurvey.Source, step: Double, pageSize: Int) {
    self.source = source
    self.step = step
    self.pageSize = pageSize
  }

  /// True once every key was handed out.
  var isAtEnd: Bool { isRead && waiting.isEmpty }

  /// The next keys, at most so many; none at the end.
  func next(_ limit: Int) async throws -> [RecordKey] {
    while waiting.isEmpty, !isRead { try await readPage() }
    let batch = waiting.prefix(limit)
    waiting = waiting.dropFirst(limit)
    return Array(batch)
  }

  /// Others may ask while a page is being read: all wait for the one task, which takes the page before any goes on.
  private func readPage() async throws {
    if let reading { return try await reading.value }
    let task = Task { take(try await source.keys(last, pageSize)) }
    reading = task
    try await task.value
  }

  private func take(_ page: [RecordKey]) {
    reading = nil
    guard let end = page.last else {
      isRead = true
      return
    }
    last = end
    waiting += page.filter { _ in isChosen() }
  }

  /// Whether the next key is the one that its step gives: not always the first, lest the sample falls in with a rhythm
  /// of the records. Multiples of the golden ratio spread the places within the steps.
  private func isChosen() -> Bool {
    defer { seen += 1 }
    let place = (Double(chosen) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
    guard Double(seen) >= ((Double(chosen) + place) * step).rounded(.down) else { return false }
    chosen += 1
    return true
  }
}

/// How many records were worked at by all tasks.
private actor Tally {
  private var done = 0
  private let total: Int

  init(total: Int) { self.total = total }

  func add(_ records: Int) -> (done: Int, total: Int) {
    done += records
    return (done, max(done, total))
  }
}

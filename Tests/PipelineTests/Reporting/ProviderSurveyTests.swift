import EDM
import Store
import Synchronization
import Testing

@testable import Pipeline

@Suite("Survey of a provider")
struct ProviderSurveyTests {
  /// Of 2000 records those that are neither deleted nor withdrawn.
  private static let live = (0..<2000).count { $0 % 10 != 0 && $0 % 11 != 0 }

  @Test("every record that is there is counted once, whatever the number of tasks", arguments: [1, 3])
  func wholeProvider(_ tasks: Int) async throws {
    let provider = SurveyedProvider(records: 2000)
    let quality = try await provider.survey(tasks: tasks).run()
    #expect(
      quality.coverage == ProviderQuality.Coverage(recordsCounted: Self.live, recordsTotal: Self.live))
    #expect(quality.fields.first { $0.property == "dc:title" }?.records == Self.live)
    #expect(provider.asked.all.sorted() == provider.keys)
    #expect((quality.provider, quality.name) == ("museum", "Museum of Examples"))
  }

  @Test("two tasks find what one finds")
  func sameResult() async throws {
    let provider = SurveyedProvider(records: 500)
    let one = try await provider.survey(tasks: 1).run()
    #expect(try await provider.survey(tasks: 2).run() == one)
  }

  @Test("a sample is spread evenly over all records, and the report says that it is one")
  func sample() async throws {
    let provider = SurveyedProvider(records: 2000)
    let quality = try await provider.survey(sample: 200, tasks: 1).run()
    let places = provider.asked.all.map { Int($0.rawValue / 3) }
    #expect(places.count == 200)
    #expect(places.enumerated().allSatisfy { $0.offset * 10..<$0.offset * 10 + 10 ~= $0.element })
    #expect(quality.coverage.isSample && quality.coverage.isComplete)
    #expect(quality.coverage.recordsCounted == places.count { $0 % 10 != 0 && $0 % 11 != 0 })
    // An estimate from 200 of 2000.
    #expect(abs(quality.coverage.recordsTotal - Self.live) < 40)
    let uneven = SurveyedProvider(records: 1999)
    _ = try await uneven.survey(sample: 300, tasks: 2).run()
    #expect((299...300).contains(Set(uneven.asked.all).count))
  }

  @Test("a sample of more than there are is no sample")
  func largeSample() async throws {
    let quality = try await SurveyedProvider(records: 50).survey(sample: 200).run()
    #expect(!quality.coverage.isSample)
    #expect(quality.coverage.recordsCounted == quality.coverage.recordsTotal)
  }

  @Test("asked to stop, a survey ends after the batch under way and says that it is not complete")
  func interrupted() async throws {
    let interruption = Interruption()
    let provider = SurveyedProvider(records: 2000)
    let quality = try await provider.survey(
      tasks: 1, interruption: interruption, progress: { if $0.done >= 400 { interruption.request() } }
    ).run()
    #expect(provider.asked.all.count == 400)
    #expect(!quality.coverage.isComplete)
    #expect(quality.coverage.recordsCounted == (0..<400).count { $0 % 10 != 0 && $0 % 11 != 0 })
    #expect(abs(quality.coverage.recordsTotal - Self.live) < 20)
  }

  @Test("progress rises to the number of records")
  func progress() async throws {
    let steps = Mutex<[Int]>([])
    _ = try await SurveyedProvider(records: 1000).survey(progress: { event in
      #expect((event.total, event.unit, event.provider) == (1000, "records", "museum"))
      steps.withLock { $0.append(event.done) }
    }).run()
    let all = steps.withLock { $0.sorted() }
    #expect(all.last == 1000)
    #expect(Set(all).count == all.count)
  }

  @Test("a failure while reading ends the survey with it")
  func failure() async throws {
    struct Fault: Error, Equatable {}
    await #expect(throws: Fault.self) {
      _ = try await SurveyedProvider(records: 1000).survey(reading: { _ in throw Fault() }).run()
    }
  }

  @Test("a provider without records gives a complete quality of none")
  func noRecords() async throws {
    let quality = try await SurveyedProvider(records: 0).survey().run()
    #expect(quality.coverage == ProviderQuality.Coverage(recordsCounted: 0, recordsTotal: 0))
  }
}

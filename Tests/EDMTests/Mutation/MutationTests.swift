import EDM
import Foundation
import RecordMutation
import Testing
import XMLCodec

@Suite("Damaged records")
struct MutationTests {
  /// Another seed makes other records: `WINNOW_MUTATION_SEED=7 swift test --filter MutationTests`.
  static let seed = ProcessInfo.processInfo.environment["WINNOW_MUTATION_SEED"].flatMap { UInt64($0) } ?? 4

  /// Sound records of every format, all self-made.
  static func seeds() throws -> [SeedRecord] {
    let golden = GoldenMapping.all.map {
      SeedRecord(name: "\($0)", form: .document, bytes: Array($0.record.utf8))
    }
    let demo = try ProjectFiles.files(below: "Fixtures/demo", suffix: "xml").map {
      SeedRecord(name: $0.lastPathComponent, form: .document, bytes: [UInt8](try Data(contentsOf: $0)))
    }
    // Some of the demo's records are damaged on purpose.
    return SeedRecord.samples + golden + demo.filter { WellFormedness.problem(in: $0.bytes) == nil }
  }

  static func trial() throws -> RecordTrial {
    var mappings: [RecordKind: XSLTStylesheet] = [.dublinCore: try Checkout.dublinCoreMapping()]
    for prefix in GoldenMapping.prefixes {
      mappings[try #require(RecordKind(rawValue: prefix))] = try GoldenMapping.stylesheet(prefix)
    }
    return RecordTrial(mappings: mappings)
  }

  @Test("every sound record keeps every promise, alone and in a page")
  func soundRecords() throws {
    let trial = try Self.trial()
    for seed in try Self.seeds() {
      for form in [seed, seed.asPage] {
        let outcome = try trial.run(form.bytes, form: form.form)
        #expect(outcome.read == 1, "\(seed.name): \(outcome)")
        #expect(outcome.refusals.isEmpty, "\(seed.name): \(outcome)")
      }
    }
  }

  @Test("no damaged record breaks a promise", arguments: 0..<4)
  func damagedRecords(part: Int) throws {
    print("mutation seed \(Self.seed)")
    let trial = try Self.trial()
    let mutator = RecordMutator(seeds: try Self.seeds(), seed: Self.seed, maximumBytes: 24 << 10)
    var read = 0
    var refused = 0
    for number in (part * 600)..<(part * 600 + 600) {
      let mutant = mutator.mutant(number)
      do {
        let outcome = try trial.run(mutant.bytes, form: mutant.form)
        read += outcome.read
        refused += outcome.refusals.values.reduce(0, +)
      } catch {
        Issue.record("record \(number) of seed \(Self.seed), \(mutant.source), \(mutant.mutations): \(error)")
      }
    }
    // Damages that left every record as it was, or none readable, would prove nothing.
    #expect(read > 100)
    #expect(refused > 100)
  }

  @Test("the same seed and number make the same record, others make others")
  func determinism() {
    let first = RecordMutator(seeds: SeedRecord.samples, seed: 1)
    let same = RecordMutator(seeds: SeedRecord.samples, seed: 1)
    let other = RecordMutator(seeds: SeedRecord.samples, seed: 2)
    let numbers = 0..<40
    #expect(numbers.map { first.mutant($0).bytes } == numbers.map { same.mutant($0).bytes })
    #expect(numbers.map { first.mutant($0).bytes } != numbers.map { other.mutant($0).bytes })
    #expect(Set(numbers.map { first.mutant($0).bytes }).count > 35)
  }

  @Test("all ways of damaging are met, and records stay within their bounds")
  func coverage() {
    let mutator = RecordMutator(seeds: SeedRecord.samples, seed: 1, maximumBytes: 16 << 10)
    var met: Set<Mutation> = []
    for number in 0..<1500 {
      let mutant = mutator.mutant(number)
      met.formUnion(mutant.mutations)
      // Text in another encoding takes twice the bytes; long values are replaced whole.
      #expect(mutant.bytes.count <= 16 * (16 << 10), "record \(number)")
    }
    #expect(Set(Mutation.allCases).subtracting(met).isEmpty)
  }
}

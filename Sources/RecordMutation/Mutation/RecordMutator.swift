/// Makes damaged records of sound ones: the same ones for the same seeds and the same number.
public struct RecordMutator: Sendable {
  /// A damaged record.
  public struct Mutant: Sendable {
    /// Counts from 0.
    public let number: Int
    /// The name of the record it was made of.
    public let source: String
    /// What it was before it was damaged.
    public let form: SeedRecord.Form
    /// The damages, in the order in which they were done.
    public let mutations: [Mutation]
    /// What came of it.
    public let bytes: [UInt8]
  }

  /// The sound records.
  public let seeds: [SeedRecord]
  /// Another one makes other damages.
  public let seed: UInt64
  /// A record may grow to about so many bytes.
  public let maximumBytes: Int

  /// A mutator of some records.
  /// - Parameters:
  ///   - seeds: at least one.
  ///   - seed: of the random numbers.
  ///   - maximumBytes: to which a record may grow.
  /// - Precondition: there is a seed.
  public init(seeds: [SeedRecord], seed: UInt64, maximumBytes: Int = 2 << 20) {
    precondition(!seeds.isEmpty, "a mutator needs at least one sound record")
    self.seeds = seeds
    self.seed = seed
    self.maximumBytes = maximumBytes
  }

  /// The damaged record of a number.
  public func mutant(_ number: Int) -> Mutant {
    var generator = SplitMix64(seed: seed, number: number)
    var source = generator.pick(seeds)
    // A record travels alone or in a page.
    if generator.chance(50) { source = source.asPage }
    // Half of all records stay well-formed for the most part, so that what comes after parsing is met too.
    let families = generator.chance(50) ? Self.sound : Self.all
    let count = 1 + min(generator.below(4), generator.below(5))
    var pass = MutationPass(source.bytes, seeds: seeds, generator: generator, maximumBytes: maximumBytes)
    var done: [Mutation] = []
    for _ in 0..<count {
      let family = pass.generator.pick(families)
      guard let mutations = Mutation.byFamily[family] else { continue }
      let mutation = pass.generator.pick(mutations)
      pass.apply(mutation)
      done.append(mutation)
    }
    return Mutant(
      number: number, source: source.name, form: source.form, mutations: done, bytes: pass.bytes)
  }

  /// Families in the shares in which they are met.
  private static let all: [Mutation.Family] =
    Array(repeating: .bytes, count: 10) + Array(repeating: .markup, count: 8)
    + Array(repeating: .encoding, count: 5) + Array(repeating: .values, count: 5)
    + Array(repeating: .rdf, count: 5) + Array(repeating: .entities, count: 4) + [.amounts]
  private static let sound: [Mutation.Family] =
    Array(repeating: .rdf, count: 12) + Array(repeating: .values, count: 12)
    + Array(repeating: .markup, count: 3) + [.amounts, .entities]
}

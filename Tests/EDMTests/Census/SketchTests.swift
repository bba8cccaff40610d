import Testing

@testable import EDM

@Suite("Sketches of the census")
struct SketchTests {
  @Test("a text has the same hash in every process")
  func stableHash() {
    let texts = (0..<20_000).map { "value \($0)" } + ["", "a", "b", "aaaaaaaa", "aaaaaaab", "aaaaaaaaa"]
    #expect(Set(texts.map(StableHash.hash)).count == texts.count)
    #expect(StableHash.hash("cultural heritage") == 2_006_011_407_426_003_234)
  }

  @Test("up to 512 different values are counted exactly, however often they come")
  func fewDistinct() {
    var count = DistinctCount()
    for index in 0..<5120 { count.add(StableHash.hash("value \(index % 512)")) }
    #expect(count.isExact)
    #expect(count.estimate == 512)
    count.add(StableHash.hash("one more"))
    #expect(!count.isExact)
  }

  @Test("many values are estimated within four standard errors", arguments: [513, 2_000, 10_000, 200_000])
  func manyDistinct(_ number: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var count = DistinctCount()
    for index in 0..<number { count.add(StableHash.combine(seed, UInt64(index))) }
    let error = abs(Double(count.estimate) / Double(number) - 1)
    #expect(error < 4 * DistinctCount.standardError, "seed \(seed), estimate \(count.estimate)")
  }

  @Test(
    "two counts merged are one count of both",
    arguments: [(300, 100), (300, 400), (5_000, 10), (5_000, 6_000)])
  func mergedDistinct(_ first: Int, _ second: Int) {
    var (whole, left, right) = (DistinctCount(), DistinctCount(), DistinctCount())
    for index in 0..<(first + second) {
      let hash = StableHash.hash("value \(index * 7 / 8)")
      whole.add(hash)
      if index < first { left.add(hash) } else { right.add(hash) }
    }
    left.merge(right)
    #expect(left.estimate == whole.estimate)
    #expect(left.isExact == whole.isExact)
  }

  @Test("values that fit are counted exactly, the most frequent first")
  func exactValues() {
    var values = FrequentValues(capacity: 4)
    for value in ["b", "a", "c", "a", "d", "a", "c"] { values.add(value, in: RecordMark("record \(value)")) }
    #expect(values.isExact)
    #expect(values.ranked.map(\.value) == ["a", "c", "b", "d"])
    #expect(values.ranked.map(\.count) == [3, 2, 1, 1])
    #expect(values.ranked[0].example.identifier == "record a")
  }

  @Test("a count is never too high and too low by no more than the error, which stays in its bound")
  func boundedValues() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var (exact, parts) = (
      [String: Int](), [FrequentValues](repeating: FrequentValues(capacity: 64), count: 3)
    )
    let number = 60_000
    for index in 0..<number {
      // A third of all values are one of ten, the others hardly ever come twice.
      let value =
        random.next() % 3 == 0 ? "often \(random.next() % 10)" : "seldom \(random.next() % 1_000_000)"
      exact[value, default: 0] += 1
      parts[index % 3].add(value, in: RecordMark("r\(index)"))
    }
    var merged = parts[0]
    merged.merge(parts[1])
    merged.merge(parts[2])
    #expect(merged.total == number)
    #expect(merged.count <= 64)
    #expect(merged.error <= 2 * number / 64, "seed \(seed), error \(merged.error)")
    for entry in merged.ranked {
      let truth = exact[entry.value] ?? 0
      #expect(entry.count <= truth && entry.count + merged.error >= truth, "seed \(seed), \(entry.value)")
    }
    #expect(Set(merged.ranked.prefix(10).map(\.value)) == Set((0..<10).map { "often \($0)" }), "seed \(seed)")
  }

  @Test("quantiles are exact below 64 and right to 1.6 % above")
  func quantiles() {
    var small = SizeDistribution()
    for size in 0...60 { small.add(size) }
    #expect((small.least, small.quantile(0.5), small.quantile(0.25), small.greatest) == (0, 30, 15, 60))
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let sizes = (0..<5001).map { _ in Int(random.next() % 1_000) * Int(random.next() % 1_000) }
    var (left, right) = (SizeDistribution(), SizeDistribution())
    for (index, size) in sizes.enumerated() {
      if index % 2 == 0 { left.add(size) } else { right.add(size) }
    }
    left.merge(right)
    let sorted = sizes.sorted()
    #expect((left.total, left.least, left.greatest) == (5001, sorted[0], sorted[5000]))
    for (share, rank) in [(0.1, 500), (0.5, 2500), (0.9, 4500)] {
      let (estimate, truth) = (Double(left.quantile(share)), Double(sorted[rank]))
      #expect(abs(estimate - truth) <= 0.016 * truth + 1, "seed \(seed), share \(share)")
    }
  }

  @Test("a size of any magnitude is counted")
  func absurdSizes() {
    var sizes = SizeDistribution()
    for size in [-5, 0, 63, 64, 65, 1 << 20, .max] { sizes.add(size) }
    #expect((sizes.least, sizes.quantile(0.5), sizes.greatest) == (0, 64, .max))
  }

  @Test("a sample is the same whatever the order and however it was merged")
  func samples() {
    let records = (0..<500).map { RecordMark("record \($0)") }
    var (forward, backward, halves) = (sample(), sample(), [sample(), sample()])
    for (index, record) in records.enumerated() {
      forward.offer(record, index)
      halves[index % 2].offer(record, index)
    }
    for (index, record) in records.enumerated().reversed() { backward.offer(record, index) }
    halves[1].merge(halves[0])
    #expect(forward.members.count == 7)
    #expect(forward.members.map(\.element) == backward.members.map(\.element))
    #expect(forward.members.map(\.element) == halves[1].members.map(\.element))
    #expect(forward.sorted.map(\.record.identifier) == forward.members.map(\.record.identifier).sorted())
  }

  private func sample() -> RecordSample<Int> { RecordSample(limit: 7) }

  @Test("extremes are the highest measures, each record once for a measure")
  func extremes() {
    var (all, other) = (Extremes<String>(limit: 3), Extremes<String>(limit: 3))
    for measure in [4, 9, 1, 7, 7] { all.offer(measure, RecordMark("r\(measure)"), "\(measure)") }
    #expect(all.members.map(\.measure) == [9, 7, 4])
    for measure in [8, 9, 2] { other.offer(measure, RecordMark("s\(measure)"), "\(measure)") }
    all.merge(other)
    #expect(all.members.map(\.measure) == [9, 9, 8])
  }

  @Test("a text is cut between characters")
  func beginnings() {
    #expect("abc".beginning(bytes: 3) == "abc")
    #expect("abcd".beginning(bytes: 3) == "abc…")
    #expect("aäöü".beginning(bytes: 4) == "aä…")
    #expect("日本語".beginning(bytes: 2) == "…")
  }
}

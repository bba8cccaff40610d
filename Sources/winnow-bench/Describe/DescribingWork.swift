import EDM
import Foundation
import Glibc

/// All that Winnow does with a record between its bytes and the canonical form, on the calling thread.
struct DescribingWork {
  let records: [[UInt8]]
  private let reader = EDMReader()
  private let describer = RecordDescriber(
    settings: DescribeSettings(
      providerID: "bench", providerName: "Aggregator of Examples", idPrefix: "oai:bench.example.org"))
  private let dates = DateNormaliser()
  private let calculator = TierCalculator()
  private let writer = EDMWriter()

  init(records: [[UInt8]]) { self.records = records }

  /// Works on the records, again and again until the time is up: first whole, then step by step.
  /// - Parameter seconds: for each of the two.
  func run(seconds: Double) -> DescribingRun {
    let unread = records.count { (try? reader.read($0)) == nil }
    var run = DescribingRun(
      records: 0, bytes: 0, processorSeconds: 0, seconds: 0, steps: [:], unread: unread)
    var written = 0
    let began = ContinuousClock.now
    let start = Self.threadSeconds
    repeat {
      for record in records {
        written += whole(record)
        run.bytes += record.count
      }
      run.records += records.count
      run.processorSeconds = Self.threadSeconds - start
    } while run.processorSeconds < seconds
    run.seconds = (ContinuousClock.now - began) / .seconds(1)
    precondition(written > 0, "nothing was written")
    let single = stepByStep(seconds: seconds)
    for step in DescribingStep.allCases { run.steps[step.rawValue] = single[step] }
    return run
  }

  /// Every step on one record; the number of bytes written.
  private func whole(_ bytes: [UInt8]) -> Int {
    let described = describer.describe(metadata: bytes, identifier: "record")
    var seen = described.record.normalised().changes.count + readDates(of: described.record)
    seen += described.read?.verdict.findings.count ?? 0
    seen += described.read?.record.problemPatterns.count ?? 0
    if let received = described.read?.record {
      let tiers = calculator.tiers(
        received: received, enriched: described.record, media: Self.knowledge(of: described))
      seen += tiers.uplift.total
    }
    let output = writer.write(described.record)
    return output.bytes.count + output.omitted.count + (seen > 0 ? 1 : 0)
  }

  /// The steps apart, over few records at once, so that reading the clock costs next to nothing and what one step
  /// leaves in the cache is still there for the next.
  private func stepByStep(seconds: Double) -> [DescribingStep: Double] {
    var sums: [DescribingStep: Double] = [:]
    var count = 0
    let start = Self.threadSeconds
    repeat {
      for first in stride(from: 0, to: records.count, by: Self.chunk) {
        let chunk = records[first..<min(records.count, first + Self.chunk)]
        measure(chunk, into: &sums)
        count += chunk.count
      }
    } while Self.threadSeconds - start < seconds
    // Describing holds the reading.
    sums[.describe, default: 0] -= sums[.read] ?? 0
    return sums.mapValues { $0 / Double(count) }
  }

  private static let chunk = 8

  private func measure(_ chunk: ArraySlice<[UInt8]>, into sums: inout [DescribingStep: Double]) {
    var mark = Self.threadSeconds
    func lap(_ step: DescribingStep) {
      let now = Self.threadSeconds
      sums[step, default: 0] += now - mark
      mark = now
    }
    var seen = 0
    for bytes in chunk { seen += (try? reader.read(bytes))?.record.resources.count ?? 0 }
    lap(.read)
    let described = chunk.map { describer.describe(metadata: $0, identifier: "record") }
    lap(.describe)
    for record in described { seen += record.record.normalised().changes.count }
    lap(.normalise)
    for record in described { seen += readDates(of: record.record) }
    lap(.dates)
    for record in described { seen += record.read?.verdict.findings.count ?? 0 }
    lap(.verdict)
    for record in described { seen += record.read?.record.problemPatterns.count ?? 0 }
    lap(.patterns)
    for record in described {
      guard let received = record.read?.record else { continue }
      seen +=
        calculator.tiers(received: received, enriched: record.record, media: Self.knowledge(of: record))
        .received.content.rawValue
    }
    lap(.tiers)
    for record in described { seen += writer.write(record.record).bytes.count }
    lap(.write)
    precondition(seen > 0, "nothing was read")
  }

  /// How many statements say a date.
  private func readDates(of record: EDMRecord) -> Int {
    var count = 0
    for resource in record.resources {
      for statement in resource.statements {
        guard case .literal(let literal) = statement.object else { continue }
        if dates.normalise(literal.text, of: statement.property) != nil { count += 1 }
      }
    }
    return count
  }

  /// What fetching would have found out: every file is a large image.
  private static func knowledge(of described: DescribedRecord) -> MediaKnowledge {
    var files: [String: TechnicalMetadata] = [:]
    for file in described.webResources where file.role != .isShownAt {
      files[file.address] = TechnicalMetadata(
        mime: "image/jpeg", byteCount: 1_000_000, width: 2400, height: 1800)
    }
    return MediaKnowledge(files: files, hasPreview: !files.isEmpty)
  }

  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

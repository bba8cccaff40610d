import ArgumentParser
import Foundation
import RecordMutation
import Synchronization

/// Damages records, many thousands of them, and tries each in a process that may die of it.
struct RecordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Tries damaged records on the whole way from page to published form.",
    discussion: """
      Every damaged record is known by the seed and a number: `--only NUMBER` makes and tries it again.
      Exits with 1 if a record crashed or hung the process or broke a promise.
      """)

  @OptionGroup var options: FuzzOptions
  @Option(name: .long, help: "Damaged records.") var count = 200_000
  @Option(name: .long, help: "The number of the first.") var from = 0
  @Option(name: .long, help: "Tries the record of one number alone.") var only: Int?
  @Option(name: .long, help: "A record that takes longer hangs: seconds of processor time.")
  var secondsPerRecord = 2.0
  @Option(name: .long, help: "Address space of a process: megabytes.") var memoryMegabytes = 512
  @Option(name: .long, help: "Processes at once.") var jobs = 1
  @Option(name: .long, help: "A folder for records that went wrong, as they were and made smaller.")
  var keep: String?

  /// A process is given so many records: what it leaks is then bounded, and seen.
  private static let recordsPerProcess = 5000
  /// Of one cause so many records are kept.
  private static let keptOfCause = 3

  func validate() throws {
    guard count > 0, jobs > 0, secondsPerRecord > 0, memoryMegabytes > 0 else {
      throw ValidationError("--count, --jobs, --seconds-per-record and --memory-megabytes must be above 0")
    }
  }

  func run() throws {
    let corpus = try SeedCorpus(options.folders)
    let mutator = options.mutator(of: corpus)
    TrialLog.say(
      "\(corpus.seeds.count) sound records (\(corpus.leftOut) files are too large), seed \(options.seed)")
    let began = ContinuousClock.now
    let summary =
      try only.map { number in
        var summary = FuzzSummary()
        let finding = try tryRange(number..<number + 1, mutator) { summary.add($0, limit: secondsPerRecord) }
        finding.forEach { summary.add($0) }
        return summary
      } ?? tryAll(mutator)
    try keep.map { try keepFindings(summary.findings, mutator, in: URL(fileURLWithPath: $0)) }
    for line in summary.lines(seconds: (ContinuousClock.now - began) / .seconds(1)) { print(line) }
    if !summary.findings.isEmpty { throw ExitCode(1) }
  }

  private var process: TrialProcess {
    get throws {
      guard let executable = Bundle.main.executableURL else {
        throw FuzzFailure(description: "the path of this executable is not known: start it by its path")
      }
      return TrialProcess(
        executable: executable, secondsPerRecord: secondsPerRecord, memoryMegabytes: memoryMegabytes)
    }
  }

  private func tryAll(_ mutator: RecordMutator) throws -> FuzzSummary {
    let summary = Mutex(FuzzSummary())
    let failure = Mutex<(any Error)?>(nil)
    let chunks = stride(from: from, to: from + count, by: Self.recordsPerProcess).map {
      $0..<min(from + count, $0 + Self.recordsPerProcess)
    }
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while let chunk = next.withLock({ index -> Range<Int>? in
        defer { index += 1 }
        return index < chunks.count ? chunks[index] : nil
      }) {
        do {
          let findings = try tryRange(chunk, mutator) { report in
            summary.withLock { $0.add(report, limit: secondsPerRecord) }
          }
          summary.withLock { total in
            for finding in findings { total.add(finding) }
            TrialLog.say(
              "\(total.mutants) of \(count): \(total.count(.crash)) crashes, \(total.count(.hang)) hangs, "
                + "\(total.count(.property)) broken promises")
          }
        } catch {
          failure.withLock { $0 = $0 ?? error }
          return
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return summary.withLock { $0 }
  }

  /// Tries records in one process after another, each going on after the record of which the last one died.
  private func tryRange(
    _ range: Range<Int>, _ mutator: RecordMutator, report: (TrialReport) -> Void
  ) throws -> [FuzzFinding] {
    var findings: [FuzzFinding] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let seconds = Int(secondsPerRecord.rounded(.up)) * (range.upperBound - start) + 60
      let arguments =
        options.arguments
        + ["--from", "\(start)", "--to", "\(range.upperBound)", "--processor-seconds", "\(seconds)"]
      let outcome = try process.run(arguments) {
        if Double($0.microseconds) > secondsPerRecord * 1e6 {
          TrialLog.say("record \($0.number): \($0.microseconds / 1000) ms")
        }
        if let broken = $0.broken { TrialLog.say("record \($0.number): \(broken)") }
        report($0)
      }
      guard outcome.end != .finished, let number = outcome.number else { break }
      let finding =
        switch outcome.end {
        case .died(let manner): FuzzFinding(kind: .crash, number: number, detail: manner)
        default: FuzzFinding(kind: .hang, number: number, detail: "no end")
        }
      let mutant = mutator.mutant(number)
      TrialLog.say(
        "record \(number): \(finding.kind.rawValue), \(finding.detail); \(mutant.bytes.count) bytes of "
          + "\(mutant.source) by \(mutant.mutations.map(\.rawValue).joined(separator: ", "))")
      findings.append(finding)
      start = number + 1
    }
    return findings
  }

  /// Writes the records that went wrong, a few of each cause, as they were and made smaller.
  private func keepFindings(
    _ findings: [FuzzFinding], _ mutator: RecordMutator, in folder: URL
  ) throws {
    guard !findings.isEmpty else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let minimiser = Minimiser(process: try process, options: options)
    var kept: [String: Int] = [:]
    for finding in findings where kept[finding.cause, default: 0] < Self.keptOfCause {
      kept[finding.cause, default: 0] += 1
      let mutant = mutator.mutant(finding.number)
      let form = mutant.form == .page ? "page" : "document"
      let name = "\(finding.kind.rawValue)-\(options.seed)-\(finding.number)-\(form)"
      try Data(mutant.bytes).write(to: folder.appendingPathComponent(name + ".xml"))
      let small = try minimiser.minimised(mutant.bytes, mutant.form, finding)
      try Data(small).write(to: folder.appendingPathComponent(name + ".small.xml"))
      let note = """
        \(finding.kind.rawValue): \(finding.detail)
        made of \(mutant.source)
        by \(mutant.mutations.map(\.rawValue).joined(separator: ", "))
        \(mutant.bytes.count) bytes, made smaller: \(small.count)

        """
      try Data(note.utf8).write(to: folder.appendingPathComponent(name + ".txt"))
      TrialLog.say("kept \(name): \(small.count) bytes of \(mutant.bytes.count)")
    }
  }
}

/// Progress, beside the result on standard output.
enum TrialLog {
  static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

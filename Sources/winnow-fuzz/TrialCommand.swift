import ArgumentParser
import Foundation
import Glibc
import RecordMutation

/// The process that tries records and may die of one.
///
/// Writes a line before each record, `> NUMBER`, and one after it, `< NUMBER MICROSECONDS KILOBYTES OUTCOME`, so that
/// whoever started it knows which record it died of.
struct TrialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial", abstract: "Tries damaged records in this process.", shouldDisplay: false)

  @OptionGroup var options: FuzzOptions
  @Option(name: .long, help: "The number of the first record.") var from = 0
  @Option(name: .long, help: "The number after the last record.") var to = 0
  @Option(name: .long, help: "Address space: megabytes.") var memoryMegabytes = 512
  @Option(name: .long, help: "Processor time: seconds.") var processorSeconds = 3600
  @Option(name: .long, help: "Tries the bytes of a file instead.") var file: String?
  @Flag(name: .long, help: "The file holds a page.") var page = false

  func run() throws {
    let trial = try options.trial()
    let mutator = file == nil ? options.mutator(of: try SeedCorpus(options.folders)) : nil
    try limit(RLIMIT_AS, to: memoryMegabytes << 20, "address space")
    try limit(RLIMIT_CPU, to: processorSeconds, "processor time")
    if let file {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
      try attempt(trial, 0) { (bytes, page ? .page : .document) }
    } else if let mutator {
      for number in from..<max(from, to) {
        try attempt(trial, number) {
          let mutant = mutator.mutant(number)
          return (mutant.bytes, mutant.form)
        }
      }
    }
  }

  /// Tries a record that is made only after its number was written: making it takes memory too.
  private func attempt(
    _ trial: RecordTrial, _ number: Int, _ make: () -> (bytes: [UInt8], form: SeedRecord.Form)
  ) throws {
    TrialReport.write("> \(number)\n")
    let (bytes, form) = make()
    let began = Self.usage
    var report: TrialReport
    do {
      report = TrialReport(try trial.run(bytes, form: form))
    } catch {
      report = TrialReport(TrialOutcome())
      report.broken = "\(error)"
    }
    report.number = number
    let usage = Self.usage
    report.microseconds = usage.microseconds - began.microseconds
    report.bytes = bytes.count
    report.peakKilobytes = usage.peakKilobytes
    TrialReport.write("< " + String(decoding: try JSONEncoder().encode(report), as: UTF8.self) + "\n")
  }

  /// Processor time, which other work on the machine does not stretch, and the most memory resident at once.
  private static var usage: (microseconds: Int, peakKilobytes: Int) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return (times.reduce(0) { $0 + $1.tv_sec * 1_000_000 + Int($1.tv_usec) }, usage.ru_maxrss)
  }

  private func limit(_ resource: __rlimit_resource, to value: Int, _ name: String) throws {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
      throw FuzzFailure(
        description: "the \(name) cannot be limited to \(value): \(String(cString: strerror(errno)))")
    }
  }
}

/// What a trial tells of one record.
struct TrialReport: Codable {
  var number = 0
  /// Of processor time.
  var microseconds = 0
  var peakKilobytes = 0
  var bytes = 0
  var records: Int
  var read: Int
  var published: Int
  var refusals: [String: Int]
  /// The promise that was not kept.
  var broken: String?

  init(_ outcome: TrialOutcome) {
    records = outcome.records
    read = outcome.read
    published = outcome.published
    refusals = outcome.refusals
  }

  /// Writes to standard output at once: a process that dies takes what it buffered with it.
  static func write(_ line: String) {
    var bytes = Array(line.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, written))
    }
  }
}

import Foundation
import Glibc

/// How a process that tries records ended.
enum TrialEnd: Equatable {
  /// It tried all it was given.
  case finished
  /// It ended by itself in the middle of a record: by a signal or with a status.
  case died(String)
  /// It did not come to an end with a record in time and was stopped.
  case hung
}

/// Runs the trial in a process of its own, which may die or hang.
struct TrialProcess {
  let executable: URL
  /// Processor time after which a record counts as hanging; by the clock it is given several times as much.
  let secondsPerRecord: Double
  let memoryMegabytes: Int

  /// Tries what the arguments say.
  /// - Parameters:
  ///   - arguments: beside the limits.
  ///   - report: is called for each record that was tried.
  /// - Returns: how it ended, and the number of the record that it was at.
  func run(_ arguments: [String], report: (TrialReport) -> Void) throws -> (end: TrialEnd, number: Int?) {
    let process = Process()
    process.executableURL = executable
    process.arguments = ["trial"] + arguments + ["--memory-megabytes", "\(memoryMegabytes)"]
    let output = Pipe()
    let errors = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).errors")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    try? output.fileHandleForWriting.close()

    var lines = LineReader(descriptor: output.fileHandleForReading.fileDescriptor)
    var current: Int?
    var isHung = false
    while true {
      // Before the first record the corpus and the mappings are read.
      let patience = current == nil ? 120 : 6 * secondsPerRecord
      guard let line = lines.next(withinMilliseconds: Int(patience * 1000)) else {
        isHung = lines.isWaiting
        break
      }
      if line.hasPrefix("> ") {
        current = Int(line.dropFirst(2))
      } else if line.hasPrefix("< ") {
        report(try JSONDecoder().decode(TrialReport.self, from: Data(line.dropFirst(2).utf8)))
        current = nil
      }
    }
    if isHung { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    if isHung { return (.hung, current) }
    if process.terminationReason == .exit, process.terminationStatus == 0 { return (.finished, nil) }
    let message =
      String(decoding: FileManager.default.contents(atPath: errors.path) ?? Data(), as: UTF8.self)
      .split(whereSeparator: \.isNewline).first { !$0.hasPrefix("encoding error") } ?? ""
    guard current != nil else {
      throw FuzzFailure(description: "the trial ended without a record: \(message)")
    }
    let manner = process.terminationReason == .exit ? "status" : "signal"
    return (.died("\(manner) \(process.terminationStatus) \(message.prefix(300))"), current)
  }
}

/// The lines that come through a pipe, with patience for each.
private struct LineReader {
  let descriptor: Int32
  /// True where the last line did not come in time; false where there are no more.
  private(set) var isWaiting = false
  private var buffer: [UInt8] = []
  private var lines: [String] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  mutating func next(withinMilliseconds patience: Int) -> String? {
    let end = ContinuousClock.now + .milliseconds(patience)
    while lines.isEmpty {
      let left = (end - .now) / .milliseconds(1)
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&entry, 1, Int32(max(0, left)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        isWaiting = true
        return nil
      }
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return nil }
      buffer += chunk.prefix(count)
      var whole = buffer.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      buffer = Array(whole.removeLast())
      lines = whole.reversed().map { String(decoding: $0, as: UTF8.self) }
    }
    return lines.popLast()
  }
}

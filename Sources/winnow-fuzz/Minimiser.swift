import Foundation
import RecordMutation

/// Makes a record that goes wrong smaller while it goes wrong in the same way.
struct Minimiser {
  let process: TrialProcess
  let options: FuzzOptions
  /// Runs of the trial at most.
  var maximumRuns = 120

  /// A smaller record, or the record itself.
  /// - Parameters:
  ///   - bytes: of the record.
  ///   - form: what it is.
  ///   - finding: what goes wrong.
  func minimised(_ bytes: [UInt8], _ form: SeedRecord.Form, _ finding: FuzzFinding) throws -> [UInt8] {
    var best = bytes
    var runs = 0
    var size = max(1, best.count / 2)
    while size >= 1, runs < maximumRuns {
      var start = 0
      var isSmaller = false
      while start < best.count, runs < maximumRuns {
        var candidate = best
        candidate.removeSubrange(start..<min(best.count, start + size))
        runs += 1
        if try goesWrong(candidate, form, finding) {
          best = candidate
          isSmaller = true
        } else {
          start += size
        }
      }
      if size == 1, !isSmaller { break }
      if !isSmaller || size > best.count { size = max(1, min(size / 2, best.count / 2)) }
      if best.count <= 1 { break }
    }
    return best
  }

  /// Whether a record goes wrong as a finding says.
  func goesWrong(_ bytes: [UInt8], _ form: SeedRecord.Form, _ finding: FuzzFinding) throws -> Bool {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xml")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var broken: String?
    var microseconds = 0
    let arguments =
      ["--mappings", options.mappings, "--file", file.path] + (form == .page ? ["--page"] : [])
    let outcome = try process.run(arguments) {
      broken = $0.broken
      microseconds = $0.microseconds
    }
    switch finding.kind {
    case .hang: return outcome.end == .hung || Double(microseconds) > process.secondsPerRecord * 1e6
    case .crash:
      if case .died = outcome.end { return true }
      return false
    case .property:
      guard let broken else { return false }
      return FuzzFinding(kind: .property, number: 0, detail: broken).cause == finding.cause
    }
  }
}

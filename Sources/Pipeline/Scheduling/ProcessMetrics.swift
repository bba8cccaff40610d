internal import Foundation

/// What the process itself costs, as metrics under the names that Prometheus has for every process.
public struct ProcessMetrics: Sendable {
  private let startedAt: Date

  /// Metrics of a process that begins now.
  public init() { startedAt = Date() }

  /// Adds the metrics of the process to a text.
  /// - Parameter version: the release that runs.
  public func add(to text: inout MetricsText, version: String) {
    text.add(
      "winnow_build_info", .gauge, "1, with the release as a label.", [.init(1, [("version", version)])])
    text.add(
      "process_start_time_seconds", .gauge, "When the process began, in seconds since 1970.",
      startedAt.timeIntervalSince1970.rounded())
    if let bytes = Self.residentBytes {
      text.add("process_resident_memory_bytes", .gauge, "Memory that the process holds.", Double(bytes))
    }
  }

  /// The second field of /proc/self/statm (proc(5)), in bytes.
  private static var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * sysconf(Int32(_SC_PAGESIZE)) } : nil
  }
}

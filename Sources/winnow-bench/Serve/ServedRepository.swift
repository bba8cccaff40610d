import Foundation

/// The release executable serving a store, in a process of its own.
final class ServedRepository {
  /// The port it listens at.
  let port: Int
  private let process = Process()

  /// Starts the server and waits until it listens.
  init(winnow: String, configuration: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: winnow)
    process.arguments = ["serve", "--no-scheduler", "--port", "0", "--json", "--config", configuration]
    process.standardOutput = output
    try process.run()
    struct Listening: Decodable { var url: URL }
    let line = output.fileHandleForReading.availableData
    guard let port = try? JSONDecoder().decode(Listening.self, from: line).url.port else {
      process.terminate()
      throw BenchmarkFailure(
        description: "the server did not start: run `\(winnow) serve --config \(configuration)` to see why")
    }
    self.port = port
  }

  /// User and system time so far: seconds.
  var processorSeconds: Double {
    let fields = file("stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Memory resident now: bytes.
  var memory: Int { kilobytes("VmRSS:") * 1024 }

  /// The most memory resident at once: bytes.
  var peakMemory: Int { kilobytes("VmHWM:") * 1024 }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  private func kilobytes(_ name: String) -> Int {
    let line = file("status").split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: " ").dropFirst().first.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
      ?? line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  private func file(_ name: String) -> String {
    (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(name)", encoding: .utf8)) ?? ""
  }
}

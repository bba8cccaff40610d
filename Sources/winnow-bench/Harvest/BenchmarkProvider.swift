import Foundation

/// The provider in a process of its own, so that its memory and processor time are nobody else's.
final class BenchmarkProvider {
  private let process = Process()
  private let port: Int

  /// Starts the provider and waits until its pages are prepared.
  init(executable: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = ["provider", "--port", "0"]
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      process.terminate()
      throw BenchmarkFailure(
        description: "the provider did not start: run `\(executable) provider` to see why")
    }
    self.port = port
  }

  /// The endpoint with a number of records.
  func url(records: Int) -> String { "http://127.0.0.1:\(port)/\(records)/oai" }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}

import Foundation

extension Checkout {
  /// What xmllint says of each file against the schema.
  static func schemaVerdicts(of files: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = xmllint
    process.arguments = ["--noout", "--nonet", "--schema", schema.path] + files
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let folder = files.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix(folder) }
  }
}

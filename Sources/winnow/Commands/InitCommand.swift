import ArgumentParser
import Foundation
import SQLiteStore
import WinnowConfiguration

/// `winnow init [DIR]`
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented winnow.yaml and an empty store.")

  @Argument(help: "The folder; made where it does not exist. --config names the file in it.")
  var directory = "."

  @OptionGroup var common: CommonOptions

  private struct Written: Encodable {
    var configuration: String
    var store: String
  }

  func run() async throws {
    let folder = URL(fileURLWithPath: directory, isDirectory: true)
    let file = URL(fileURLWithPath: common.config, relativeTo: folder).standardizedFileURL.path
    guard !FileManager.default.fileExists(atPath: file) else {
      throw CommandFailure(message: "\(file) is there already: remove it first, or name another folder")
    }
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try Configuration.template.write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure(message: "\(file) cannot be written: \(error.localizedDescription)")
    }
    let configuration = try Configuration(contentsOf: file, shippedMappings: nil)
    guard case .sqlite(let path) = configuration.store else { return }
    _ = try SQLiteStore(path: path)
    guard !common.json else { return try Output.json(Written(configuration: file, store: path)) }
    Output.line("wrote \(file) and \(path)")
    Output.line(
      "next: `winnow identify URL` tells whether an endpoint can be harvested; then add it as a provider")
  }
}

import ArgumentParser
import Foundation
import Inference
internal import WinnowConfiguration

/// `winnow models`
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, install and check models.",
    subcommands: [List.self, Install.self, Check.self])

  /// `winnow models list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the installed models.")

    @Flag(name: .long, help: "Print JSON for machines, one object a model.")
    var json = false

    private struct Entry: Encodable {
      var id: String
      var version: String
      var task: String
      var licence: String
      var folder: String
    }

    func run() async throws {
      let catalogue = Models(installation: try Workbench.installation()).catalogue
      var table = TextTable(["model", "version", "task", "licence", "title"])
      for pack in catalogue.packs {
        let card = pack.card
        table.append([card.id, card.version, card.task.rawValue, card.licence, card.title])
        if json {
          try Output.json(
            Entry(
              id: card.id, version: card.version, task: card.task.rawValue, licence: card.licence,
              folder: pack.folder))
        }
      }
      if !json { table.lines.forEach(Output.line) }
      for problem in catalogue.problems { standardError("winnow: \(problem)") }
      if catalogue.packs.isEmpty {
        throw CommandFailure(
          message: "no model is installed in \(catalogue.folder): run `winnow models install`")
      }
      if !catalogue.problems.isEmpty { throw ExitCode(1) }
    }
  }

  /// `winnow models install`
  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring ONNX Runtime and the default pack, by the versions and hashes written down.")

    func run() async throws {
      let script = try Workbench.installation().models + "/setup"
      guard FileManager.default.isExecutableFile(atPath: script) else {
        throw CommandFailure(message: "\(script) ships with Winnow and cannot be run: restore it")
      }
      let status = try await OffPool.run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: script)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
      }
      guard status == 0 else { throw CommandFailure(message: "\(script) failed; its last line says why") }
    }
  }

  /// `winnow models check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check hashes and licences, and load every installed model.")

    func run() async throws {
      let models = Models(installation: try Workbench.installation())
      let catalogue = models.catalogue
      for problem in catalogue.problems { standardError("winnow: \(problem)") }
      guard !catalogue.packs.isEmpty else {
        throw CommandFailure(
          message: "no model is installed in \(catalogue.folder): run `winnow models install`")
      }
      var failed = catalogue.problems.count
      do {
        let runtime = try models.runtime()
        Output.line("ONNX Runtime \(runtime.version) from \(runtime.library)")
        for pack in catalogue.packs {
          do {
            try pack.check(runtime: runtime)
            Output.line("\(pack.card.id) \(pack.card.version): ok (\(pack.card.licence))")
          } catch {
            failed += 1
            standardError("winnow: \(error)")
          }
        }
      } catch { throw CommandFailure(message: "\(error)") }
      if failed > 0 { throw ExitCode(1) }
    }
  }
}

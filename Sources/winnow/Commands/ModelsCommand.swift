import ArgumentParser
import Foundation
import Inference
internal import WinnowConfiguration

/// `winnow models`
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, install and check models.",
    subcommands: [List.self, Install.self, Check.self])

  /// What is told of an installed model.
  private struct Entry: Encodable {
    var id: String
    var version: String
    var task: String
    var licence: String
    var folder: String

    init(_ pack: ModelPack) {
      id = pack.card.id
      version = pack.card.version
      task = pack.card.task.rawValue
      licence = pack.card.licence
      folder = pack.folder
    }
  }

  /// What came of checking one thing.
  private struct Checked: Encodable {
    var name: String
    var ok: Bool
    var detail: String
  }

  /// `winnow models list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the installed models.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let catalogue = Models(installation: try Workbench.installation()).catalogue
      var table = TextTable(["model", "version", "task", "licence", "title"])
      for pack in catalogue.packs {
        let card = pack.card
        table.append([card.id, card.version, card.task.rawValue, card.licence, card.title])
        if common.json { try Output.json(Entry(pack)) }
      }
      if !common.json { table.lines.forEach(Output.line) }
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
      commandName: "install",
      abstract: "Bring ONNX Runtime and the default pack, by the versions and hashes written down.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let installation = try Workbench.installation()
      let script = installation.models + "/setup"
      let json = common.json
      guard FileManager.default.isExecutableFile(atPath: script) else {
        throw CommandFailure(message: "\(script) ships with Winnow and cannot be run: restore it")
      }
      let status = try await OffPool.run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: script)
        // What the script tells is for people.
        if json { process.standardOutput = FileHandle.standardError }
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
      }
      guard status == 0 else { throw CommandFailure(message: "\(script) failed; its last line says why") }
      if json {
        for pack in Models(installation: installation).catalogue.packs { try Output.json(Entry(pack)) }
      }
    }
  }

  /// `winnow models check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check hashes and licences, and load every installed model.")

    @OptionGroup var common: CommonOptions

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
        try tell("ONNX Runtime", ok: true, "\(runtime.version) from \(runtime.library)")
        for pack in catalogue.packs {
          do {
            try pack.check(runtime: runtime)
          } catch {
            failed += 1
            try tell(pack.card.id, ok: false, "\(error)")
            continue
          }
          try tell(pack.card.id, ok: true, "\(pack.card.version): ok (\(pack.card.licence))")
        }
      } catch { throw CommandFailure(message: "\(error)") }
      if failed > 0 { throw ExitCode(1) }
    }

    /// Tells what came of checking one thing; for people a failure goes to standard error.
    private func tell(_ name: String, ok: Bool, _ detail: String) throws {
      if common.json {
        try Output.json(Checked(name: name, ok: ok, detail: detail))
      } else if ok {
        Output.line("\(name) \(detail)")
      } else {
        standardError("winnow: \(detail)")
      }
    }
  }
}

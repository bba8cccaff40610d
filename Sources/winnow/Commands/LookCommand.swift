import ArgumentParser
import EDM
import Foundation
import Hashing
import Imaging
import Inference
import Pipeline
import WinnowConfiguration

/// `winnow look FILE...`
struct LookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look", abstract: "Look at images without any store: size, hashes, quality signals, tags.",
    discussion: "A folder stands for all files in it. One object or paragraph a file, in the order given.")

  @Argument(help: "Image files or folders.")
  var files: [String]

  @Flag(name: .long, help: "Measure only; run no model.")
  var withoutModels = false

  @Option(name: .long, help: "Tags shown a file, at most 50.")
  var tags = 5

  @OptionGroup var common: CommonOptions

  func run() async throws {
    guard (0...50).contains(tags) else {
      throw CommandFailure(message: "--tags has to be from 0 to 50", exitCode: 2)
    }
    let installation = try Workbench.installation()
    let workers = Workbench.workers
    let decoder = try Workbench.decoder(workers: workers)
    let analyst = withoutModels ? nil : try Models(installation: installation).analyst(threads: workers)
    let looker = FileLooker(
      decoder: decoder, analyst: analyst, vocabulary: try installation.vocabulary("imagenet"),
      policy: try installation.tagPolicy(), tagLimit: tags)
    let paths = try FileList.expand(files)
    let progress = ProgressPrinter(quiet: common.json && isatty(STDERR_FILENO) == 0)
    var failed = 0
    var done = 0
    try await OrderedWork.run(paths, atOnce: workers * 2) { path in
      await looker.look(at: path)
    } each: { result in
      done += 1
      if common.json {
        try Output.json(result)
      } else {
        for line in result.lines { Output.line(line) }
      }
      if result.error != nil { failed += 1 }
      progress.show(
        ProgressEvent(stage: "look", provider: nil, done: done, total: paths.count, unit: "images"))
    }
    progress.finish()
    decoder.shutdown()
    if failed > 0 {
      standardError("winnow: \(failed) of \(paths.count) files could not be looked at; each line says why")
      throw ExitCode(1)
    }
  }
}

/// Files named on the command line, folders replaced by the files in them.
enum FileList {
  /// - Throws: a failure for a path that is not there.
  static func expand(_ paths: [String], where isWanted: (String) -> Bool = { _ in true }) throws -> [String] {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CommandFailure(message: "\(path): no such file")
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      for name in inside.sorted() where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        let file = path + "/" + name
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
          isWanted(name)
        {
          files.append(file)
        }
      }
    }
    return files
  }
}

/// Runs work on a list side by side and hands out the results in the order of the list.
enum OrderedWork {
  /// - Parameters:
  ///   - atOnce: how many pieces are under way at a time.
  ///   - each: called with the results, one after another.
  static func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], atOnce: Int, work: @escaping @Sendable (Item) async -> Result,
    each: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var waiting: [Int: Result] = [:]
      var next = 0
      for (index, item) in items.enumerated() {
        if index >= atOnce, let (done, result) = try await group.next() { waiting[done] = result }
        while let result = waiting.removeValue(forKey: next) {
          try each(result)
          next += 1
        }
        group.addTask { (index, await work(item)) }
      }
      for try await (done, result) in group {
        waiting[done] = result
        while let result = waiting.removeValue(forKey: next) {
          try each(result)
          next += 1
        }
      }
    }
  }
}

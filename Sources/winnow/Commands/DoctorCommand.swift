import ArgumentParser
internal import EDM
import Fetching
import Foundation
internal import Imaging
import Inference
internal import Pipeline
internal import Store
import WinnowConfiguration

/// `winnow doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "What is installed, reachable, writable, and what to do about what is not.")

  @OptionGroup var common: CommonOptions

  /// One thing looked at.
  private struct Check: Encodable {
    var name: String
    var ok: Bool
    var detail: String
  }

  func run() async throws {
    var checks: [Check] = []
    func note(_ name: String, _ look: () async throws -> String) async {
      do {
        checks.append(Check(name: name, ok: true, detail: try await look()))
      } catch let failure as CommandFailure {
        checks.append(Check(name: name, ok: false, detail: failure.message))
      } catch {
        checks.append(Check(name: name, ok: false, detail: String(describing: error)))
      }
    }
    await note("shipped files") { try Workbench.installation().root }
    await note("mappings") {
      let installation = try Workbench.installation()
      let vocabulary = try installation.vocabulary("imagenet")
      _ = try installation.tagPolicy()
      _ = try installation.rightsPolicy()
      return "policies read, \(vocabulary.concepts.count) concepts"
    }
    await note("vocabularies") {
      let bench = try Workbench(common)
      guard let iconclass = try bench.iconclass() else {
        return "Iconclass is not here: Setup/iconclass brings it; other vocabularies "
          + (bench.configuration.vocabularies.dereference ? "are asked" : "are not asked")
      }
      return "Iconclass in \(iconclass.languages.joined(separator: ", ")); other vocabularies "
        + (bench.configuration.vocabularies.dereference ? "are asked" : "are not asked")
    }
    await note("inference runtime") {
      let runtime = try Models(installation: try Workbench.installation()).runtime()
      return "ONNX Runtime \(runtime.version) from \(runtime.library)"
    }
    await note("models") {
      let analyst = try Models(installation: try Workbench.installation()).analyst(threads: 1)
      return analyst.identities.map { "\($0.model) (\($0.task))" }.joined(separator: ", ")
    }
    await note("image decoder") {
      let decoder = try Workbench.decoder(workers: 1)
      defer { decoder.shutdown() }
      return try await DecoderProbe.run(decoder)
    }
    await note("configuration") {
      let bench = try Workbench(common)
      return "\(bench.configuration.file): \(bench.configuration.providers.count) providers"
    }
    await note("store and blobs") {
      let bench = try Workbench(common)
      try await bench.blobs.put(Array("winnow".utf8), name: "doctor/probe")
      try await bench.blobs.remove("doctor/probe")
      let queues = try await bench.store.queue(providers: nil)
      let waiting = queues.values.map(\.ready).reduce(0, +)
      let dead = queues.values.map(\.dead).reduce(0, +)
      return "writable; \(waiting) jobs wait, \(dead) were given up"
    }
    await note("disk space") {
      let values = try URL(fileURLWithPath: common.config).deletingLastPathComponent().resourceValues(
        forKeys: [.volumeAvailableCapacityKey])
      let free = (values.volumeAvailableCapacity ?? 0) / (1 << 20)
      guard free > 1024 else {
        throw CommandFailure(message: "only \(free) MiB free: make room before a harvest")
      }
      return "\(free / 1024) GiB free"
    }
    try await endpoints(&checks)
    if common.json {
      for check in checks { try Output.json(check) }
    } else {
      for check in checks {
        Output.line("\(check.ok ? "ok     " : "PROBLEM") \(check.name): \(check.detail)")
      }
    }
    if !checks.allSatisfy(\.ok) { throw ExitCode(1) }
  }

  /// Asks every configured endpoint for Identify.
  private func endpoints(_ checks: inout [Check]) async throws {
    guard let bench = try? Workbench(common), !bench.configuration.providers.isEmpty else { return }
    var settings = try Workbench.fetching(bench.configuration)
    settings.endpointRetry = .never
    // A host that asked to be left alone is not asked for a check either.
    settings.holdKeeper = HostHolds(store: bench.store, log: bench.log)
    settings.endpointLimits = FetchLimits(maximumBytes: 1 << 20, totalTimeout: .seconds(20))
    let engine = FetchEngine(settings)
    let probe = EndpointProbe(engine: engine, environment: ProcessInfo.processInfo.environment)
    for provider in bench.configuration.providers {
      let name = "provider \(provider.id)"
      do {
        let title = try await probe.repositoryName(of: provider)
        checks.append(Check(name: name, ok: true, detail: "\(provider.harvest.url) answers as '\(title)'"))
      } catch {
        checks.append(Check(name: name, ok: false, detail: "\(error)"))
      }
    }
    await engine.shutdown()
  }
}

import ArgumentParser
internal import Fetching
import Foundation
import Pipeline
import Store
internal import WinnowConfiguration

extension QuarantineCommand {
  /// `winnow quarantine release`
  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release",
      abstract: "Take records out of quarantine into the store, or dismiss a sweep.",
      discussion: """
        Bytes are read again: what can be read now goes into the store, and `winnow enrich` publishes it. With --with a \
        mended record (a record element, or the metadata alone) takes their place, with --again the endpoint is asked \
        for the record, with --drop they are forgotten. A sweep is dismissed: nothing is deleted.
        """)

    @Argument(help: "What `winnow quarantine list` names: record-12 or sweep-3.")
    var ids: [String]

    @Option(name: .customLong("with"), help: "A file with the record as it should be.")
    var mended: String?

    @Flag(name: .long, help: "Ask the endpoint for the record.")
    var again = false

    @Flag(name: .long, help: "Forget the bytes; needs --reason.")
    var drop = false

    @Option(name: .long, help: "Why bytes are dropped or a sweep is dismissed: kept in the run ledger.")
    var reason: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard [mended != nil, again, drop].count(where: { $0 }) <= 1 else {
        throw ValidationError("--with, --again and --drop exclude each other")
      }
      if drop, reason?.isEmpty ?? true { throw ValidationError("--drop needs a --reason") }
      if mended != nil, ids.count > 1 {
        throw ValidationError("--with holds one record: name the one it stands for")
      }
      if Set(ids).count < ids.count { throw ValidationError("a name stands twice") }
    }

    func run() async throws {
      let names = try ids.map { try QuarantineName(argument: $0) }
      for name in names {
        switch name {
        case .sweep where mended != nil || again || drop:
          throw CommandFailure(
            message: "--with, --again and --drop are for bytes, and \(name) is a sweep: leave them out",
            exitCode: 2)
        case .record where reason != nil && !drop:
          throw CommandFailure(
            message: "--reason is for --drop and for sweeps, and \(name) is to be released: leave it out",
            exitCode: 2)
        default: break
        }
      }
      let bench = try Workbench(common)
      let quarantine = Quarantine(store: bench.store)
      let engine = again ? try bench.engine() : nil
      var outcomes: [QuarantineOutcome] = []
      var refusal: CommandFailure?
      for name in names {
        do {
          outcomes.append(
            try await reportingRefusals { try await release(name, quarantine, bench, engine) })
        } catch let failure as CommandFailure {
          // The others are dealt with all the same.
          refusal?.print()
          refusal = failure
        }
      }
      await engine?.shutdown()
      do { try outcomes.tell(json: common.json, hint: "`winnow enrich` publishes what was released") } catch {
        refusal?.print()
        throw error
      }
      if let refusal { throw refusal }
    }

    private func release(
      _ name: QuarantineName, _ quarantine: Quarantine, _ bench: Workbench, _ engine: FetchEngine?
    ) async throws -> QuarantineOutcome {
      switch name {
      case .sweep(let key):
        return try await quarantine.dismiss(key, reason: reason ?? "dismissed by a person")
      case .record(let key):
        if drop { return try await quarantine.drop(key, reason: reason ?? "") }
        if let mended {
          guard let data = FileManager.default.contents(atPath: mended) else {
            throw CommandFailure(message: "\(mended): cannot be read")
          }
          return try await quarantine.release(
            key,
            with: try MendedFile(name: URL(fileURLWithPath: mended).lastPathComponent, bytes: [UInt8](data)))
        }
        guard let engine else { return try await quarantine.release(key) }
        let provider = try await quarantine.entry(key).provider
        guard let configured = bench.configuration.provider(provider.rawValue) else {
          throw CommandFailure(
            message:
              "\(name) came from '\(provider)', which is not in \(bench.configuration.file): add it to ask again"
          )
        }
        let endpoint: RecordEndpoint
        do {
          endpoint = try RecordEndpoint(
            engine: engine, provider: configured, environment: ProcessInfo.processInfo.environment)
        } catch { throw CommandFailure(message: "\(name): \(error)") }
        return try await quarantine.release(key, asking: endpoint)
      }
    }
  }
}

import ArgumentParser
import EDM
internal import Fetching
import Foundation
internal import OAIPMH
import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow vocabulary`
struct VocabularyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary",
    abstract: "Concepts of vocabularies: import, export, show, and look up what records link to.",
    discussion: """
      Where a record links to a concept of Wikidata, AAT, Iconclass, the GND or the LCSH and does not hold it, publishing \
      adds it from here: with its labels in the configured languages and its ties, so that it counts for Europeana.
      """,
    subcommands: [Import.self, Export.self, Show.self, Dereference.self])

  /// `winnow vocabulary import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Take SKOS files into the cache of concepts.",
      discussion:
        "RDF/XML, Turtle, N-Triples, or the JSON of a Wikidata entity; imported concepts are never fetched.")

    /// What came of one file.
    private struct Taken: Encodable {
      var file: String
      var concepts: Int
    }

    @Argument(help: "The files.")
    var files: [String]

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let bench = try Workbench(common)
      let cache = ConceptFiles(cache: bench.store)
      for file in files {
        guard let data = FileManager.default.contents(atPath: file) else {
          throw CommandFailure(message: "\(file): cannot be read")
        }
        let count: Int
        do {
          count = try await cache.take(
            [UInt8](data), name: URL(fileURLWithPath: file).lastPathComponent,
            languages: bench.configuration.vocabularies.languages, at: .now)
        } catch let error as SKOSError {
          throw CommandFailure(message: "\(file): \(error)")
        }
        guard count > 0 else { throw CommandFailure(message: "\(file): holds no skos:Concept with a label") }
        if common.json {
          try Output.json(Taken(file: file, concepts: count))
        } else {
          Output.line("\(file): \(count) concepts")
        }
      }
      for provider in bench.configuration.providers {
        _ = try await bench.store.requeue(.publish, provider: ProviderID(provider.id))
      }
      if !common.json { Output.line("`winnow enrich` publishes the records that link to them") }
    }
  }

  /// `winnow vocabulary export`
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Write all concepts of the cache into a SKOS file.")

    /// The formats, by the words of ``SKOSWriter/Format``.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case turtle
      case rdfxml

      var format: SKOSWriter.Format { self == .turtle ? .turtle : .rdfXML }
    }

    /// What was written.
    private struct Given: Encodable {
      var file: String
      var concepts: Int
    }

    @Argument(help: "The file; one that is there is replaced.")
    var file: String

    @Option(name: .long, help: "The format: turtle or rdfxml.")
    var format = Format.turtle

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let bench = try Workbench(common)
      // Whoever reads the file meanwhile has the former one whole.
      let part = file + ".part"
      guard FileManager.default.createFile(atPath: part, contents: nil),
        let handle = FileHandle(forWritingAtPath: part)
      else { throw CommandFailure(message: "\(file): cannot be written: is the folder there?") }
      let count: Int
      do {
        count = try await ConceptFiles(cache: bench.store).give(format.format) {
          try handle.write(contentsOf: $0)
        }
        try handle.close()
        guard rename(part, file) == 0 else { throw CocoaError(.fileWriteUnknown) }
      } catch {
        try? FileManager.default.removeItem(atPath: part)
        throw CommandFailure(message: "\(file): cannot be written: \(error)")
      }
      if common.json {
        try Output.json(Given(file: file, concepts: count))
      } else {
        Output.line("\(file): \(count) concepts")
      }
    }
  }

  /// `winnow vocabulary show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "What is known of concepts; nothing is asked on the net.")

    /// What is known under one IRI.
    private struct Known: Encodable {
      var iri: String
      var concept: Concept?
      var failure: String?
      var source: String?
      var at: String?
    }

    @Argument(help: "IRIs, in any form that records use.")
    var iris: [String]

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let bench = try Workbench(common)
      let lookup = bench.conceptLookup(iconclass: try bench.iconclass())
      let concepts = try await lookup.known(iris)
      let entries = try await bench.store.concepts(iris.map(VocabularyLink.key))
      var unknown = 0
      for iri in iris {
        let key = VocabularyLink.key(of: iri)
        let entry = entries[key]
        if concepts[key] == nil { unknown += 1 }
        if common.json {
          try Output.json(
            Known(
              iri: iri, concept: concepts[key], failure: entry?.failure, source: entry?.source,
              at: entry?.at.description))
        } else if let concept = concepts[key] {
          let text = String(decoding: SKOSWriter(format: .turtle).bytes(of: concept), as: UTF8.self)
          Output.line(text.trimmingCharacters(in: .newlines))
          if let entry { Output.line("# from \(entry.source), \(entry.at)") }
        } else {
          let reason =
            entry?.failure.map { ": \($0)" } ?? ": `winnow vocabulary dereference` looks concepts up"
          standardError("winnow: <\(iri)> is not known\(reason)")
        }
      }
      if unknown > 0 { throw ExitCode(1) }
    }
  }

  /// `winnow vocabulary dereference`
  struct Dereference: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dereference",
      abstract: "Look up the concepts that records link to and do not hold.",
      discussion: """
        Each concept is asked for once and kept. Records whose provider was named are published again by \
        `winnow enrich` where a concept was found.
        """)

    @Argument(help: "Providers; all where none is named.")
    var providers: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let bench = try Workbench(common)
      let chosen = try bench.providers(providers).map { ProviderID($0.id) }
      guard bench.configuration.vocabularies.dereference else {
        throw CommandFailure(
          message: "\(bench.configuration.file) does not allow asking vocabularies: "
            + "write `vocabularies: {dereference: true}`, or bring concepts by `winnow vocabulary import`")
      }
      let control = JobControl(json: common.json)
      let describers = try bench.describers()
      let engine = try bench.engine()
      let harvest = bench.conceptHarvest(
        describers: describers, engine: engine, control: control, iconclass: try bench.iconclass())
      let report: ConceptHarvestReport
      do { report = try await harvest.run(chosen) } catch {
        await engine.shutdown()
        throw error
      }
      await engine.shutdown()
      control.progress.finish()
      if report.lookup.found > 0 {
        for provider in chosen { _ = try await bench.store.requeue(.publish, provider: provider) }
      }
      if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
      guard report.lookup.complete else {
        throw CommandFailure(message: "incomplete: \(report.lookup.reason)")
      }
      if !common.json, report.lookup.found > 0 {
        Output.line("`winnow enrich` publishes the records with them")
      }
    }
  }
}

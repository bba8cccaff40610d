import ArgumentParser
import Foundation

/// `winnow-bench provider`: the endpoint that the harvest benchmark asks, in a process of its own.
struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider",
    abstract: "Serve made-up records on the loopback address until stopped.",
    discussion: """
      Any number of records from one process: http://127.0.0.1:PORT/RECORDS/oai is an endpoint with that many, \
      in the prefixes edm and oai_dc. The port is printed once the pages are prepared.
      """)

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 0

  @Option(help: "Records in one part of a list.")
  var pageSize = 200

  func validate() throws {
    guard (1...10_000).contains(pageSize) else {
      throw ValidationError("--page-size has to be from 1 to 10000")
    }
  }

  func run() throws {
    let pages = Dictionary(
      uniqueKeysWithValues: RecordFormat.allCases.map { ($0, PageTemplates($0, pageSize: pageSize)) })
    let server = try LoopbackServer(port: port) { ProviderAnswers(pages: pages) }
    FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
    server.serve()
  }
}

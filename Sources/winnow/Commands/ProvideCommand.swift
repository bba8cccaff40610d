import ArgumentParser
import Foundation
import Imaging
internal import Logging
import OAIPMH
import Publishing
import Web

/// `winnow provide DIR`
struct ProvideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provide", abstract: "Serve a folder of record files as an OAI-PMH provider.",
    discussion: """
      Each .xml file is a record, each subfolder a set, an empty file NAME.deleted a deleted record. \
      {base} in a record stands for the address of this server. With --images a folder of images is served \
      plainly at /images and by IIIF level 0 at /iiif.
      """)

  @Argument(help: "The folder of record files.")
  var directory: String

  @Option(name: .long, help: "The port; 0 for any that is free.")
  var port: Int

  @Option(name: .long, help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "A folder of images to serve.")
  var images: String?

  @Option(name: .long, help: "Records in one part of a list.")
  var pageSize = 100

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port has to be from 0 to 65535") }
    guard (1...10_000).contains(pageSize) else {
      throw ValidationError("--page-size has to be from 1 to 10000")
    }
  }

  func run() async throws {
    for folder in [directory, images].compactMap({ $0 }) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw CommandFailure(message: "\(folder): no such folder")
      }
    }
    let log = Workbench.logger()
    let name = URL(fileURLWithPath: directory).standardizedFileURL.lastPathComponent
    let prefix = FolderRecords.idPrefix(ofFolder: directory)
    let key = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    let decoder = try Workbench.decoder(workers: 1)
    let (directory, images, pageSize) = (directory, images, pageSize)
    let server = WinnowServer(configuration: ServerConfiguration(host: host, port: port), logger: log) {
      base in
      let records = FolderRecords(folder: directory, base: base)
      let settings = RepositorySettings(
        name: name, baseURL: base + "/oai",
        adminEmails: ["provider@\(FolderRecords.domain(ofFolder: directory))"],
        idPrefix: prefix, formats: [], deletedRecords: .transient, pageSize: pageSize,
        compressions: WinnowServer.contentCodings, stylesheet: WinnowServer.stylesheet)
      let repository = Repository(
        records: records, settings: settings, tokenKey: key, formats: { try await records.formats() },
        onFailure: { log.error("\($0)") })
      return Site(
        title: name, summary: "The records in \(name), for harvesting.", repository: repository,
        images: images.map { folder in
          ImageFolder(folder: folder, base: base) { path in
            guard let look = try? await decoder.look(file: path, options: .measurements) else { return nil }
            return (look.image.width, look.image.height)
          }
        },
        items: records)
    }
    let (host, json) = (host, common.json)
    try await server.run { port in
      ListeningAddress(host: host, port: port).tell("providing \(directory)", json: json, log: log)
    }
    decoder.shutdown()
  }
}

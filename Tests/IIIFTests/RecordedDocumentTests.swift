import Foundation
import IIIF
import Testing

/// Recorded documents of real services beside the checkout, where they are at hand.
private let recordings = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "../shared/data/edm").standardizedFileURL

private let folders = [
  "zimeon+iiif", "IIIF+api", "IIIF+presentation-validator", "IIIF-Commons+parser", "IIIF+image-validator",
  "europeana+metis-framework/media", "europeana+rd-data-aggregation-lab",
]

private let documents: [URL] = folders.flatMap { folder -> [URL] in
  let files = FileManager.default.enumerator(
    at: recordings.appending(path: folder), includingPropertiesForKeys: nil)
  return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
}.sorted { $0.path < $1.path }

@Suite("Recorded documents", .enabled(if: !documents.isEmpty, "no recordings in ../shared/data/edm"))
struct RecordedDocumentTests {
  @Test("Every info.json is read or refused for a stated reason")
  func imageInformation() throws {
    var read = 0
    var refused: [String: String] = [:]
    let descriptions = documents.filter { $0.lastPathComponent.contains("info") }
    for file in descriptions {
      do {
        let information = try ImageInformation(
          json: Array(try Data(contentsOf: file)), address: "https://example.org/iiif/x/info.json")
        #expect(!information.requests(longSide: 400).isEmpty)
        read += 1
      } catch let error as IIIFError {
        refused[file.lastPathComponent] = error.description
      }
    }
    print(
      "info.json: \(descriptions.count) documents, \(read) read, refused: \(refused.sorted { $0.key < $1.key })"
    )
    #expect(read + refused.count == descriptions.count)
    // Only documents made to be wrong are refused.
    #expect(refused.keys.allSatisfy { $0.contains("bad_context") }, "\(refused)")
  }

  @Test("Every manifest and collection is read or refused for a stated reason")
  func presentation() throws {
    var manifests = 0
    var collections = 0
    var canvases = 0
    var images = 0
    var services = 0
    var refused: [String: [String]] = [:]
    let candidates = documents.filter { !$0.lastPathComponent.contains("info") }
    for file in candidates {
      do {
        switch try PresentationDocument(json: Array(try Data(contentsOf: file))) {
        case .manifest(let manifest):
          manifests += 1
          canvases += manifest.canvases.count
          images += manifest.canvases.reduce(0) { $0 + $1.images.count }
          services += manifest.canvases.reduce(0) { $0 + $1.images.count { $0.service != nil } }
        case .collection: collections += 1
        }
      } catch let error as IIIFError {
        refused[error.description, default: []].append(file.lastPathComponent)
      }
    }
    print("presentation: \(candidates.count) documents, \(manifests) manifests with \(canvases) canvases,")
    print("  \(images) images, \(services) with a service; \(collections) collections")
    for (reason, files) in refused.sorted(by: { $0.key < $1.key }) {
      print("  refused \(files.count): \(reason): \(files.sorted().prefix(4).joined(separator: ", "))")
    }
    #expect(manifests + collections + refused.values.reduce(0) { $0 + $1.count } == candidates.count)
    // Refused are other kinds of document, and a manifest without the list of its canvases.
    let stated = refused.keys.allSatisfy {
      $0.hasPrefix("not a IIIF manifest or collection") || $0 == "the manifest has no `items`"
    }
    #expect(stated, "\(refused)")
    #expect(manifests >= 150 && images >= manifests)
  }
}

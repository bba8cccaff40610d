import EDM
import Hashing
import IIIF
import Store
import Testing

@testable import Publishing

@Suite("Manifests for records without one")
struct ManifestTests {
  private func manifest(_ dossier: RecordDossier, mayShow: Bool = true) throws -> ReadJSON? {
    let record = try Dossiers.publisher(mayShow: mayShow).publish(dossier)
    return try record.text("+manifest").map { try ReadJSON($0) }
  }

  @Test("say what the record says, and show the provider's image")
  func whole() throws {
    let record = "oai%3Awinnow.example.org%3Amuseum%3Aoai%3Amuseum%3A1"
    let manifest = try #require(
      try manifest(Dossiers.dossier(statements: [Dossiers.statement(.annotation)])))
    #expect(manifest["id"]?.text == "http://winnow.example.org/iiif/\(record)/manifest")
    #expect(manifest["label"]?["nl"]?[0]?.text == "De  hond & ik")
    #expect(manifest["rights"]?.text == "http://creativecommons.org/publicdomain/mark/1.0/")
    #expect(manifest["requiredStatement"]?["value"]?["none"]?[0]?.text == "Museum")
    #expect(manifest["provider"]?[0]?["label"]?["none"]?[0]?.text == "Museum")
    #expect(manifest["provider"]?[1]?["label"]?["none"]?[0]?.text == "Winnow Test")
    #expect(manifest["metadata"]?[0]?["value"]?["none"]?[0]?.text == "photo")
    #expect(
      manifest["thumbnail"]?[0]?["id"]?.text
        == "http://winnow.example.org/media/\(Dossiers.medium.hexadecimal)/400.jpg")
    #expect(manifest["seeAlso"]?[0]?["id"]?.text == "http://winnow.example.org/iiif/\(record)/edm")
    #expect(
      manifest["seeAlso"]?[1]?["id"]?.text
        == "http://winnow.example.org/oai?verb=GetRecord&metadataPrefix=edm&identifier=\(record)")
    #expect(manifest["annotations"]?[0]?["id"]?.text == Dossiers.page)
    let canvas = try #require(manifest["items"]?[0])
    #expect(canvas["id"]?.text == "http://winnow.example.org/iiif/\(record)/canvas/1")
    #expect(canvas["width"]?.number == 640 && canvas["height"]?.number == 480)
    #expect(canvas["annotations"]?[0]?["id"]?.text == Dossiers.page)
    let painting = canvas["items"]?[0]?["items"]?[0]
    #expect(painting?["target"]?.text == canvas["id"]?.text)
    #expect(painting?["body"]?["id"]?.text == Dossiers.image)
    #expect(painting?["body"]?["format"]?.text == "image/jpeg" && painting?["body"]?["service"] == nil)
  }

  @Test("can be read by the reader of manifests")
  func readable() throws {
    let record = try Dossiers.publisher(mayShow: true).publish(Dossiers.dossier())
    let bytes = Array(try #require(record.text("+manifest")).utf8)
    guard case .manifest(let manifest) = try PresentationDocument(json: bytes) else {
      Issue.record("no manifest")
      return
    }
    #expect(manifest.canvases.flatMap(\.images).map(\.address) == [Dossiers.image])
    #expect(manifest.oddities.isEmpty)
  }

  @Test("show nothing that the rights do not let us show")
  func rights() throws {
    #expect(try manifest(Dossiers.dossier(), mayShow: false) == nil)
  }

  @Test("are not made of what is withheld, or where the provider has one")
  func withheld() throws {
    var publisher = try Dossiers.publisher(mayShow: true)
    publisher.changed = { $0.withheld = ["no title"] }
    #expect(try publisher.publish(Dossiers.dossier()).text("+manifest") == nil)
    let named = Dossiers.dossier().changingFile { $0.reference.manifest = "http://museum.example.org/m" }
    #expect(try manifest(named) == nil)
    #expect(named.providerManifest == "http://museum.example.org/m")
  }

  @Test(
    "name the image service as its version wants it",
    arguments: [
      (3, 2, "id", "ImageService3", "level2"),
      (2, 1, "@id", "ImageService2", "http://iiif.io/api/image/2/level1.json"),
    ])
  func service(version: Int, level: Int, id: String, type: String, profile: String) throws {
    let dossier = Dossiers.dossier(attemptRequest: "http://images.example.org/iiif/1/full/max/0/default.jpg")
      .changingFile { file in
        file.reference.imageService = "http://images.example.org/iiif/1"
        file.iiif = IIIFFinding(imageService: .init(version: version, level: level))
      }
    let body = try manifest(dossier)?["items"]?[0]?["items"]?[0]?["items"]?[0]?["body"]
    let service = body?["service"]?[0]
    #expect(service?[id]?.text == "http://images.example.org/iiif/1")
    #expect(service?[id == "id" ? "type" : "@type"]?.text == type)
    #expect(service?["profile"]?.text == profile)
    #expect(body?["width"] == nil, "what was fetched is not the file at the address")
  }

  @Test("keep texts from being taken for HTML, and tags that are none from being taken for languages")
  func texts() {
    var map = LanguageMap()
    map.add("<script>alert(1)</script>", language: "en")
    map.add("Hond", language: "nl-BE")
    map.add("dog", language: "en_GB")
    map.add("dog", language: nil)
    map.add(" \n", language: "de")
    #expect(
      String(decoding: map.json.bytes, as: UTF8.self)
        == #"{"en":["<script>alert(1)</script> "],"nl-BE":["Hond"],"none":["dog"]}"#)
  }

  @Test("come with measurements of the files, each with its metric")
  func quality() throws {
    var dossier = Dossiers.dossier()
    dossier.facts[Dossiers.medium]?.signals = ["sharpness": 12.5, "ink": 0.25, "unknown": 1]
    let measurements = dossier.qualityMeasurements
    #expect(measurements.map(\.metric.name) == ["sharpness", "ink"])
    let record = try Dossiers.publisher().publish(dossier)
    let graph = try #require(try ReadJSON(record.text("+quality"))["@graph"])
    #expect(graph.count == 4)
    #expect(graph[0]?["computedOn"]?.text == Dossiers.image)
    #expect(graph[0]?["isMeasurementOf"]?.text == "http://winnow.example.org/iiif/metrics/sharpness")
    #expect(graph[0]?["value"]?.number == 12.5)
    #expect(graph[0]?["wasDerivedFrom"]?.text == graph[2]?["id"]?.text)
    #expect(graph[2]?["identifier"]?.text == "sha256:\(Dossiers.medium.hexadecimal)")
    #expect(record.text("edm")?.contains("sharpness") == false)
  }
}

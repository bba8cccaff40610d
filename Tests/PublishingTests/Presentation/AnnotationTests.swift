import EDM
import Foundation
import Hashing
import IIIF
import OAIPMH
import Store
import Testing

@testable import Publishing

/// JSON as tests look at it.
struct ReadJSON {
  let value: Any

  init(_ bytes: [UInt8]) throws { value = try JSONSerialization.jsonObject(with: Data(bytes)) }
  init(_ text: String?) throws { try self.init(Array(try #require(text).utf8)) }
  private init(value: Any) { self.value = value }

  subscript(_ key: String) -> ReadJSON? { (value as? [String: Any])?[key].map { ReadJSON(value: $0) } }
  subscript(_ index: Int) -> ReadJSON? {
    (value as? [Any]).flatMap { $0.indices.contains(index) ? ReadJSON(value: $0[index]) : nil }
  }
  var text: String? { value as? String }
  var number: Double? { (value as? NSNumber)?.doubleValue }
  var count: Int { (value as? [Any])?.count ?? 0 }
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
}

extension RecordDossier {
  /// The same record with something changed about its first file.
  func changingFile(_ change: (inout WebResource) -> Void) -> RecordDossier {
    var dossier = self
    change(&dossier.webResources[0])
    return dossier
  }
}

@Suite("Annotations as JSON-LD")
struct AnnotationTests {
  static func region(_ region: String) -> EnrichmentStatement {
    var statement = Dossiers.statement(.annotation)
    statement.region = region
    return statement
  }

  @Test("say what the repository's `oa` says")
  func facts() throws {
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.asserted, decision: .accept)])
    let record = try Dossiers.publisher().publish(dossier)
    let page = try ReadJSON(record.text("+annotations"))
    #expect(page["@context"]?[0]?.text == "http://winnow.example.org/iiif/context.json")
    #expect(page["@context"]?[1]?.text == "http://iiif.io/api/presentation/3/context.json")
    #expect(page["id"]?.text == Dossiers.page && page["type"]?.text == "AnnotationPage")
    #expect(page["items"]?.count == 2)
    let annotation = try #require(page["items"]?[0])
    #expect(annotation["id"]?.text == Dossiers.page + "/s1")
    #expect(annotation["motivation"]?.text == "tagging")
    #expect(annotation["body"]?[0]?["source"]?.text == Dossiers.concept)
    #expect(annotation["body"]?[1]?["value"]?.text == "dog")
    #expect(annotation["target"]?.count == 1)
    #expect(annotation["target"]?[0]?["source"]?.text == Dossiers.image)
    #expect(annotation["target"]?[0]?["scope"]?.text == "http://museum.example.org/object/1")
    #expect(annotation["target"]?[0]?["selector"] == nil)
    #expect(annotation["confidence"]?.text == "0.875")
    #expect(annotation["created"]?.text == Bench.now.description)
    #expect(annotation["generated"]?.text == Bench.now.description)
    #expect(annotation["rights"]?.text == "http://creativecommons.org/publicdomain/zero/1.0/")
    #expect(annotation["generator"]?["type"]?.text == "Software")
    #expect(
      annotation["generator"]?["version"]?.text == "weights sha256:\(Dossiers.weights.hexadecimal)")
    let image = annotation["wasDerivedFrom"]?[0]
    #expect(image?["atLocation"]?.text == Dossiers.image)
    #expect(image?["identifier"]?.text == "sha256:\(Dossiers.medium.hexadecimal)")
    #expect(annotation["wasDerivedFrom"]?[1]?["identifier"]?.text == "oai:museum:1")
    let review = try #require(page["items"]?[1])
    #expect(review["id"]?.text == Dossiers.page + "/s1/review")
    #expect(review["motivation"]?.text == "assessing")
    #expect(review["target"]?.text == Dossiers.page + "/s1")
    #expect(review["creator"]?["nickname"]?.text == "Ann")
  }

  @Test("of a record of which nothing is said are missing, as `oa` is")
  func none() throws {
    let record = try Dossiers.publisher().publish(Dossiers.dossier())
    #expect(record.text("oa") == nil && record.text("+annotations") == nil)
  }

  @Test("target the provider's canvas in its coordinates, and the file in its own")
  func canvas() throws {
    let dossier = Dossiers.dossier(
      statements: [Self.region("64,48,320,240")], attemptRequest: Dossiers.image + "?small",
      full: (6400, 4800)
    ).changingFile { file in
      file.reference.manifest = "http://museum.example.org/manifest"
      file.iiif = IIIFFinding(
        canvas: .init(id: "http://museum.example.org/canvas/1", width: 1280, height: 960))
    }
    let record = try Dossiers.publisher(mayShow: true).publish(dossier)
    let targets = try #require(try ReadJSON(record.text("+annotations"))["items"]?[0]?["target"])
    #expect(targets.count == 2)
    #expect(targets[0]?["source"]?["id"]?.text == "http://museum.example.org/canvas/1")
    #expect(targets[0]?["source"]?["partOf"]?[0]?["id"]?.text == "http://museum.example.org/manifest")
    #expect(targets[0]?["selector"]?["value"]?.text == "xywh=128,96,640,480")
    #expect(targets[1]?["source"]?.text == Dossiers.image)
    #expect(targets[1]?["selector"]?["value"]?.text == "xywh=640,480,3200,2400")
    let oa = try #require(record.text("oa"))
    #expect(oa.contains("<rdf:value>xywh=128,96,640,480</rdf:value>"))
    #expect(oa.contains("<rdf:value>xywh=640,480,3200,2400</rdf:value>"))
    #expect(record.text("+manifest") == nil, "the provider has one")
  }

  @Test("find the canvas in the manifest that the record was made from", arguments: [false, true])
  func sourceManifest(isEncoded: Bool) throws {
    let json = """
      {"@context":"http://iiif.io/api/presentation/3/context.json","id":"http://museum.example.org/m",
       "type":"Manifest","label":{"none":["<a> & b"]},"items":[{"id":"http://museum.example.org/c1","type":"Canvas",
       "width":1280,"height":960,"items":[{"type":"AnnotationPage","items":[{"motivation":"painting",
       "body":{"id":"\(Dossiers.image)","type":"Image"}}]}]}]}
      """
    let content =
      isEncoded
      ? " encoding=\"base64\">" + Data(json.utf8).base64EncodedString()
      : ">" + json.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let about =
      "<about><source xmlns=\"urn:x-winnow:source\" type=\"application/json\"\(content)</source></about>"
    let dossier = Dossiers.dossier(
      source: Dossiers.source(about), statements: [Self.region("0,0,64,48")])
    #expect(dossier.providerManifest == "oai:museum:1")
    let record = try Dossiers.publisher(mayShow: true).publish(dossier)
    let target = try ReadJSON(record.text("+annotations"))["items"]?[0]?["target"]?[0]
    #expect(target?["source"]?["id"]?.text == "http://museum.example.org/c1")
    #expect(target?["selector"]?["value"]?.text == "xywh=0,0,128,96")
    #expect(record.text("+manifest") == nil)
  }

  @Test("target a canvas of our manifest where the provider has none that can be read")
  func ownCanvas() throws {
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.annotation)]).changingFile { file in
      file.reference.manifest = "http://museum.example.org/manifest"
      file.iiif = IIIFFinding(manifestFailure: "HTTP status 404")
    }
    let record = try Dossiers.publisher(mayShow: true).publish(dossier)
    let target = try ReadJSON(record.text("+annotations"))["items"]?[0]?["target"]?[0]
    let manifest = try ReadJSON(record.text("+manifest"))
    #expect(target?["source"]?["id"]?.text == manifest["items"]?[0]?["id"]?.text)
    #expect(target?["source"]?["partOf"]?[0]?["id"]?.text == manifest["id"]?.text)
  }

  @Test("keep a scope that is no web address under a name that IIIF leaves alone")
  func scope() throws {
    var publisher = try Dossiers.publisher()
    publisher.changed = { $0.about = "urn:isbn:1" }
    let record = try publisher.publish(Dossiers.dossier(statements: [Dossiers.statement(.annotation)]))
    let target = try ReadJSON(record.text("+annotations"))["items"]?[0]?["target"]?[0]
    #expect(target?["describedObject"]?.text == "urn:isbn:1" && target?["scope"] == nil)
  }

  @Test("are documents of their own, whatever their texts hold")
  func single() throws {
    var odd = Dossiers.statement(.annotation, id: "s 2/\"é")
    odd.label = "a \\ \" } { ] label"
    let statements = [Dossiers.statement(.rejected, decision: .reject), odd]
    let record = try Dossiers.publisher().publish(Dossiers.dossier(statements: statements))
    let page = Array(try #require(record.text("+annotations")).utf8)
    let addresses = PresentationAddresses(repository: "http://winnow.example.org/oai")
    for (id, isReview) in [("s1", false), ("s1", true), ("s 2/\"é", false)] {
      let address =
        addresses.annotation(record.identifier, statement: id) + (isReview ? "/review" : "")
      let document = try ReadJSON(
        try #require(AnnotationJSONWriter.document(address, inPage: page, context: addresses.context)))
      #expect(document["id"]?.text == address)
      #expect(document["@context"]?[0]?.text == "http://www.w3.org/ns/anno.jsonld")
      #expect(document["motivation"]?.text == (isReview ? "assessing" : "tagging"))
    }
    #expect(
      AnnotationJSONWriter.document(Dossiers.page + "/s", inPage: page, context: addresses.context) == nil)
  }

  @Test(
    "keep a region within the image at every size",
    arguments: [
      ("0,0,10,10", 100, 50, "0,0,5,5"), ("0,0,100,100", 100, 333, "0,0,333,333"),
      ("99,99,1,1", 100, 10, "9,9,1,1"), ("3,3,1,1", 100, 10, "0,0,1,1"),
      ("10,20,30,40", 100, 100, "10,20,30,40"),
    ])
  func scaling(region: String, from: Int, to: Int, expected: String) throws {
    let box = try #require(PixelBox(region))
    let scaled = box.scaled(
      from: PixelExtent(width: from, height: from), to: PixelExtent(width: to, height: to))
    #expect(scaled.description == expected)
  }

  @Test(
    "take no other text for a region", arguments: ["full", "", "1,2,3", "1,2,0,4", "-1,2,3,4", "1,2,3,x"])
  func regions(text: String) { #expect(PixelBox(text) == nil) }
}

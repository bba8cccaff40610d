import IIIF
import Testing

@Suite("Reading manifests")
struct PresentationTests {
  private func manifest(_ json: String) throws -> Manifest {
    guard case .manifest(let manifest) = try PresentationDocument(json: Array(json.utf8)) else {
      throw IIIFError.notRecognised(expected: "manifest", found: "a collection")
    }
    return manifest
  }

  @Test("Version 2: canvases in order with image, service, size, label and licence")
  func version2() throws {
    let read = try manifest(
      """
      {"@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Manifest",
       "@id": "https://example.org/m", "label": [{"@value": "Kaart", "@language": "nl"}, "Map"],
       "license": ["http://rightsstatements.org/vocab/InC/1.0/", "x"], "attribution": "Museum",
       "seeAlso": {"@id": "https://example.org/m.edm", "format": "application/rdf+xml", "profile": "edm"},
       "sequences": [{"canvases": [
         {"@id": "https://example.org/c1", "label": "f. 1r", "width": 3000, "height": 2000, "images": [
           {"resource": {"@id": "https://example.org/i1/full/full/0/default.jpg", "@type": "dctypes:Image",
            "format": "image/jpeg", "width": 6000, "height": 4000, "service": {
              "@context": "http://iiif.io/api/image/2/context.json", "@id": "https://example.org/i1/",
              "profile": "http://iiif.io/api/image/2/level2.json"}}}]},
         {"@id": "https://example.org/c2", "label": "f. 1v", "width": 1, "height": 1, "images": []},
         {"@id": "https://example.org/c3", "images": [{"resource": {"@type": "oa:Choice",
           "default": {"@id": "https://example.org/day.jpg", "@type": "dctypes:Image"},
           "item": ["rdf:nil", {"@type": "oa:SpecificResource", "full":
             {"@id": "https://example.org/uv/full/full/0/native.jpg", "@type": "dctypes:Image"}}]}}]},
         {"label": "no id"}]}]}
      """)
    #expect(read.version == 2 && read.id == "https://example.org/m")
    #expect(read.label.text(in: "nl") == "Kaart" && read.label.text(in: "de") == "Map")
    #expect(read.rights == "http://rightsstatements.org/vocab/InC/1.0/")
    #expect(read.attribution.text(in: "en") == "Museum")
    #expect(read.seeAlso.first?.profile == "edm")
    #expect(read.canvases.map(\.id) == (1...3).map { "https://example.org/c\($0)" })
    #expect(read.oddities == ["canvas 4 has no id"])
    let image = try #require(read.canvases.first?.images.first)
    #expect(image.service == "https://example.org/i1")
    #expect(image.width == 6000 && image.height == 4000 && !image.isAlternative)
    #expect(read.canvases[1].images.isEmpty)
    let choice = read.canvases[2].images
    #expect(
      choice.map(\.address) == [
        "https://example.org/day.jpg", "https://example.org/uv/full/full/0/native.jpg",
      ])
    #expect(choice.map(\.isAlternative) == [false, true])
    #expect(choice.map(\.service) == [nil, "https://example.org/uv"])
  }

  @Test("Version 3: painting annotations only, through choices and selections, in language maps")
  func version3() throws {
    let read = try manifest(
      """
      {"@context": ["http://example.org/extra", "http://iiif.io/api/presentation/3/context.json"],
       "type": "Manifest", "id": "https://example.org/m3", "label": {"none": ["A 1"], "de": ["Karte"]},
       "rights": "http://creativecommons.org/licenses/by/4.0/",
       "requiredStatement": {"label": {"en": ["Credit"]}, "value": {"en": ["Library"]}},
       "items": [{"type": "Canvas", "id": "https://example.org/c", "width": 10, "height": 20, "items": [
         {"type": "AnnotationPage", "items": [
           {"motivation": "commenting", "body": {"type": "Image", "id": "https://example.org/no.jpg"}},
           {"motivation": ["painting"], "body": {"type": "Choice", "items": [
             {"type": "Image", "id": "https://example.org/a.jpg", "format": "image/jpeg", "service":
               [{"id": "https://example.org/login", "type": "AuthProbeService2"},
                {"@id": "https://example.org/a", "@type": "ImageService2", "profile": "level1"}]},
             {"type": "Image", "id": "https://example.org/b.jpg"}]}},
           {"motivation": "painting", "body": {"type": "SpecificResource",
             "source": {"type": "Image", "id": "https://example.org/s/full/max/0/default.jpg"}}},
           {"motivation": "painting", "body": {"type": "Sound", "id": "https://example.org/s.mp3"}}]}]}]}
      """)
    #expect(read.version == 3)
    #expect(read.label.text(in: "de") == "Karte" && read.label.text(in: "fr") == "A 1")
    #expect(read.attribution.text(in: "en") == "Library")
    let images = try #require(read.canvases.first?.images)
    #expect(
      images.map(\.address) == [
        "https://example.org/a.jpg", "https://example.org/b.jpg",
        "https://example.org/s/full/max/0/default.jpg",
      ])
    #expect(images.map(\.service) == ["https://example.org/a", nil, "https://example.org/s"])
  }

  @Test("Collections name their members and the page that follows")
  func collections() throws {
    let json = """
      {"@type": "sc:Collection", "@id": "https://example.org/top", "label": "All", "next": "https://example.org/p2",
       "collections": [{"@id": "https://example.org/sub"}], "manifests": [{"@id": "https://example.org/m"}],
       "members": [{"@id": "https://example.org/n", "@type": "sc:Manifest", "label": "N"}]}
      """
    guard case .collection(let read) = try PresentationDocument(json: Array(json.utf8)) else {
      Issue.record("not read as a collection")
      return
    }
    #expect(read.version == 2)
    #expect(
      read.members.map(\.id) == ["https://example.org/n", "https://example.org/sub", "https://example.org/m"])
    #expect(read.members.map(\.isCollection) == [false, true, false])
    #expect(read.next == "https://example.org/p2")
  }

  @Test(
    "What is neither is refused with what it is or lacks",
    arguments: [
      (#"{"type": "AnnotationPage"}"#, "not a IIIF manifest or collection: its type is `AnnotationPage`"),
      (#"{"id": "x"}"#, "not a IIIF manifest or collection: it has no `type` or `@type`"),
      (#"{"type": "Manifest", "id": "x"}"#, "the manifest has no `items`"),
      (#"{"@type": "sc:Manifest", "@id": "x"}"#, "the manifest has no `sequences`"),
      (#"{"@type": "sc:Manifest", "sequences": []}"#, "the manifest has no `@id`"),
      (
        #"{"@type": "sc:Manifest", "@id": "x", "sequences": [{}]}"#,
        "the manifest has no `sequences[0].canvases`"
      ),
    ])
  func refused(json: String, reason: String) {
    let error = #expect(throws: IIIFError.self) { _ = try PresentationDocument(json: Array(json.utf8)) }
    #expect(error?.description == reason)
  }
}

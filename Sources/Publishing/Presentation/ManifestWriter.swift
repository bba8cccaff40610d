internal import EDM
internal import Hashing
internal import IIIF
internal import OAIPMH
internal import Store

/// Writes a IIIF Presentation 3 manifest for a record whose provider has none.
///
/// It says what the record says, in the provider's words; what we say stands in the annotations it links. Images are
/// the provider's own, painted where the rights let us show them, and named as links elsewhere.
/// Source: IIIF Presentation API 3.0.
struct ManifestWriter {
  let settings: PublisherSettings
  let identifier: String
  let described: DescribedRecord
  let presentation: RecordPresentation
  /// All files of the record.
  let files: [WebResource]
  let hasAnnotations: Bool

  private var addresses: PresentationAddresses { settings.addresses }

  /// The manifest; `nil` where it would show nothing.
  func manifest() -> OrderedJSON? {
    guard presentation.providerManifest == nil, let first = presentation.paintings.first else { return nil }
    var manifest: OrderedJSON = [
      "@context": .text(AnnotationJSONWriter.presentationContext),
      "id": .text(addresses.manifest(identifier)), "type": "Manifest", "label": label.json,
    ]
    let description = texts([.dcDescription])
    if !description.isEmpty { manifest.append("summary", description.json) }
    if !metadata.isEmpty { manifest.append("metadata", .list(metadata)) }
    if let rights { manifest.append("rights", .text(rights)) }
    manifest.append("requiredStatement", ["label": ["en": ["Attribution"]], "value": dataProvider.json])
    manifest.append("provider", .list(providers))
    if let medium = first.resource.medium {
      manifest.append(
        "thumbnail",
        [["id": .text(addresses.thumbnail(medium.hexadecimal)), "type": "Image", "format": "image/jpeg"]])
    }
    if !homepages.isEmpty { manifest.append("homepage", .list(homepages)) }
    manifest.append("seeAlso", .list(descriptions))
    if !unpainted.isEmpty { manifest.append("rendering", .list(unpainted)) }
    manifest.append("items", .list(presentation.paintings.map(canvas)))
    if hasAnnotations { manifest.append("annotations", annotationPages) }
    return manifest
  }

  private var object: Resource? {
    described.record.resource(about: described.about) ?? described.record.first(.providedCHO)
  }
  private var aggregation: Resource? { described.record.first(.aggregation) }

  private func texts(_ properties: [Property]) -> LanguageMap {
    var map = LanguageMap()
    for property in properties { map.add(object?.objects(property) ?? [], in: described.record) }
    return map
  }

  /// The titles, else the title that describing found, else the identifier.
  private var label: LanguageMap {
    var map = texts([.dcTitle, .dctermsAlternative])
    if map.isEmpty { map.add(described.title ?? "", language: nil) }
    if map.isEmpty { map.add(identifier, language: nil) }
    return map
  }

  private static let fields: [(label: String, properties: [Property])] = [
    ("Creator", [.dcCreator]), ("Contributor", [.dcContributor]), ("Publisher", [.dcPublisher]),
    ("Date", [.dcDate, .dctermsCreated, .dctermsIssued]), ("Type", [.dcType]),
    ("Format", [.dcFormat, .dctermsMedium]), ("Extent", [.dctermsExtent]), ("Subject", [.dcSubject]),
    ("Place", [.dctermsSpatial, .edmCurrentLocation]), ("Period", [.dctermsTemporal]),
    ("Coverage", [.dcCoverage]), ("Language", [.dcLanguage]), ("Source", [.dcSource]),
    ("Part of", [.dctermsIsPartOf]), ("Provenance", [.dctermsProvenance]), ("Rights", [.dcRights]),
    ("Identifier", [.dcIdentifier]),
  ]

  private var metadata: [OrderedJSON] {
    Self.fields.compactMap { field in
      let value = texts(field.properties)
      guard !value.isEmpty else { return nil }
      return ["label": ["en": [.text(field.label)]], "value": value.json]
    }
  }

  /// A statement of Creative Commons or RightsStatements.org, as the API wants it.
  private var rights: String? { described.rights.normalised }

  private var dataProvider: LanguageMap {
    var map = LanguageMap()
    map.add(aggregation?.objects(.edmDataProvider) ?? [], in: described.record)
    if map.isEmpty { map.add(settings.operatorName, language: nil) }
    return map
  }

  private var providers: [OrderedJSON] {
    var providers: [OrderedJSON] = []
    if let named = aggregation?.first(.edmDataProvider) {
      var iri = "\(addresses.site)/#\(PercentEncoding.component(named.text))"
      if case .resource(let own) = named, own.hasPrefix("http") { iri = own }
      providers.append(["id": .text(iri), "type": "Agent", "label": dataProvider.json])
    }
    let site = addresses.site + "/"
    let name: OrderedJSON = ["none": [.text(settings.operatorName)]]
    providers.append(
      [
        "id": .text(site), "type": "Agent", "label": name,
        "homepage": [["id": .text(site), "type": "Text", "label": name, "format": "text/html"]],
      ])
    return providers
  }

  private var homepages: [OrderedJSON] {
    files.filter { $0.reference.role == .isShownAt && $0.reference.address.hasPrefix("http") }.prefix(1).map {
      [
        "id": .text($0.reference.address), "type": "Text", "label": ["en": ["The object at its provider"]],
        "format": "text/html",
      ]
    }
  }

  private var descriptions: [OrderedJSON] {
    let query =
      "?verb=GetRecord&metadataPrefix=edm&identifier=" + PercentEncoding.component(identifier)
    return [
      [
        "id": .text(addresses.edm(identifier)), "type": "Dataset", "label": ["en": ["EDM"]],
        "format": "application/rdf+xml", "profile": "http://www.europeana.eu/schemas/edm/",
      ],
      [
        "id": .text(settings.repositoryAddress + query), "type": "Dataset",
        "label": ["en": ["EDM over OAI-PMH"]], "format": "text/xml",
        "profile": "http://www.openarchives.org/OAI/2.0/",
      ],
    ]
  }

  /// Views that are not painted: their addresses only.
  private var unpainted: [OrderedJSON] {
    let painted = Set(presentation.paintings.map(\.resource.reference.address))
    return files.filter { file in
      file.reference.role != .isShownAt && file.reference.role != .object
        && !painted.contains(file.reference.address) && file.reference.address.hasPrefix("http")
    }.map {
      ["id": .text($0.reference.address), "type": "Image", "label": ["en": ["Image at its provider"]]]
    }
  }

  private var annotationPages: OrderedJSON {
    [["id": .text(addresses.annotations(identifier)), "type": "AnnotationPage"]]
  }

  private func canvas(_ painting: RecordPresentation.Painting) -> OrderedJSON {
    let canvas = painting.canvas
    var result: OrderedJSON = [
      "id": .text(canvas.id), "type": "Canvas", "width": .integer(canvas.width),
      "height": .integer(canvas.height),
    ]
    if let own = painting.resource.reference.rights?.normalised, own != rights {
      result.append("rights", .text(own))
    }
    result.append(
      "items",
      [
        [
          "id": .text(canvas.id + "/page"), "type": "AnnotationPage",
          "items": [
            [
              "id": .text(canvas.id + "/painting"), "type": "Annotation", "motivation": "painting",
              "body": body(painting), "target": .text(canvas.id),
            ]
          ],
        ]
      ])
    // A viewer shows all annotations of a page on the canvas that links it.
    if hasAnnotations, presentation.paintings.count == 1 { result.append("annotations", annotationPages) }
    return result
  }

  private func body(_ painting: RecordPresentation.Painting) -> OrderedJSON {
    let resource = painting.resource
    var body: OrderedJSON = ["id": .text(resource.reference.address), "type": "Image"]
    let isFile = resource.lastAttempt.map { $0.request == resource.reference.address } ?? false
    if isFile {
      body.append("format", .text(painting.facts.mime))
      body.append("width", .integer(painting.facts.width))
      body.append("height", .integer(painting.facts.height))
    }
    if let base = resource.reference.imageService, let service = resource.iiif?.imageService {
      body.append("service", [Self.service(base, service)])
    }
    return body
  }

  /// Source: IIIF Presentation API 3.0, section 3.5: services of older versions keep their `@id` and `@type`.
  private static func service(_ base: String, _ service: IIIFFinding.ImageService) -> OrderedJSON {
    let level = service.level ?? 0
    if service.version >= 3 {
      return ["id": .text(base), "type": "ImageService3", "profile": .text("level\(level)")]
    }
    let profile =
      service.version == 2
      ? "http://iiif.io/api/image/2/level\(level).json"
      : "http://library.stanford.edu/iiif/image-api/compliance.html#level\(level)"
    return ["@id": .text(base), "@type": .text("ImageService\(service.version)"), "profile": .text(profile)]
  }
}

extension Canvas {
  init?(version2 value: JSONValue) {
    guard let id = value["@id"]?.text else { return nil }
    self.init(value, id: id)
    // Version 1 calls the list `resources`.
    for annotation in value[anyOf: "images", "resources"]?.items ?? [] {
      images += CanvasImage.images(in: annotation["resource"])
    }
  }

  init?(version3 value: JSONValue) {
    guard let id = value["id"]?.text else { return nil }
    self.init(value, id: id)
    for page in value["items"]?.items ?? [] {
      for annotation in page["items"]?.items ?? [] where Self.isPainting(annotation) {
        for body in annotation["body"]?.items ?? [] { images += CanvasImage.images(in: body) }
      }
    }
  }

  private init(_ value: JSONValue, id: String) {
    self.id = id
    label = LocalisedText(value["label"])
    width = value["width"]?.size
    height = value["height"]?.size
    images = []
  }

  private static func isPainting(_ annotation: JSONValue) -> Bool {
    annotation["motivation"]?.texts.contains("painting") ?? false
  }
}

extension CanvasImage {
  /// The images behind a resource or body: itself, what it selects from, or what it lets choose.
  static func images(in value: JSONValue?) -> [CanvasImage] {
    guard let value else { return [] }
    let type = value[anyOf: "type", "@type"]?.text ?? ""
    switch type.split(separator: ":").last.map(String.init) {
    case "SpecificResource":
      return images(in: value[anyOf: "source", "full"])
    case "Choice":
      let choices = (value["default"]?.items ?? []) + (value[anyOf: "items", "item"]?.items ?? [])
      var images: [CanvasImage] = []
      for choice in choices {
        for var image in self.images(in: choice) {
          image.isAlternative = !images.isEmpty
          images.append(image)
        }
      }
      return images
    case "Image", "StillImage":
      return CanvasImage(value).map { [$0] } ?? []
    default:
      // Sound, video, text and models are no images; a resource without a type is one if its format says so.
      let isImage = type.isEmpty && (value["format"]?.text?.hasPrefix("image/") ?? (value["service"] != nil))
      return isImage ? CanvasImage(value).map { [$0] } ?? [] : []
    }
  }

  private init?(_ value: JSONValue) {
    let service = value["service"]?.items.lazy.compactMap(Self.imageService).first
    // An image may be given by its service alone.
    guard let address = value[anyOf: "id", "@id"]?.text ?? service else { return nil }
    self.init(
      address: address, format: value["format"]?.text, width: value["width"]?.size,
      height: value["height"]?.size, service: service ?? ImageAddress(parsing: address)?.base,
      isAlternative: false)
  }

  /// The base address of a service, where it is an image service of any version.
  private static func imageService(_ service: JSONValue) -> String? {
    if let address = service.text { return isWebAddress(address) ? withoutSlash(address) : nil }
    guard let id = service[anyOf: "id", "@id"]?.text, isWebAddress(id) else { return nil }
    let signs = [service["@context"], service["type"], service["@type"], service["profile"]]
      .compactMap { $0 }.flatMap(\.texts)
    let isImageService = signs.contains { sign in
      sign.hasPrefix("ImageService") || sign.contains("iiif.io/api/image/") || sign.contains("image-api/")
    }
    return isImageService ? withoutSlash(id) : nil
  }
}

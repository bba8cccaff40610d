extension ImageInformation {
  /// Reads an `info.json`.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - address: Where it was got from: gives the base address where the document names none that is
  ///     an address (version 1.0 gives a bare identifier).
  /// - Throws: ``IIIFError`` where it is no image description, or has no width, height or base address.
  public init(json bytes: [UInt8], address: String? = nil) throws(IIIFError) {
    let document = try JSONValue(document: bytes)
    let name = "info.json"
    guard let version = Self.version(of: document) else {
      let context = document["@context"]?.kind ?? "no `@context`"
      throw .notRecognised(expected: "IIIF image description", found: "\(context), no profile or type known")
    }
    self.version = version
    width = try Self.size("width", of: document, name: name)
    height = try Self.size("height", of: document, name: name)
    base = try Self.base(of: document, address: address, name: name)
    sizes = []
    tiles = []
    limits = SizeLimits()
    formats = []
    preferredFormats = document["preferredFormats"]?.texts ?? []
    qualities = []
    features = []
    rights = document[anyOf: "rights", "license"]?.texts.first
    isAccessLimited = document["service"]?.items.contains(where: Self.isAuthorisation) ?? false
    oddities = []

    level = document["profile"]?.items.lazy.compactMap { $0.text.flatMap(Self.level(of:)) }.first
    if level == nil { oddities.append("no compliance level") }
    readExtras(of: document)
    readSizes(document)
    readTiles(document)
  }

  private static func size(
    _ member: String, of document: JSONValue, name: String
  ) throws(IIIFError) -> Int {
    guard let value = document[member] else { throw .missing(member: member, document: name) }
    guard let size = value.size else { throw .invalid(member: member, document: name, found: value.kind) }
    return size
  }

  private static func base(
    of document: JSONValue, address: String?, name: String
  ) throws(IIIFError) -> String {
    if let id = document[anyOf: "id", "@id"]?.text, isWebAddress(id) { return withoutSlash(id) }
    if let address, let base = ImageAddress.base(ofInformation: address) { return base }
    guard document[anyOf: "id", "@id", "identifier"] != nil else {
      throw .missing(member: "id", document: name)
    }
    throw .invalid(
      member: "id", document: name, found: "no http address, and where it came from is not known")
  }

  /// The version by `@context`, else by what else tells it.
  private static func version(of document: JSONValue) -> Version? {
    for context in document["@context"]?.texts ?? [] {
      if context.contains("iiif.io/api/image/3/") { return .v3 }
      if context.contains("iiif.io/api/image/2/") { return .v2 }
      if context.contains("image-api/1.1/") { return .v1_1 }
    }
    if document["type"]?.text == "ImageService3" { return .v3 }
    let profiles = document["profile"]?.texts ?? []
    if profiles.contains(where: { $0.contains("iiif.io/api/image/2/") }) { return .v2 }
    if profiles.contains(where: { $0.contains("image-api/1.1/") }) { return .v1_1 }
    if profiles.contains(where: { $0.contains("library.stanford.edu/iiif/image-api/") }) { return .v1_0 }
    return nil
  }

  /// The level in `level2`, `http://iiif.io/api/image/2/level2.json` or `…compliance.html#level2`.
  private static func level(of profile: String) -> Int? {
    guard let range = profile.ranges(of: "level").last, range.upperBound < profile.endIndex else {
      return nil
    }
    return profile[range.upperBound].wholeNumberValue.flatMap { (0...2).contains($0) ? $0 : nil }
  }

  /// Authorisation of versions 0, 1 and 2: the profiles and types of its services name it.
  private static func isAuthorisation(_ service: JSONValue) -> Bool {
    let signs = [service["@context"], service["profile"], service["type"]].compactMap { $0 }.flatMap(\.texts)
    return signs.contains { sign in
      sign.contains("iiif.io/api/auth/") || sign.hasPrefix("AuthProbeService")
        || sign.hasPrefix("AuthAccessService") || sign.hasPrefix("AuthCookieService")
    }
  }

  /// Formats, qualities, features and limits: beside the profile (1 and 3) or within it (2).
  private mutating func readExtras(of document: JSONValue) {
    let places = [document] + (document["profile"]?.items ?? [])
    for place in places {
      formats += place[anyOf: "formats", "extraFormats"]?.texts ?? []
      qualities += place[anyOf: "qualities", "extraQualities"]?.texts ?? []
      features.formUnion(place[anyOf: "supports", "extraFeatures"]?.texts ?? [])
      limits.width = limits.width ?? limit("maxWidth", of: place)
      limits.height = limits.height ?? limit("maxHeight", of: place)
      limits.area = limits.area ?? limit("maxArea", of: place)
    }
  }

  private mutating func limit(_ member: String, of place: JSONValue) -> Int? {
    guard let value = place[member] else { return nil }
    // An area may exceed what a side may be.
    if case .number(let number) = value, number >= 1, number < 9e15 { return Int(number) }
    if let size = value.size { return size }
    oddities.append("`\(member)` is \(value.kind)")
    return nil
  }

  private mutating func readSizes(_ document: JSONValue) {
    for item in document["sizes"]?.items ?? [] {
      if let width = item["width"]?.size, let height = item["height"]?.size {
        sizes.append(PixelSize(width: width, height: height))
      } else {
        oddities.append("an entry of `sizes` has no width and height")
      }
    }
  }

  private mutating func readTiles(_ document: JSONValue) {
    for item in document["tiles"]?.items ?? [] {
      guard let width = item["width"]?.size else {
        oddities.append("an entry of `tiles` has no width")
        continue
      }
      tiles.append(
        TileSet(
          width: width, height: item["height"]?.size ?? width,
          scaleFactors: item["scaleFactors"]?.items.compactMap(\.size) ?? []))
    }
    // Versions 1.0 and 1.1 give one set of tiles in members of their own.
    if let width = document["tile_width"]?.size {
      tiles.append(
        TileSet(
          width: width, height: document["tile_height"]?.size ?? width,
          scaleFactors: document["scale_factors"]?.items.compactMap(\.size) ?? []))
    }
  }
}

extension PresentationDocument {
  /// Reads a manifest or a collection of version 2 or 3.
  ///
  /// - Throws: ``IIIFError`` where it is neither, or a manifest has no list of canvases.
  public init(json bytes: [UInt8]) throws(IIIFError) {
    let document = try JSONValue(document: bytes)
    let type = document[anyOf: "type", "@type"]?.text ?? ""
    switch type.split(separator: ":").last.map(String.init) {
    case "Manifest":
      self = .manifest(try Manifest(document, version: Self.version(of: document)))
    case "Collection":
      self = .collection(ManifestCollection(document, version: Self.version(of: document)))
    default:
      throw .notRecognised(
        expected: "IIIF manifest or collection",
        found: type.isEmpty ? "it has no `type` or `@type`" : "its type is `\(type)`")
    }
  }

  /// 3 where the context or the form of the type says so, else 2.
  private static func version(of document: JSONValue) -> Int {
    let contexts = document["@context"]?.texts ?? []
    if contexts.contains(where: { $0.contains("iiif.io/api/presentation/3/") }) { return 3 }
    if contexts.contains(where: { $0.contains("iiif.io/api/presentation/2/") }) { return 2 }
    return document["@type"] == nil ? 3 : 2
  }
}

extension Manifest {
  init(_ document: JSONValue, version: Int) throws(IIIFError) {
    let name = "manifest"
    guard let id = document[anyOf: "id", "@id"]?.text else {
      throw .missing(member: version == 3 ? "id" : "@id", document: name)
    }
    self.version = version
    self.id = id
    label = LocalisedText(document["label"])
    rights =
      document[anyOf: "rights", "license"]?.items.lazy
      .compactMap { $0.text ?? $0[anyOf: "id", "@id"]?.text }.first
    attribution = LocalisedText(document["requiredStatement"]?["value"] ?? document["attribution"])
    seeAlso = document["seeAlso"]?.items.compactMap(LinkedDocument.init) ?? []
    oddities = []
    canvases = []

    let list: JSONValue
    if version == 3 {
      guard let items = document["items"] else { throw .missing(member: "items", document: name) }
      list = items
    } else {
      guard let sequence = document["sequences"]?.items.first else {
        throw .missing(member: "sequences", document: name)
      }
      guard let items = sequence["canvases"] else {
        throw .missing(member: "sequences[0].canvases", document: name)
      }
      list = items
    }
    for (place, item) in list.items.enumerated() {
      guard let canvas = version == 3 ? Canvas(version3: item) : Canvas(version2: item) else {
        oddities.append("canvas \(place + 1) has no id")
        continue
      }
      canvases.append(canvas)
    }
  }
}

extension ManifestCollection {
  init(_ document: JSONValue, version: Int) {
    self.version = version
    id = document[anyOf: "id", "@id"]?.text ?? ""
    label = LocalisedText(document["label"])
    members = []
    // Version 2 may give manifests and collections in lists of their own, or mixed as members.
    for list in ["items", "members", "collections", "manifests"] {
      for item in document[list]?.items ?? [] {
        guard let id = item.text ?? item[anyOf: "id", "@id"]?.text else { continue }
        let type = item[anyOf: "type", "@type"]?.text ?? (list == "collections" ? "Collection" : "Manifest")
        members.append(
          Member(id: id, isCollection: type.hasSuffix("Collection"), label: LocalisedText(item["label"])))
      }
    }
    let pages = [document["next"], members.isEmpty ? document["first"] : nil].compactMap { $0 }
    next = pages.lazy.compactMap { $0.text ?? $0[anyOf: "id", "@id"]?.text }.first
  }
}

extension LinkedDocument {
  fileprivate init?(_ value: JSONValue) {
    guard let address = value.text ?? value[anyOf: "id", "@id"]?.text else { return nil }
    self.init(address: address, format: value["format"]?.text, profile: value["profile"]?.text)
  }
}

extension LocalisedText {
  /// Reads a text, a `{"@value", "@language"}`, a language map, or a list of these.
  init(_ value: JSONValue?) {
    values = []
    for item in value?.items ?? [] {
      switch item {
      case .text(let text):
        values.append(Value(language: nil, text: text))
      case .object(let members):
        if let text = item["@value"]?.text {
          values.append(Value(language: item["@language"]?.text, text: text))
        } else {
          for (language, texts) in members.sorted(by: { $0.key < $1.key }) {
            let tag = language == "none" || language == "@none" ? nil : language
            values += texts.texts.map { Value(language: tag, text: $0) }
          }
        }
      default: break
      }
    }
  }
}
